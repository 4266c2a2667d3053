using Amiable.Contacts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Among whom and about what a text message is written.</summary>
public sealed class ShowTextToWrite(AppDb db, ReadSituation readSituation, Today today)
{
    public async Task<TextToWrite?> Run(AccountId account, CancellationToken ct)
    {
        if ((await readSituation.Run([account], ct)).SingleOrDefault() is not { } facts)
            return null;
        var local = TimeZoneInfo.ConvertTime(today.Now, facts.Zone);
        return new(
            account,
            facts.Account.Name,
            await db.MailChannels.AnyAsync(c => c.TextsSecret != null, ct),
            [
                .. facts
                    .Contacts.Where(c => c.Phone is not null)
                    .OrderByDescending(c => c.IsPrimary)
                    .ThenBy(c => c.Id.Value)
                    .Select(c => new Texted(c.Id, c.FullName.Length > 0 ? c.FullName : c.Email ?? "", c.Phone!, c.NoTextsSince)),
            ],
            [.. facts.Invoices.Values.Where(StatedFigures.CanBeAsked).OrderBy(i => i.DueOn)],
            TimeOnly.FromDateTime(local.DateTime),
            facts.Language
        );
    }
}

/// <param name="HasProvider">Whether anything is set up that sends them.</param>
/// <param name="Time">What the clock shows there.</param>
public sealed record TextToWrite(
    AccountId Account,
    string AccountName,
    bool HasProvider,
    IReadOnlyList<Texted> People,
    IReadOnlyList<Invoices.Invoice> Invoices,
    TimeOnly Time,
    string Language
);

/// <summary>Somebody who has a telephone.</summary>
/// <param name="StoppedAt">When they wanted no more text messages; null while they may be written to.</param>
public sealed record Texted(ContactId Id, string Name, string Number, DateTimeOffset? StoppedAt);
