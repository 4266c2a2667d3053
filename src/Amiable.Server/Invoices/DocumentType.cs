namespace Amiable.Invoices;

/// <summary>What a document is, by its first bytes: names lie.</summary>
internal static class DocumentType
{
    private static readonly (byte[] Start, string Type, string Extension)[] Known =
    [
        ("%PDF-"u8.ToArray(), "application/pdf", ".pdf"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a], "image/png", ".png"),
        ([0xff, 0xd8, 0xff], "image/jpeg", ".jpg"),
    ];

    public static string? Of(byte[] bytes) =>
        Array.Find(Known, known => bytes.AsSpan().StartsWith(known.Start)) is { Type: { } type } ? type : null;

    /// <summary>A name that every mail program and file system takes, with the ending of what it is.</summary>
    public static string NameOf(string fileName, string number, string type)
    {
        var name = Path.GetFileNameWithoutExtension(fileName.Replace('\\', '/'));
        name = string.Concat(
            (string.IsNullOrWhiteSpace(name) ? number : name).Where(c => !char.IsControl(c) && !"/\\:*?\"<>|".Contains(c))
        );
        return name.Trim()[..Math.Min(name.Trim().Length, 200)] + Known.Single(k => k.Type == type).Extension;
    }
}
