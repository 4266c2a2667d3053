using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Amiable.Webhooks;

/// <summary>Which change is which event: the one table of it. A use case that comes later tells its events without having been thought of.</summary>
internal static class WhatHappened
{
    private static readonly Dictionary<Type, Func<Change, IEnumerable<string>>> Rules = new()
    {
        [typeof(Account)] = OfAccount,
        [typeof(Invoice)] = OfInvoice,
        [typeof(CreditNote)] = change => OfCredit("credit-note", change),
        [typeof(Payment)] = change => OfCredit("payment", change),
        [typeof(Communication)] = OfCommunication,
        [typeof(PaymentDeclaration)] = OfDeclaration,
        [typeof(HumanTask)] = OfTask,
    };

    /// <summary>Whether there is anything to look at; most saves have nothing.</summary>
    public static bool IsPossible(ChangeTracker tracker) => Changes(tracker).Any();

    public static IEnumerable<Happening> In(ChangeTracker tracker) =>
        from change in Changes(tracker)
        from type in Rules[change.Type](change)
        select new Happening(type, change.Id, change.Account);

    private static IEnumerable<Change> Changes(ChangeTracker tracker) =>
        from entry in tracker.Entries()
        where entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && Rules.ContainsKey(entry.Metadata.ClrType)
        select new Change(entry);

    private static IEnumerable<string> OfAccount(Change change)
    {
        if (change.IsNew || change.IsGone)
            return change.Only("account");
        List<string> told = [];
        if (change.Of(nameof(Account.Details), nameof(Account.SourceId), nameof(Account.ConnectionId), nameof(Account.FormalNoticeOn)))
            told.Add("account.updated");
        var account = (Account)change.Entity;
        if (change.Of(nameof(Account.PausedOn), nameof(Account.PausedUntil), nameof(Account.PauseReason)))
            told.Add(account.PausedOn is null ? "account.resumed" : "account.paused");
        return told;
    }

    private static IEnumerable<string> OfInvoice(Change change)
    {
        if (change.IsGone || change.IsNew)
            return change.Only("invoice");
        List<string> told = [];
        var invoice = (Invoice)change.Entity;
        var (before, now) = change.Minor(nameof(Invoice.Settled));
        if (
            before != now
            || change.Of(
                nameof(Invoice.DueOn),
                nameof(Invoice.TaxMinor),
                nameof(Invoice.BilledTo),
                nameof(Invoice.SourceId),
                nameof(Invoice.Excluded),
                nameof(Invoice.WrittenOffOn)
            )
        )
            told.Add("invoice.updated");
        if (before < invoice.Total.Minor && now >= invoice.Total.Minor)
            told.Add("invoice.paid");
        if (before >= invoice.Total.Minor && now < invoice.Total.Minor)
            told.Add("invoice.reopened");
        if (change.Of(nameof(Invoice.WrittenOffOn)) && invoice.WrittenOffOn is not null)
            told.Add("invoice.written-off");
        if (change.Before(nameof(Invoice.DisputedOn)) is null != invoice.DisputedOn is null)
            told.Add(invoice.IsDisputed ? "dispute.opened" : "dispute.settled");
        return told;
    }

    private static IEnumerable<string> OfCredit(string name, Change change)
    {
        if (change.IsGone || change.IsNew)
            return change.Only(name);
        var (used, amount) = (change.Minor(nameof(Credit.Used)), change.Minor(nameof(Credit.Amount)));
        return used.Before != used.Now || amount.Before != amount.Now ? [$"{name}.updated"] : [];
    }

    private static IEnumerable<string> OfCommunication(Change change)
    {
        var communication = (Communication)change.Entity;
        // With its account only, which is told.
        if (change.IsGone)
            return [];
        var before = change.IsNew ? null : (CommunicationStatus?)change.Before(nameof(Communication.Status));
        if (before != communication.Status)
            return Became(before, communication.Status);
        return
            communication.Status is CommunicationStatus.AwaitingApproval or CommunicationStatus.Scheduled
            && change.Of(
                nameof(Communication.Subject),
                nameof(Communication.Text),
                nameof(Communication.Recipients),
                nameof(Communication.SendAt),
                nameof(Communication.Tone)
            )
            ? ["communication.updated"]
            : [];
    }

