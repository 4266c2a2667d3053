namespace Amiable.Printing;

/// <summary>What a document says of itself.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Author">Who stands for it.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="IsAi">Whether the agent wrote it; not what a person signs, nor what only lists records.</param>
public sealed record PdfFacts(string Title, string Author, string Language, bool IsAi = true)
{
    /// <summary>That it was generated (AI Act art. 50): for machines, as the visible remark is for people.</summary>
    public const string Keywords = "AI-generated";

    public string Xmp =>
        $"""
            <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escaped(Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Escaped(Author)}</rdf:li></rdf:Seq></dc:creator>
            {(IsAi ? $"<dc:subject><rdf:Bag><rdf:li>{Keywords}</rdf:li></rdf:Bag></dc:subject>" : "")}
            {(IsAi ? $"<pdf:Keywords>{Keywords}</pdf:Keywords>" : "")}
            <xmp:CreatorTool>Amiable</xmp:CreatorTool>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """;

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
