using Amiable.Channels;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Mail.Mime;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>What a mail shows of the account it belongs to. All of it is looked up within the organization it came to.</summary>
public sealed class ReadClues(AppDb db, SecretBox secrets)
{
    private const int MostAddresses = 50;
    private const int MostAccounts = 20;

    // A company may have many contacts at one domain.
    private const int MostRows = 1000;

    private static readonly string[] Recipients = ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"];

    /// <summary>What it shows, and the conversation it goes on with.</summary>
    public sealed record Found(MailClues Clues, CommunicationId? Thread);

    public async Task<Found> Run(MimeMessage message, string text, CancellationToken ct)
    {
        var sender = (message.From.FirstOrDefault()?.Address ?? "").ToLowerInvariant();
        var tagged = await Tagged(message, ct);
        var answered = await Answered(message, ct);
        var clues = new MailClues
        {
            Tagged = tagged?.Account,
            Answered = answered?.Account,
            IsFromOwnTeam = await IsFromOwnTeam(sender, ct),
        };
        if (!clues.IsFromOwnTeam && (tagged ?? answered) is not null)
            return new(clues, (tagged ?? answered)!.Thread);
        clues = clues with { OfSender = await OfSender(sender, ct) };
        if (clues.OfSender.Count != 1 || clues.IsFromOwnTeam)
        {
            var invoices = await OfInvoices($"{message.Subject}\n{text}", ct);
            clues = clues with { OfInvoices = invoices, OfDomain = await OfDomain(FreeMail.DomainOf(sender), invoices, ct) };
        }
        return new(clues, (tagged ?? answered)?.Thread);
    }

    private sealed record Known(AccountId Account, CommunicationId Thread);

    private async Task<Known?> Tagged(MimeMessage message, CancellationToken ct)
    {
        var hidden = await db.MailChannels.AsNoTracking().Select(c => c.ReplyKey).SingleOrDefaultAsync(ct);
        if (string.IsNullOrEmpty(hidden) || ReplyKeys.Read(hidden, secrets) is not { } key)
            return null;
        var tags = Recipients
            .SelectMany(name => message.Headers.All(name))
            .SelectMany(header => Mailbox.ReadList(header.Text).Take(MostAddresses))
            .Take(MostAddresses)
            .Select(mailbox => ReplyTag.Read(mailbox.Address, key))
            .OfType<CommunicationId>()
            .Distinct()
            .ToList();
        return tags.Count == 0 ? null : await First(tags, ct);
    }

    private async Task<Known?> Answered(MimeMessage message, CancellationToken ct)
    {
        // The message it answers first, then the thread from its end.
        var ids = message.InReplyTo.Concat(message.References.Reverse()).Distinct().Take(MostAddresses).ToList();
        if (ids.Count == 0)
            return null;
        var byMailId = await db
            .Communications.AsNoTracking()
            .Where(c => c.MailId != null && ids.Contains(c.MailId))
            .Select(c => new { c.MailId, c.Id })
            .ToListAsync(ct);
        var named = ids.Select(id => byMailId.Find(c => c.MailId == id)?.Id ?? OwnForm(id)).OfType<CommunicationId>().Distinct().ToList();
        return named.Count == 0 ? null : await First(named, ct);
    }

    // What we send is named after itself: <id@our domain>.
    private static CommunicationId? OwnForm(string mailId) =>
        Guid.TryParseExact(mailId.Split('@')[0], "N", out var id) ? new CommunicationId(id) : null;

    private async Task<Known?> First(List<CommunicationId> ids, CancellationToken ct)
    {
        var found = await db
            .Communications.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.AccountId,
                c.ThreadId,
            })
            .ToDictionaryAsync(c => c.Id, ct);
        return ids.Where(found.ContainsKey).Select(id => new Known(found[id].AccountId, found[id].ThreadId ?? id)).FirstOrDefault();
    }

    private async Task<bool> IsFromOwnTeam(string sender, CancellationToken ct) =>
        sender.Length > 0
        && (
            (await db.Members.AsNoTracking().Select(m => m.Email).ToListAsync(ct)).Contains(sender, StringComparer.OrdinalIgnoreCase)
            || (await db.Referents.AsNoTracking().Select(r => r.Email).Distinct().ToListAsync(ct)).Contains(
                sender,
                StringComparer.OrdinalIgnoreCase
            )
        );

    private async Task<List<AccountId>> OfSender(string sender, CancellationToken ct) =>
        sender.Length == 0
            ? []
            : await Few(db.Contacts.Where(c => EF.Property<string?>(c, ContactTable.EmailKey) == sender).Select(c => c.AccountId), ct);

    private async Task<List<AccountId>> OfInvoices(string text, CancellationToken ct) =>
        MentionedNumbers.In(text) is { Count: > 0 } numbers
            ? await Few(db.Invoices.IgnoreAutoIncludes().Where(i => numbers.Contains(i.Number)).Select(i => i.AccountId), ct)
            : [];

    /// <summary>Those of the invoices first: a domain may be that of more accounts than are looked at.</summary>
    private async Task<List<AccountId>> OfDomain(string domain, List<AccountId> invoices, CancellationToken ct)
    {
        if (domain.Length == 0 || FreeMail.Is(domain))
            return [];
        var there = db.Contacts.Where(c => EF.Property<string?>(c, ContactTable.EmailDomain) == domain);
        var named =
            invoices.Count == 0
                ? []
                : await there.Where(c => invoices.Contains(c.AccountId)).Select(c => c.AccountId).Distinct().ToListAsync(ct);
        return [.. named.Union(await Few(there.Select(c => c.AccountId), ct))];
    }

    // Made distinct here: asked to do it, SQLite walks through the accounts of all rows in order instead of finding the few.
    private static async Task<List<AccountId>> Few(IQueryable<AccountId> accounts, CancellationToken ct) =>
        [.. (await accounts.Take(MostRows).ToListAsync(ct)).Distinct().Take(MostAccounts)];
}
