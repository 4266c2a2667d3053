using System.Text;
using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

/// <summary>The words of pages as plain text, line by line as they stand side by side; a wide gap between columns is a bar.</summary>
public static class Layout
{
    public static string Of(IReadOnlyList<TextPage> pages)
    {
        var text = new StringBuilder();
        foreach (var line in Lines.Of(pages))
            text.AppendJoin(" | ", line.Cells.Select(cell => cell.Text)).Append('\n');
        return text.ToString();
    }
}
