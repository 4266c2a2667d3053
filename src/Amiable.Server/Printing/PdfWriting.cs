using System.Text;

namespace Amiable.Printing;

/// <summary>The objects of a PDF on their way into one file.</summary>
internal sealed class PdfWriting
{
    private readonly SortedDictionary<int, string> pieces = [];
    private readonly List<(int Number, string Text, byte[]? Stream)> own = [];
    private string head = "";

    public int Next { get; set; }

    public void Text(string text) => head = text;

    public void Object(int number, string text, byte[]? stream = null) => own.Add((number, text, stream));

    public void Piece(int number, string text) => pieces[number] = text;

    /// <summary>A root of pages becomes a branch of another one.</summary>
    public void Hang(int root, int parent)
    {
        var text = pieces[root];
        var at = text.IndexOf("<<", StringComparison.Ordinal) + 2;
        pieces[root] = text.Insert(at, $"/Parent {parent} 0 R ");
    }

    public byte[] End(int catalog, int info)
    {
        using var bytes = new MemoryStream();
        var places = new SortedDictionary<int, long>();
        void Write(string text) => bytes.Write(Encoding.Latin1.GetBytes(text));
        Write(head);
        foreach (var (number, text) in pieces)
        {
            places[number] = bytes.Position;
            Write($"{number} 0 obj\n{text.TrimEnd()}\n");
        }
        foreach (var (number, text, stream) in own)
        {
            places[number] = bytes.Position;
            Write($"{number} 0 obj\n{text}\n");
            if (stream is not null)
            {
                Write("stream\n");
                bytes.Write(stream);
                Write("\nendstream\n");
            }
            Write("endobj\n");
        }
        var table = bytes.Position;
        Write($"xref\n0 {Next}\n0000000000 65535 f \n");
        for (var number = 1; number < Next; number++)
            Write(places.TryGetValue(number, out var place) ? $"{place:D10} 00000 n \n" : "0000000000 65535 f \n");
        Write($"trailer\n<</Size {Next} /Root {catalog} 0 R /Info {info} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return bytes.ToArray();
    }
}