    private static IEnumerable<string> Became(CommunicationStatus? before, CommunicationStatus now) =>
        now switch
        {
            // Drafts are of nobody's concern; what is being sent is told once it was.
            CommunicationStatus.Draft or CommunicationStatus.Sending => [],
            // Another try of what was scheduled all along.
            CommunicationStatus.Scheduled when before == CommunicationStatus.Sending => ["communication.updated"],
            _ => [$"communication.{Ui.Words.Kebab(now.ToString())}"],
        };

    private static IEnumerable<string> OfDeclaration(Change change)
    {
        var said = (PaymentDeclaration)change.Entity;
        if (change.IsGone)
            return [];
        var name = said.Kind == DeclarationKind.Payment ? "announcement" : "promise";
        if (change.IsNew)
            return [$"{name}.made"];
        List<string> told = [];
        if (change.Of(nameof(PaymentDeclaration.BrokenOn)) && said.BrokenOn is not null)
            told.Add("promise.broken");
        if (change.Before(nameof(PaymentDeclaration.Resolution)) is null && said.Resolution is { } resolution)
            told.Add(
                said.Kind != DeclarationKind.Payment
                && resolution is DeclarationResolution.InvoicesSettled or DeclarationResolution.PaymentReceived
                    ? "promise.kept"
                    : $"{name}.ended"
            );
        return told;
    }

    private static IEnumerable<string> OfTask(Change change)
    {
        var task = (HumanTask)change.Entity;
        if (change.IsGone)
            return [];
        if (change.IsNew)
            return ["task.opened"];
        List<string> told = [];
        var remarks = ((IReadOnlyList<Remark>)change.Before(nameof(HumanTask.Remarks))!).Count;
        if (task.Remarks.Skip(remarks).Any(r => r.By is not null))
            told.Add("task.answered");
        if (change.Of(nameof(HumanTask.Status)))
            told.Add(
                task.Status switch
                {
                    HumanTaskStatus.Closed => "task.closed",
                    HumanTaskStatus.Cancelled => "task.cancelled",
                    _ => "task.updated",
                }
            );
        return told;
    }

    /// <summary>A row as it was and as it is about to be.</summary>
    private readonly record struct Change(EntityEntry Entry)
    {
        public Type Type => Entry.Metadata.ClrType;

        public object Entity => Entry.Entity;

        public bool IsNew => Entry.State == EntityState.Added;

        public bool IsGone => Entry.State == EntityState.Deleted;

        public Guid Id => Platform.Audit.AuditedColumn.Guid(Entry.Property("Id").CurrentValue)!.Value;

        public AccountId? Account =>
            Entity is Account account ? account.Id : (AccountId?)Entry.Property(nameof(Invoice.AccountId)).CurrentValue;

        public IEnumerable<string> Only(string name) => [IsNew ? $"{name}.created" : $"{name}.deleted"];

        public object? Before(string column) => Entry.Property(column).OriginalValue;

        /// <summary>Whether one of them is another than before.</summary>
        public bool Of(params IEnumerable<string> columns)
        {
            foreach (var column in columns)
            {
                var property = Entry.Property(column);
                if (property.IsModified && !property.Metadata.GetValueComparer().Equals(property.OriginalValue, property.CurrentValue))
                    return true;
            }
            return false;
        }

        /// <summary>An amount in minor units.</summary>
        public (long Before, long Now) Minor(string amount)
        {
            var minor = Entry.ComplexProperty(amount).Property(nameof(Money.Minor));
            return ((long)minor.OriginalValue!, (long)minor.CurrentValue!);
        }
    }
}
