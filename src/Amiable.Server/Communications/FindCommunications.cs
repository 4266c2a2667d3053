using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>The messages with words that begin so, the latest first; before all others those with them in the subject.</summary>
public sealed class FindCommunications(AppDb db, FullText fullText)
{
    // What is shown of the text around the first word: about one line.
    private const int Before = 40;
    private const int After = 100;

    public async Task<IReadOnlyList<FoundCommunication>> Run(SoughtWords sought, int most, CancellationToken ct)
    {
        var ids = await BestFirst.Of(
            most,
            () => fullText.InSubjects(sought, most, ct),
            () => fullText.WithWords<CommunicationId>(Searchable.Communications, sought, most, ct)
        );
        var messages = await (
            from message in db.Communications
            where ids.Contains(message.Id)
            join account in db.Accounts on message.AccountId equals account.Id
            select new
            {
                message.Id,
                message.Subject,
                message.Text,
                message.SendOn,
                message.Status,
                account.Name,
            }
        ).ToListAsync(ct);
        return
        [
            .. messages
                .OrderBy(m => ids.IndexOf(m.Id))
                .Select(m => new FoundCommunication(m.Id, m.Subject, Around(m.Text, sought), m.SendOn, m.Status, m.Name)),
        ];
    }

    /// <summary>The piece of a text around the first of the words that stands in it; null when none does.</summary>
    internal static string? Around(string text, SoughtWords sought)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        var at = sought
            .All.Select(word => compare.IndexOf(line, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace))
            .Where(i => i >= 0)
            .DefaultIfEmpty(-1)
            .Min();
        if (at < 0)
            return null;
        // From the beginning of a word to the end of one.
        var from =
            at <= Before ? 0
            : line.IndexOf(' ', at - Before, Before) is var space and >= 0 ? space + 1
            : at;
        var to =
            at + After >= line.Length ? line.Length
            : line.LastIndexOf(' ', at + After, After) is var end and >= 0 ? end
            : at + After;
        return (from > 0 ? "… " : "") + line[from..to] + (to < line.Length ? " …" : "");
    }
}

/// <param name="Excerpt">Where its text says so; null when only its subject does.</param>
public sealed record FoundCommunication(
    CommunicationId Id,
    string Subject,
    string? Excerpt,
    DateOnly SendOn,
    CommunicationStatus Status,
    string AccountName
);
