using System.ComponentModel;
using System.Text.Json.Serialization;
using Amiable.Accounts;
using Amiable.Platform.Api;

namespace Amiable.Balances;

/// <summary>What one account owes, as the API writes it.</summary>
public sealed record CustomerBalanceJson
{
    [Description("The id of the account.")]
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }

    [Description("One a currency: nothing is converted or added up across.")]
    public required IReadOnlyList<BalanceJson> Balances { get; init; }

    public static CustomerBalanceJson Of(AccountOwes owes) =>
        new()
        {
            Id = owes.Id.Value,
            AccountId = owes.Id.Value,
            AccountName = owes.Name,
            Balances = [.. owes.Balances.Select(BalanceJson.Of)],
        };
}

public sealed record BalanceJson
{
    public required CurrencyJson Currency { get; init; }

    [Description("Open invoices less unallocated credit; negative when the account is owed.")]
    public required decimal OutstandingAmount { get; init; }

    [Description("The part of the open invoices that is past due, before unallocated credit.")]
    public required decimal OverdueAmount { get; init; }

    [Description("Payments and credit notes that are set against no invoice.")]
    public required decimal UnallocatedCredit { get; init; }

    public required int OverdueInvoices { get; init; }

    [Description("Days since the oldest due date passed; 0 when none did.")]
    public required int OldestDaysOverdue { get; init; }

    public static BalanceJson Of(CurrencyBalance b) =>
        new()
        {
            Currency = new(b.Credit.Currency),
            OutstandingAmount = b.Balance.Outstanding.Major,
            OverdueAmount = b.Balance.Overdue.Major,
            UnallocatedCredit = b.Credit.Major,
            OverdueInvoices = b.Balance.OverdueInvoices,
            OldestDaysOverdue = b.Balance.OldestDaysOverdue,
        };
}

/// <summary>What is owed in one currency, by how long it has been due.</summary>
public sealed record AgingJson
{
    public required CurrencyJson Currency { get; init; }

    [Description("Due today or later; negative when credit is left over.")]
    public required decimal NotDue { get; init; }

    [JsonPropertyName("d0_30")]
    [Description("1 to 30 days past due.")]
    public required decimal D30 { get; init; }

    [JsonPropertyName("d31_60")]
    public required decimal D60 { get; init; }

    [JsonPropertyName("d61_90")]
    public required decimal D90 { get; init; }

    [JsonPropertyName("d90Plus")]
    public required decimal Older { get; init; }

    [Description("The outstanding balance.")]
    public required decimal Total { get; init; }

    [Description("What is past due, in percent of the outstanding balance.")]
    public required decimal OverdueRate { get; init; }

    public static AgingJson Of(AgedBalance aged) =>
        new()
        {
            Currency = new(aged.Currency),
            NotDue = aged.NotDue.Major,
            D30 = aged.UpTo30.Major,
            D60 = aged.UpTo60.Major,
            D90 = aged.UpTo90.Major,
            Older = aged.Older.Major,
            Total = aged.Total.Major,
            OverdueRate = aged.OverdueRate,
        };
}

public sealed record AgingBalanceJson
{
    public required Guid OrganizationId { get; init; }

    [Description("The organization's day.")]
    public required DateJson AsOf { get; init; }

    [Description("One a currency; unallocated credit is set against the oldest amounts of the same account and currency.")]
    public required IReadOnlyList<AgingJson> Balances { get; init; }
}

public sealed record AccountAgingJson
{
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }
    public required AgingJson Balance { get; init; }
}

public sealed record StatisticsJson
{
    public required Guid OrganizationId { get; init; }
    public required DateJson AsOf { get; init; }
    public required int Accounts { get; init; }
    public required int PausedAccounts { get; init; }
    public required int OverdueAccounts { get; init; }
    public required int OverdueInvoices { get; init; }

    [Description("What is owed, by age and currency.")]
    public required IReadOnlyList<AgingJson> Balances { get; init; }

    [Description("What came in within the last seven days.")]
    public required IReadOnlyList<AmountJson> ReceivedInSevenDays { get; init; }

    [Description("What falls due within the next seven days.")]
    public required IReadOnlyList<AmountJson> DueInSevenDays { get; init; }

    [Description("Tasks that need a member.")]
    public required int TasksToDo { get; init; }

    public required int CommunicationsToApprove { get; init; }
    public required int CommunicationsScheduled { get; init; }

    public static StatisticsJson Of(LedgerFigures figures) =>
        new()
        {
            OrganizationId = figures.Ledger.Organization.Id.Value,
            AsOf = new(figures.Ledger.Today),
            Accounts = figures.Accounts,
            PausedAccounts = figures.PausedAccounts,
            OverdueAccounts = figures.Ledger.Money.OverdueAccounts,
            OverdueInvoices = figures.Ledger.Money.OverdueInvoices,
            Balances = [.. figures.Ledger.Money.Aged.Select(AgingJson.Of)],
            ReceivedInSevenDays = [.. figures.Ledger.Money.Received.Select(AmountJson.Of)],
            DueInSevenDays = [.. figures.Ledger.Money.FallsDue.Select(AmountJson.Of)],
            TasksToDo = figures.OpenTasks,
            CommunicationsToApprove = figures.MessagesToApprove,
            CommunicationsScheduled = figures.MessagesScheduled,
        };
}
