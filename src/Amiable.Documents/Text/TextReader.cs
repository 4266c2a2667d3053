using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

/// <summary>Finds the fields of an invoice in words and their places.</summary>
public static class TextReader
{
    public static DocumentReading Read(IReadOnlyList<TextPage> pages, FieldSource source) => new();
}
