using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Dates;

namespace Amiable.Reading.Replies;

/// <summary>The history serves one purpose: to know which day somebody accepts who writes "yes, that date".</summary>
internal static class Quoted
{
    public static DateOnly? ProposedDay(ReplyToRead reply, IReadOnlyList<string> languages, DateOnly today)
    {
        var lines = reply.Text.Quoted.Split('\n').Select(l => l.TrimStart('>', ' ')).ToList();
        var text = WrittenText.Of(string.Join('\n', lines.Where(l => !IsHead(l))));
        var due = reply.Invoices.Select(i => i.DueDate).ToHashSet();
        return DateReader
            .Read(text, languages, new(today))
            // "Please pay within 8 days" proposes nothing.
            .Where(d => d.Form != DateForm.Within)
            .Where(d => d.Next is { } next && !due.Contains(next) && (d.Last is not { } last || !due.Contains(last)))
            .Select(d => d.Next)
            .FirstOrDefault();
    }

    /// <summary>"Can you confirm payment for 6 March?" was asked, and not only when.</summary>
    public static bool AsksForDay(ReplyToRead reply, IReadOnlyList<string> languages, DateOnly today) =>
        reply.Text.Quoted.Contains('?', StringComparison.Ordinal)
        && ProposedDay(reply with { Text = reply.Text with { Quoted = Questions(reply.Text.Quoted) } }, languages, today) is not null;

    private static string Questions(string quoted) =>
        string.Join('\n', quoted.Split('\n').Where(l => l.Contains('?', StringComparison.Ordinal)));

    /// <summary>Lines that introduce the history carry the day it was written.</summary>
    private static bool IsHead(string line) => line.Contains('@', StringComparison.Ordinal) || line.EndsWith(':') && line.Length > 20;
}
