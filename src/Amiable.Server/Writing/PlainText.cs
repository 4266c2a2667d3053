using System.Globalization;
using System.Text;

namespace Amiable.Writing;

/// <summary>Writes the blocks of a message as plain text: prose in long lines, invoices in columns.</summary>
internal static class PlainText
{
    private const string Gap = "   ";

    public static string Of(IEnumerable<Block> blocks, Locale locale) =>
        string.Join("\n\n", blocks.Select(block => Of(block, locale))) + "\n";

    private static string Of(Block block, Locale locale) =>
        block switch
        {
            Prose prose => prose.Text,
            InvoiceTable table => Of(table),
            Details details => string.Join(
                '\n',
                details.Lines.Select(l => l.Label + locale.Colon + l.Value).Prepend(details.Title + locale.Colon.TrimEnd(' '))
            ),
            SignOff sign => string.Join('\n', sign.Lines.Prepend(sign.Who).Prepend(sign.Closing)),
            _ => throw new InvalidOperationException($"{block.GetType().Name} has no plain text."),
        };

    private static string Of(InvoiceTable table)
    {
        var rows = table.Rows.Prepend(table.Heads).ToList();
        var number = rows.Max(r => Width(r.Number));
        var due = rows.Max(r => Width(r.Due));
        var sum = table.Sums.Select(s => Width(s.Label)).DefaultIfEmpty(0).Max();
        due = Math.Max(due, sum - number - Gap.Length);
        var amount = rows.Select(r => Width(r.Amount)).Concat(table.Sums.Select(s => Width(s.Amount))).Max();

        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(Left(row.Number, number))
                .Append(Gap)
                .Append(Left(row.Due, due))
                .Append(Gap)
                .Append(Right(row.Amount, amount))
                .Append('\n');
            foreach (var note in row.Notes)
                text.Append("  ").Append(note).Append('\n');
        }
        foreach (var row in table.Sums)
            text.Append(Left(row.Label, number + Gap.Length + due)).Append(Gap).Append(Right(row.Amount, amount)).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    private static string Left(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    private static string Right(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    private static int Width(string text) => new StringInfo(text).LengthInTextElements;
}
