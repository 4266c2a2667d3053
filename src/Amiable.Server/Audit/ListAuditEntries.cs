using Amiable.Accounts;
using Amiable.Platform.Audit;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Audit;

/// <summary>One page of the audit log, the newest first.</summary>
public sealed class ListAuditEntries(AppDb db)
{
    private const int PageSize = 50;
    private static readonly Keyset<AuditEntry> NewestFirst = new Keyset<AuditEntry>(descending: true).By(e => e.At).By(e => e.Number);

    public async Task<AuditList> Run(AuditFilter filter, string? after, string? before, CancellationToken ct, int size = PageSize)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.ReadTimeZone(ct));
        var page = await NewestFirst.Read(filter.Rows(db, zone), after, before, size, ct);
        var ids = page.Rows.Select(e => e.AccountId).Append(filter.Account).OfType<AccountId>().Distinct().ToList();
        var accounts = await db.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var members = (await db.Members.AsNoTracking().ToListAsync(ct)).ToDictionary(m => m.Id.Value, m => m.FullName);
        return new(
            page.Select(e => Line(e, accounts)),
            [.. members.Select(m => new AuditMember(m.Key, m.Value)).OrderBy(m => m.Name, StringComparer.CurrentCulture)],
            [.. db.Model.GetEntityTypes().Where(AuditedType.IsAudited).Select(t => Words.Kebab(t.ClrType.Name)), AuditKinds.Log],
            filter.Account is { } account ? accounts.GetValueOrDefault(account) : null
        );
    }

    private static AuditLine Line(AuditEntry entry, Dictionary<AccountId, string> accounts) =>
        new(
            entry.Number,
            entry.At,
            entry.ActorKind,
            entry.ActorName,
            entry.From,
            entry.Action,
            entry.SubjectKind,
            entry.AccountId,
            entry.AccountId is { } id ? accounts.GetValueOrDefault(id) : null,
            entry.Count,
            AuditDetails.Read(entry.Changes),
            Convert.ToHexStringLower(entry.Hash)
        );
}

/// <summary>Kinds of things that are no rows.</summary>
public static class AuditKinds
{
    public const string Log = "audit-log";
}

/// <param name="Page">The entries.</param>
/// <param name="Members">Who can be asked for.</param>
/// <param name="Kinds">What can be asked for.</param>
/// <param name="AccountName">Of which account they are, when it was asked for.</param>
public sealed record AuditList(Page<AuditLine> Page, IReadOnlyList<AuditMember> Members, IReadOnlyList<string> Kinds, string? AccountName);

public sealed record AuditMember(Guid Id, string Name);

/// <summary>One entry in the list.</summary>
/// <param name="AccountName">Null when the account is no more, or was none.</param>
/// <param name="Details">Null once they were erased.</param>
public sealed record AuditLine(
    long Number,
    DateTimeOffset At,
    ActorKind ActorKind,
    string ActorName,
    string From,
    string Action,
    string SubjectKind,
    AccountId? AccountId,
    string? AccountName,
    int Count,
    AuditDetails? Details,
    string Hash
);
