using System.Globalization;
using System.Text;

namespace Amiable.Documents.Pages;

/// <summary>PDFs made by hand: lines of text on A4.</summary>
internal static class SmallPdf
{
    public static byte[] Of(params string[] lines) => Write([lines], "");

    public static byte[] OfPages(params string[] pages) => Write([.. pages.Select(page => new[] { page })], "");

    /// <summary>Encrypted with a key nobody has.</summary>
    public static byte[] Locked() =>
        Write(
            [
                ["secret"],
            ],
            $"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{new string('1', 64)}> /U <{new string('2', 64)}> /P -4 >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
        );

    /// <summary>A page that is a picture and nothing else.</summary>
    public static byte[] OfPicture(byte[] jpeg, int width, int height)
    {
        var pdf = new MemoryStream();
        var places = new List<long>();
        void Text(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
        void Object(string text)
        {
            places.Add(pdf.Length);
            Text($"{places.Count} 0 obj\n{text}\nendobj\n");
        }
        Text("%PDF-1.4\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>");
        Object("<< /Length 28 >>\nstream\n595 0 0 842 0 0 cm /P Do    \nendstream");
        places.Add(pdf.Length);
        Text(
            $"5 0 obj\n<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length {jpeg.Length} >>\nstream\n"
        );
        pdf.Write(jpeg);
        Text("\nendstream\nendobj\n");
        End(pdf, places, "");
        return pdf.ToArray();
    }

    private static byte[] Write(string[][] pages, string trailer)
    {
        var pdf = new MemoryStream();
        var places = new List<long>();
        void Object(string text)
        {
            places.Add(pdf.Length);
            pdf.Write(Encoding.Latin1.GetBytes($"{places.Count} 0 obj\n{text}\nendobj\n"));
        }
        pdf.Write("%PDF-1.4\n"u8);
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Kids [{string.Join(' ', pages.Select((_, at) => $"{4 + (at * 2)} 0 R"))}] /Count {pages.Length} >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        foreach (var lines in pages)
        {
            Object(
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {places.Count + 2} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
            );
            var text = string.Concat(
                lines.Select(
                    (line, at) =>
                        $"BT /F 12 Tf 50 {780 - (at * 20)} Td ({line.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj ET\n"
                )
            );
            Object($"<< /Length {text.Length} >>\nstream\n{text}endstream");
        }
        End(pdf, places, trailer);
        return pdf.ToArray();
    }

    private static void End(MemoryStream pdf, List<long> places, string trailer)
    {
        var start = pdf.Length;
        var table = string.Concat(places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n")));
        pdf.Write(
            Encoding.Latin1.GetBytes(
                $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {places.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
            )
        );
    }
}
