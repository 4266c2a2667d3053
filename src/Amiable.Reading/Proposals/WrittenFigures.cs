using System.Globalization;
using System.Text.RegularExpressions;
using Amiable.Reading.Replies;

namespace Amiable.Reading.Proposals;

/// <summary>The figures somebody wrote, in every way in which they can be meant: 1.250 is a thousand in Rome and one and a quarter in London.</summary>
internal sealed partial class WrittenFigures
{
    private readonly HashSet<decimal> figures = [];

    public WrittenFigures(ReplyToRead reply)
    {
        foreach (var text in new[] { reply.Text.NewText, reply.Text.Quoted, reply.Subject })
        foreach (Match match in Figure().Matches(text))
            Add(match.Value);
        // "I pay all of it": what is open of one invoice, or of all, need not be written.
        figures.UnionWith(reply.Invoices.Select(i => i.Amount));
        figures.Add(reply.Invoices.Sum(i => i.Amount));
    }

    public bool Explain(decimal amount) => figures.Contains(amount) || figures.Contains(decimal.Round(amount, 2));

    private void Add(string written)
    {
        var digits = string.Concat(written.Where(c => !char.IsWhiteSpace(c) && c is not '\'' and not '’'));
        foreach (
            var plain in new[]
            {
                digits.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'),
                digits.Replace(",", "", StringComparison.Ordinal),
            }
        )
            if (decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                figures.UnionWith([value, value * 1000]);
        // A space may also stand between two figures.
        if (written.Any(char.IsWhiteSpace))
            foreach (var part in written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                Add(part);
    }

    [GeneratedRegex(@"\d+(?:[.,'’ \u00A0\u202F]\d+)*")]
    private static partial Regex Figure();
}
