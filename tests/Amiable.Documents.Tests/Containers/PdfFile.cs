using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Amiable.Documents.Containers;

/// <summary>Small PDFs for tests: a page of words, files embedded in it, a password on it.</summary>
internal static class PdfFile
{
    public static byte[] Of(string[] lines, params (string Name, byte[] Bytes)[] attached) => Write(lines, attached, trailer: "");

    /// <summary>Encrypted under a password nobody knows (PDF 32000-1, 7.6.3).</summary>
    public static byte[] UnderPassword()
    {
        var hash = string.Concat(Enumerable.Range(1, 32).Select(i => i.ToString("X2", CultureInfo.InvariantCulture)));
        return Write(["Secret"], [], $"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{hash}> /U <{hash}> /P -4 >> /ID [<{hash}> <{hash}>]");
    }

    private static byte[] Write(string[] lines, (string Name, byte[] Bytes)[] attached, string trailer)
    {
        var text = string.Concat(lines.Select((line, i) => $"BT /F1 11 Tf 60 {760 - (i * 20)} Td ({line}) Tj ET\n"));
        var names = string.Concat(attached.Select((file, i) => $"({file.Name}) {6 + (i * 2)} 0 R "));
        var objects = new List<byte[]>
        {
            Ascii($"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [{names}] >> >> >>"),
            Ascii("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Ascii("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"),
            Stream("", Encoding.Latin1.GetBytes(text)),
            Ascii("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
        };
        foreach (var (name, bytes) in attached)
        {
            objects.Add(Ascii($"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F {objects.Count + 2} 0 R >> >>"));
            objects.Add(Stream("/Type /EmbeddedFile /Filter /FlateDecode ", Packed(bytes)));
        }
        return Assemble(objects, trailer);
    }

    private static byte[] Assemble(List<byte[]> objects, string trailer)
    {
        using var pdf = new MemoryStream();
        pdf.Write("%PDF-1.7\n"u8);
        var places = new List<long>();
        foreach (var (content, i) in objects.Select((content, i) => (content, i)))
        {
            places.Add(pdf.Position);
            pdf.Write(Ascii($"{i + 1} 0 obj\n"));
            pdf.Write(content);
            pdf.Write("\nendobj\n"u8);
        }
        var table = pdf.Position;
        pdf.Write(Ascii($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places)
            pdf.Write(Ascii($"{place:0000000000} 00000 n \n"));
        pdf.Write(Ascii($"trailer << /Size {objects.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n"));
        return pdf.ToArray();
    }

    private static byte[] Stream(string kind, byte[] bytes) =>
        [.. Ascii($"<< {kind}/Length {bytes.Length} >>\nstream\n"), .. bytes, .. "\nendstream"u8];

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest))
            zip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Ascii(FormattableString text) => Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
