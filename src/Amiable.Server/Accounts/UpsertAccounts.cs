using System.ComponentModel;
using Amiable.FollowUp;
using Amiable.Instructions;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>An account among many, as a program describes it.</summary>
public sealed record AccountRow
{
    [Description("Which, when your program knows it.")]
    public Guid? Id { get; init; }

    public string? FullName { get; init; }
    public string? LegalName { get; init; }
    public string? RegistrationNumber { get; init; }
    public string? VatNumber { get; init; }
    public CurrencyJson? Currency { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
    public AddressJson? BillingAddress { get; init; }
    public string? Instructions { get; init; }

    [Description("Under which identity your connection knows it.")]
    public SourceWrite? Source { get; init; }

    /// <summary>What it says, over what is known: what it leaves open stays as it is.</summary>
    internal AccountDetails Over(AccountDetails known) =>
        known with
        {
            Name = FullName ?? known.Name,
            LegalName = LegalName ?? known.LegalName,
            RegistrationNumber = RegistrationNumber ?? known.RegistrationNumber,
            VatNumber = VatNumber ?? known.VatNumber,
            Currency = Currency?.Code ?? known.Currency,
            Language = Language ?? known.Language,
            TimeZone = TimeZone ?? known.TimeZone,
            Instructions = Instructions ?? known.Instructions,
            Street = BillingAddress?.Street ?? known.Street,
            PostalCode = BillingAddress?.PostalCode ?? known.PostalCode,
            City = BillingAddress?.City ?? known.City,
            Region = BillingAddress?.Region ?? known.Region,
            Country = BillingAddress?.Country ?? known.Country,
        };
}

/// <summary>
/// Adds or changes many accounts; each row is done for itself, and each account is planned once. What is new in their instructions is told to the agent then.
/// </summary>
public sealed class UpsertAccounts(AppDb db, PlanFollowUps planFollowUps, TellInstructions tellInstructions, TryAgain tryAgain, Today today)
{
    // As they were before the first row about them.
    private readonly Dictionary<AccountId, (string? Before, string? Now)> _instructions = [];

    public async Task<IReadOnlyList<RowResult>> Run(IReadOnlyList<Result<AccountRow>> rows, CancellationToken ct)
    {
        var saved = await tryAgain.IfOvertaken<IReadOnlyList<RowResult>>(async () =>
        {
            _instructions.Clear();
            var meant = await AccountsMeant.Find(db, [.. rows.Select(r => r.Value).OfType<AccountRow>()], ct);
            RowResult[] results = [.. rows.Select(row => row.Value is { } it ? Put(it, meant) : RowResult.Failed(row.Problem!))];
            return (await db.Save(ct)).Problem is { } lost ? lost : results;
        });
        if (saved.Problem is { } problem)
            return [.. rows.Select(_ => RowResult.Failed(problem))];
        var changed = saved.Value!.Where(r => r.Outcome == RowOutcome.Updated).Select(r => new AccountId(r.Id!.Value)).Distinct();
        foreach (var some in changed.Chunk(200))
            await planFollowUps.Run(some, ct);
        foreach (var (account, (before, now)) in _instructions)
            await tellInstructions.Run(account, before, now, ct);
        return saved.Value!;
    }

    private void Note(AccountId account, string? before, string? now)
    {
        if (before != now || _instructions.ContainsKey(account))
            _instructions[account] = (_instructions.TryGetValue(account, out var noted) ? noted.Before : before, now);
    }

    private RowResult Put(AccountRow row, AccountsMeant meant)
    {
        if (row.Source is { } source && LinkAccount.Fault(source.ConnectionId.Trim(), source.SourceId.Trim()) is { } nameless)
            return RowResult.Failed(nameless);
        var known = meant.By(row);
        if (row.Id is not null && known is null)
            return RowResult.Failed(new NotFound("account"));
        if (meant.Others(row, known) is { } other)
            return RowResult.Failed(new SourceTaken(other.Id));
        var tidy = EditAccount.Tidy(row.Over(known?.Details ?? new() { Name = "" }));
        if (EditAccount.Fault(tidy) is { } fault)
            return RowResult.Failed(fault);
        return known is null ? Add(tidy, row, meant) : Change(known, tidy, row, meant);
    }

