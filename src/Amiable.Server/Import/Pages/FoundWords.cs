using Amiable.Documents;
using Amiable.Import.Dropped;
using Amiable.Ui;

namespace Amiable.Import.Pages;

/// <summary>How a document that was read stands, in words.</summary>
internal static class FoundWords
{
    public static Signal SignalOf(FoundDocument found) =>
        found.State == FoundState.Unreadable ? Signal.Bad
        : found.IsCertain ? Signal.Good
        : Signal.Warn;

    public static string State(Words t, FoundDocument found) =>
        t[
            found.State == FoundState.Unreadable ? "found.not-taken"
            : found.IsCertain ? "found.ready"
            : "found.check"
        ];

    /// <summary>What to look at, or why there is nothing to; the seller first: an invoice that is not ours has nothing else to check.</summary>
    public static string Why(Words t, FoundDocument found, IReadOnlyList<string> doubts) =>
        found.State == FoundState.Unreadable ? Of(t, found.Reading.Problems.FirstOrDefault(p => p.Refuses) ?? Unknown)
        : doubts.Count == 0 ? ""
        : doubts.Contains("seller") && found.Reading.Seller.Name is { } seller ? t["found.from", seller.Value]
        : t["found.check-these", string.Join(", ", doubts.Select(d => t[$"found.doubt.{d}"]))];

    public static string Total(Words t, DocumentReading read) =>
        read is { Total: { } total, Currency: { } currency } && Money.OfMajor(total.Value, currency.Value) is { } money
            ? t.Reader.Amount(money)
            : "";

    /// <summary>What is wrong with it; in English where nobody translated it.</summary>
    public static string Of(Words t, DocumentProblem problem) =>
        t.Has($"reading-problem.{problem.Code}") ? t[$"reading-problem.{problem.Code}", [.. problem.Values]] : problem.Message;

    private static readonly DocumentProblem Unknown = new("file-unknown", "It cannot be read.");
}
