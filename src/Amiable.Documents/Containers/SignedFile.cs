using System.Formats.Asn1;

namespace Amiable.Documents.Containers;

/// <summary>
/// What a signed file (.p7m: CMS SignedData, RFC 5652) carries. The signature is not verified: whoever imports an invoice asks what it
/// says, and Italy's exchange has verified it before it was delivered.
/// </summary>
internal static class SignedFile
{
    private const string SignedData = "1.2.840.113549.1.7.2";

    /// <summary>The bytes that were signed; null when there are none, or the file is damaged.</summary>
    public static ReadOnlyMemory<byte>? Content(ReadOnlyMemory<byte> file)
    {
        try
        {
            // BER, for many programs write lengths they do not know yet.
            var info = new AsnReader(Der(file), AsnEncodingRules.BER).ReadSequence();
            if (info.ReadObjectIdentifier() != SignedData)
                return null;
            var signed = info.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
            signed.ReadEncodedValue();
            signed.ReadEncodedValue();
            var content = signed.ReadSequence();
            content.ReadObjectIdentifier();
            // What was signed may be in another file.
            if (!content.HasData)
                return null;
            return content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadOctetString();
        }
        catch (Exception e) when (e is AsnContentException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Der(ReadOnlyMemory<byte> file)
    {
        if (file.Span[0] == 0x30)
            return file;
        var text = System.Text.Encoding.Latin1.GetString(file.Span);
        var lines = text.Split('\n').Where(l => !l.StartsWith("-----", StringComparison.Ordinal));
        return Convert.FromBase64String(string.Concat(lines).Trim());
    }
}