    private RowResult Add(AccountDetails details, AccountRow row, AccountsMeant meant)
    {
        var account = new Account(today.NewId<AccountId>(), details, today.Now);
        if (account.Describe(details) is { } problem)
            return RowResult.Failed(problem);
        Link(account, row);
        Note(account.Id, null, details.Instructions);
        db.Accounts.Add(account);
        meant.Knows(account);
        return new(RowOutcome.Created, account.Id.Value);
    }

    private RowResult Change(Account account, AccountDetails details, AccountRow row, AccountsMeant meant)
    {
        var before = (account.Details, account.ConnectionId, account.SourceId, account.LedgerReadAt);
        if (account.Details != details && account.Describe(details) is { } problem)
            return RowResult.Failed(problem);
        Note(account.Id, before.Details.Instructions, account.Details.Instructions);
        Link(account, row);
        meant.Knows(account);
        var isSame = before == (account.Details, account.ConnectionId, account.SourceId, account.LedgerReadAt);
        return new(isSame ? RowOutcome.Unchanged : RowOutcome.Updated, account.Id.Value);
    }

    private static void Link(Account account, AccountRow row)
    {
        if (row.Source is { } source)
            account.IsLinkedTo(source.ConnectionId.Trim(), source.SourceId.Trim(), source.LastUpdate);
    }
}

/// <summary>The accounts that rows mean: by id, else by source, else by name where no number speaks against it.</summary>
internal sealed class AccountsMeant
{
    private readonly Dictionary<AccountId, Account> _byId = [];
    private readonly Dictionary<(string, string), Account> _bySource = [];
    private readonly Dictionary<string, List<Account>> _byName = [];

    public static async Task<AccountsMeant> Find(AppDb db, IReadOnlyList<AccountRow> rows, CancellationToken ct)
    {
        List<AccountId> ids = [.. rows.Select(r => r.Id).OfType<Guid>().Select(id => new AccountId(id))];
        List<string> names = [.. rows.Select(r => r.FullName).OfType<string>().Select(CompanyName.MatchKey).Distinct()];
        List<string?> sources = [.. rows.Select(r => r.Source?.SourceId.Trim()).Where(s => s is not null).Distinct()];
        var meant = new AccountsMeant();
        var found = await db
            .Accounts.Where(a =>
                ids.Contains(a.Id) || names.Contains(a.MatchKey) || (a.ConnectionId != null && sources.Contains(a.SourceId))
            )
            .OrderBy(a => a.CreatedAt)
            .ThenBy(a => a.Id)
            .ToListAsync(ct);
        foreach (var account in found)
            meant.Knows(account);
        return meant;
    }

    public void Knows(Account account)
    {
        _byId[account.Id] = account;
        if (account is { ConnectionId: { } connection, SourceId: { } source })
            _bySource[(connection, source)] = account;
        if (!_byName.TryGetValue(account.MatchKey, out var alike))
            _byName[account.MatchKey] = alike = [];
        if (!alike.Contains(account))
            alike.Add(account);
    }

    public Account? By(AccountRow row) =>
        row.Id is { } id ? _byId.GetValueOrDefault(new(id))
        : Linked(row) is { } linked ? linked
        : row.FullName is null ? null
        : _byName
            .GetValueOrDefault(CompanyName.MatchKey(row.FullName), [])
            // Whom the same connection knows by another identity is somebody else.
            .Find(a =>
                !AddAccount.IsAnother(a.Details, row.Over(new() { Name = "" }))
                && (row.Source is null || a.ConnectionId is null || a.ConnectionId != row.Source.ConnectionId.Trim())
            );

    /// <summary>Another account that has the identity the row gives to this one.</summary>
    public Account? Others(AccountRow row, Account? known) =>
        Linked(row) is { } linked && known is not null && linked != known ? linked : null;

    private Account? Linked(AccountRow row) =>
        row.Source is { } source ? _bySource.GetValueOrDefault((source.ConnectionId.Trim(), source.SourceId.Trim())) : null;
}
