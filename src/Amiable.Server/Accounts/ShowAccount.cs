using Amiable.Communications;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>One account: who it is, what it owes, and what the agent does next about it and why.</summary>
public sealed class ShowAccount(AppDb db, ReadSituation readSituation, Today today)
{
    public async Task<Result<AccountView>> Run(AccountId id, CancellationToken ct)
    {
        if ((await readSituation.Run([id], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        var day = today.For(facts.Organization);
        var unused = await db.Credits.AsNoTracking().Where(c => c.AccountId == id && c.Used.Minor < c.Amount.Minor).ToListAsync(ct);
        return new AccountView
        {
            Account = facts.Account,
            Organization = facts.Organization,
            Today = day,
            Balances = Balance.Of(facts.Invoices.Values, unused, day),
            Language = facts.Language,
            Waiting = facts.Waiting,
            Plan = facts.Plan(),
            HasOpenInvoices = facts.Invoices.Values.Any(i => i.CountsInBalance),
            HasUnsolvedFailure = facts.HasUnsolvedFailure,
            Recipient = NameOf(facts),
            KeptFromAll = facts.Contacts.Any(c => c.CanReceive),
            Counts = await Count(id, ct),
        };
    }

    private static string? NameOf(AccountFacts facts) =>
        facts.Recipient is { } person ? Named(person.FullName) ?? person.Email
        : facts.Situation.Reach is null ? null
        : Named(facts.Addressee?.FullName) ?? facts.Account.Name;

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name;

    private async Task<AccountTabCounts> Count(AccountId id, CancellationToken ct) =>
        new(
            await db.Invoices.IgnoreAutoIncludes().CountAsync(i => i.AccountId == id, ct),
            await db.Credits.OfType<CreditNote>().CountAsync(c => c.AccountId == id, ct),
            await db.Credits.OfType<Payment>().CountAsync(c => c.AccountId == id, ct),
            await db.Communications.CountAsync(c => c.AccountId == id, ct),
            await db.Tasks.CountAsync(
                t => t.AccountId == id && t.Status != HumanTaskStatus.Closed && t.Status != HumanTaskStatus.Cancelled,
                ct
            )
        );
}

/// <summary>What the page of an account shows above its tabs.</summary>
public sealed record AccountView
{
    public required Account Account { get; init; }
    public required Organization Organization { get; init; }

    /// <summary>The organization's day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>One a currency.</summary>
    public required IReadOnlyList<Balance> Balances { get; init; }

    /// <summary>ISO 639-1 of the messages to it.</summary>
    public required string Language { get; init; }

    /// <summary>The agent's message that waits; null for none.</summary>
    public Communication? Waiting { get; init; }

    /// <summary>What would be planned now, for why nothing is.</summary>
    public required FollowUpPlan Plan { get; init; }
    public bool HasOpenInvoices { get; init; }
    public bool HasUnsolvedFailure { get; init; }

    /// <summary>To whom a message would go; null when nobody can be written to.</summary>
    public string? Recipient { get; init; }

    /// <summary>Where there is no recipient: whether it is the notes about contacts that keep the agent from writing, and not their addresses.</summary>
    public bool KeptFromAll { get; init; }
    public required AccountTabCounts Counts { get; init; }

    public bool IsPaused => Account.IsPausedOn(Today);
}

/// <summary>How much is behind each tab; of the tasks, the open ones.</summary>
public sealed record AccountTabCounts(int Invoices, int CreditNotes, int Payments, int Communications, int Tasks);
