using System.Globalization;
using System.Text.RegularExpressions;
using Amiable.Instructions;
using Amiable.Reading.Understanding.Amounts;

namespace Amiable.Reading.Instructions;

/// <summary>What came in, and for which invoices.</summary>
internal static partial class Payments
{
    public static IEnumerable<Draft> Of(Draft draft, IReadOnlyList<Draft> before)
    {
        var piece = draft.Piece;
        draft = draft with { Date = CommandFields.Behind(piece) };
        if (draft.Account is null && piece.Facts.NamesUnknownInvoice(piece.Sentence))
            return [draft with { Missing = UnclearAbout.Invoice, Candidates = [] }];
        if (draft.Account is null)
            return [draft];
        var named = piece.Invoices.Where(i => i.Account == draft.Account).Select(i => i.Invoice).Distinct().ToList();
        if (named.Count == 0 && piece.Facts.NamesUnknownInvoice(piece.Sentence))
            return [draft with { Missing = UnclearAbout.Invoice }];
        var sum = Sum(piece);
        if (
            Share(piece) is { } share
            && (
                named.Count == 1 ? named[0]
                : draft.Account.Invoices is [var only] ? only
                : null
            )
                is { } partly
        )
            return [draft with { Invoice = partly, Amount = Math.Round(partly.Open * share, 2), Confidence = draft.Confidence * 0.9 }];
        // "…, so both are settled": says again what was said of the money before.
        if (
            sum is null
            && named.Count == 0
            && before.LastOrDefault(d => d is { Kind: CommandKind.SetPaidAmount, Missing: null } && d.Account == draft.Account) is { } said
        )
            return [said with { Date = draft.Date ?? said.Date }];
        var meant = named.Count > 0 ? named : Unnamed(draft, sum, before);
        if (meant.Count == 0)
            return [draft with { Missing = UnclearAbout.Invoice }];
        if (meant.Count == 1)
            return
            [
                draft with
                {
                    Invoice = meant[0],
                    Amount = sum is { } paid && !piece.Means("FULL") || sum is { } s && s <= meant[0].Open ? sum : meant[0].Open,
                },
            ];
        // A sum for several: only when it is all of them does it say what each got.
        return sum is { } all && all != meant.Sum(i => i.Open) && !piece.Means("FULL", "ALLINV")
            ? [draft with { Missing = UnclearAbout.Invoice }]
            : meant.Select(i => draft with { Invoice = i, Amount = i.Open });
    }

    /// <summary>"Half of it", "30 %".</summary>
    private static decimal? Share(Piece piece) =>
        piece.Means("HALF") ? 0.5m
        : Percent().Match(piece.Text) is { Success: true } found
            ? decimal.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) / 100
        : null;

    [GeneratedRegex(@"(?<![\d.,])(\d{1,2}) ?%")]
    private static partial Regex Percent();

    private static List<KnownInvoice> Unnamed(Draft draft, decimal? sum, IReadOnlyList<Draft> before)
    {
        var (piece, open) = (draft.Piece, draft.Account!.Invoices);
        if (open.Count == 1)
            return [open[0]];
        if (sum is { } paid && SumOf(open, paid) is { } exact)
            return exact;
        if (piece.Means("ALLINV") || sum is { } all && all == open.Sum(i => i.Open) || sum is null && piece.Means("FULL"))
            return [.. open];
        if (piece.Facts.Invoices.Where(i => i.Account == draft.Account).Select(i => i.Invoice).Distinct().ToList() is [var anywhere])
            return [anywhere];
        return before.LastOrDefault(d => d.Invoice is not null && d.Account == draft.Account)?.Invoice is { } last ? [last] : [];
    }

    /// <summary>The only few invoices that amount to it; null when none do, or several choices.</summary>
    private static List<KnownInvoice>? SumOf(IReadOnlyList<KnownInvoice> open, decimal sum)
    {
        for (var count = 1; count <= Math.Min(3, open.Count) && open.Count <= 60; count++)
            switch (Choices(open, 0, count).Where(c => c.Sum(i => i.Open) == sum).Take(2).ToList())
            {
                case [var only]:
                    return only;
                case [_, _]:
                    return null;
            }
        return null;
    }

    private static IEnumerable<List<KnownInvoice>> Choices(IReadOnlyList<KnownInvoice> open, int from, int count) =>
        count == 0
            ?
            [
                [],
            ]
            : Enumerable
                .Range(from, Math.Max(0, open.Count - from))
                .SelectMany(i => Choices(open, i + 1, count - 1).Select(c => new List<KnownInvoice>([open[i], .. c])));

    /// <summary>The sum that came, not what is left: "500 paid, 300 remain".</summary>
    private static decimal? Sum(Piece piece)
    {
        var rest = piece.At("REST");
        var sums = piece.Amounts.Count > 0 ? piece.Amounts : piece.Figures;
        var came = sums.Where(a => rest < 0 || a.Span.Start < rest || Math.Abs(a.Span.Start - rest) > 25).ToList();
        return (
            came.Count > 0 ? came[0]
            : sums.Count > 0 && rest < 0 ? sums[0]
            : (FoundAmount?)null
        )?.Value;
    }
}
