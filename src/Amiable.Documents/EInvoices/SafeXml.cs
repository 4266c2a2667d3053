using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Amiable.Documents.Containers;

namespace Amiable.Documents.EInvoices;

/// <summary>What came of opening XML: its root, or why there is none; with both, something is odd but it could be read.</summary>
internal readonly record struct OpenedXml(XmlPart? Root, DocumentProblem? Problem);

/// <summary>
/// Opens XML that strangers wrote: no document type, no entity of its own, nothing fetched, bounded in size and depth. Attachments within
/// it are left out: they are most of the bytes and none of the fields.
/// </summary>
internal static partial class SafeXml
{
    // "Attachment" is FatturaPA's, which has no namespace; UBL calls by that name what may hold an invoice.
    private static bool IsAttachment(XmlPart part) =>
        part.Name is "EmbeddedDocumentBinaryObject" or "AttachmentBinaryObject" || (part.Name == "Attachment" && part.Space.Length == 0);

    // Namespaces of the root, and a scheme or currency elsewhere.
    private const int MostAttributes = 64;

    // Western Europe before Unicode; .NET knows it only when asked.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    static SafeXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static OpenedXml Open(ReadOnlyMemory<byte> xml, ReadingLimits limits)
    {
        // In UTF-16 these bytes are halves of letters.
        if (xml.Span[..Math.Min(xml.Length, 4)].IndexOfAny((byte)0, (byte)0xFE, (byte)0xFF) < 0)
            xml = xml.Trim(" \t\r\n\0"u8);
        try
        {
            using var stream = new ReadOnlyStream(xml);
            using var reader = XmlReader.Create(stream, Settings(limits));
            return new(Load(reader, limits), null);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException)
        {
            return HasDocumentType(xml) ? new(null, DocumentType()) : Again(xml, limits, e);
        }
        catch (TooMuchException)
        {
            return new(null, TooMuch(limits));
        }
    }

    public static OpenedXml Open(string xml, ReadingLimits limits)
    {
        try
        {
            using var text = new StringReader(Declaration().Replace(xml.Trim().TrimStart('\uFEFF'), ""));
            using var reader = XmlReader.Create(text, Settings(limits));
            return new(Load(reader, limits), null);
        }
        catch (XmlException e)
        {
            return new(
                null,
                xml.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? DocumentType() : Broken(e.LineNumber, e.LinePosition)
            );
        }
        catch (TooMuchException)
        {
            return new(null, TooMuch(limits));
        }
    }

    // The bytes may be in another encoding than they say, or name one that does not exist: the words are still there.
    private static OpenedXml Again(ReadOnlyMemory<byte> xml, ReadingLimits limits, Exception first)
    {
        var text = System.Text.Unicode.Utf8.IsValid(xml.Span) ? Encoding.UTF8.GetString(xml.Span) : Windows1252.GetString(xml.Span);
        if (Open(text, limits) is { Root: { } root })
            return new(
                root,
                new(
                    "xml-encoding",
                    "The file is not written in the encoding it names. It was read all the same: look at names with accents before accepting it."
                )
            );
        return new(null, first is XmlException e ? Broken(e.LineNumber, e.LinePosition) : Broken(1, 1));
    }

    private static XmlReaderSettings Settings(ReadingLimits limits) =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.MostBytes,
            MaxCharactersFromEntities = 1_024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
        };

    private static XmlPart? Load(XmlReader reader, ReadingLimits limits)
    {
        XmlPart? root = null;
        XmlPart? open = null;
        var (isRead, count) = (reader.Read(), 0);
        while (isRead)
        {
            if (reader.Depth > limits.MostXmlDepth || ++count > limits.MostXmlNodes)
                throw new TooMuchException();
            if (reader.NodeType == XmlNodeType.Element)
            {
                var part = Part(reader, open);
                open?.Add(part);
                root ??= part;
                if (IsAttachment(part))
                {
                    reader.Skip();
                    isRead = !reader.EOF;
                    continue;
                }
                if (!reader.IsEmptyElement)
                    open = part;
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
                open = open?.Parent;
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                open?.AddText(reader.Value);
            isRead = reader.Read();
        }
        return root;
    }

    private static XmlPart Part(XmlReader reader, XmlPart? parent)
    {
        var part = new XmlPart(reader.LocalName, reader.NamespaceURI, parent);
        for (var i = 0; i < MostAttributes && (i == 0 ? reader.MoveToFirstAttribute() : reader.MoveToNextAttribute()); i++)
        {
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
                part.Add(reader.LocalName, reader.Value);
        }
        reader.MoveToElement();
        return part;
    }

    private static bool HasDocumentType(ReadOnlyMemory<byte> xml)
    {
        var start = xml.Span[..Math.Min(xml.Length, 64 * 1024)];
        return start.IndexOf("<!DOCTYPE"u8) >= 0 || start.IndexOf(Encoding.Unicode.GetBytes("<!DOCTYPE")) >= 0;
    }

    private static DocumentProblem DocumentType() =>
        new(
            "xml-doctype",
            "The file defines a document type or entities of its own (DOCTYPE). No e-invoice does; it was not read, for safety.",
            Refuses: true
        );

    private static DocumentProblem TooMuch(ReadingLimits limits) =>
        new(
            "xml-too-large",
            $"The file has more than {limits.MostXmlNodes} elements, or more than {limits.MostXmlDepth} within one another. No e-invoice has.",
            Refuses: true
        )
        {
            Values = [$"{limits.MostXmlNodes}", $"{limits.MostXmlDepth}"],
        };

    private static DocumentProblem Broken(int line, int column) =>
        new(
            "xml-broken",
            $"The XML is damaged or incomplete at line {line}, character {column}. Ask the program that wrote it for the file again.",
            Refuses: true
        )
        {
            Values = [$"{line}", $"{column}"],
        };

    [GeneratedRegex(@"\A\s*<\?xml[^>]*\?>\s*")]
    private static partial Regex Declaration();

    private sealed class TooMuchException : Exception;
}
