using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Home;
using Amiable.Organizations;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Balances;

/// <summary>The aged balance of the organization, one a currency.</summary>
public sealed record AgedLedger(Organization Organization, DateOnly Today, MoneyView Money);

/// <summary>What is owed by how long it has been due, net of unallocated credit; what was written off is not in it.</summary>
public sealed class AgeBalances(AppDb db, ReadMoney readMoney, Today today)
{
    public async Task<AgedLedger> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        return new(organization, day, await readMoney.Run(day, organization.Currency, ct));
    }
}

/// <summary>The organization in figures.</summary>
public sealed record LedgerFigures(
    AgedLedger Ledger,
    int Accounts,
    int PausedAccounts,
    int OpenTasks,
    int MessagesToApprove,
    int MessagesScheduled
);

/// <summary>How an organization stands, in figures.</summary>
public sealed class CountLedger(AppDb db, AgeBalances ageBalances)
{
    public async Task<LedgerFigures> Run(CancellationToken ct)
    {
        var ledger = await ageBalances.Run(ct);
        return new(
            ledger,
            await db.Accounts.CountAsync(ct),
            await db.Accounts.CountAsync(a => a.PausedOn != null && (a.PausedUntil == null || a.PausedUntil >= ledger.Today), ct),
            await db.Tasks.CountAsync(t => t.Status == HumanTaskStatus.ActionRequired, ct),
            await db.Communications.CountAsync(c => c.Status == CommunicationStatus.AwaitingApproval, ct),
            await db.Communications.CountAsync(c => c.Status == CommunicationStatus.Scheduled, ct)
        );
    }
}
