using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Import;
using Amiable.Invoices;
using Amiable.Organizations;

namespace Amiable.FollowUp;

/// <summary>The main job without a database: from what a file says to what the agent would send next to each account, as if it had sent nothing yet.</summary>
public static class PlanLedger
{
    /// <param name="documents">The ledger as it stood at the end of that day.</param>
    /// <param name="creditor">In whose name, and under which policy.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="hasAddresses">Whether the file has a column of e-mail addresses; without one every account is taken as reachable by e-mail.</param>
    public static IReadOnlyList<LedgerPlan> For(
        IReadOnlyList<ImportedInvoice> documents,
        Organization creditor,
        DateOnly asOf,
        bool hasAddresses
    ) =>
        [
            .. documents
                .GroupBy(d => d.AccountSourceId ?? CompanyName.MatchKey(d.AccountName), StringComparer.OrdinalIgnoreCase)
                .Select(g => Of([.. g], creditor, asOf, hasAddresses))
                .OrderBy(p => p.Account.Name, StringComparer.OrdinalIgnoreCase),
        ];

    private static LedgerPlan Of(List<ImportedInvoice> documents, Organization creditor, DateOnly asOf, bool hasAddresses)
    {
        var now = new DateTimeOffset(asOf, TimeOnly.MinValue, TimeSpan.Zero);
        var first = documents[0];
        var account = new Account(
            Ids.New<AccountId>(now),
            new()
            {
                Name = first.AccountName,
                Country = first.Country ?? creditor.Country,
                Language = first.Language,
            },
            now,
            first.AccountSourceId
        );
        var (invoices, credits) = Ledger(documents, account.Id, asOf, now);
        var contacts = documents
            .Where(d => d.ContactEmail is not null)
            .Take(1)
            .Select(d => new Contact(Ids.New<ContactId>(now), account.Id, d.ContactName ?? "", d.ContactEmail, isPrimary: true))
            .ToList();
        var facts = Facts(creditor, account, contacts, invoices, credits, asOf, !hasAddresses);
        var plan = facts.Plan();
        return new(
            account,
            Balance.Of(invoices, credits, asOf),
            plan,
            plan.Next is { } next ? WriteMessage.For(facts, next, plan) : null,
            facts.Language
        );
    }

    private static (List<Invoice>, List<Credit>) Ledger(
        List<ImportedInvoice> documents,
        AccountId account,
        DateOnly asOf,
        DateTimeOffset now
    )
    {
        List<Invoice> invoices = [];
        List<Credit> credits = [];
        foreach (var document in documents.Where(d => d.Kind == ImportedKind.Invoice))
        {
            var invoice = new Invoice(
                Ids.New<InvoiceId>(now),
                account,
                document.Number,
                document.IssuedOn,
                document.DueOn,
                document.Total,
                now,
                document.PurchaseOrder
            );
            invoice.Exclude(AccountLedger.ExclusionOf(document));
            if (document.Paid.IsPositive)
                invoice.Allocate(
                    new Payment(Ids.New<CreditId>(now), account, document.Paid, document.SettledOn ?? asOf, now),
                    document.Paid,
                    asOf
                );
            if (document.IsDisputed)
                invoice.Dispute(DisputeReason.Other, null, asOf);
            invoices.Add(invoice);
        }
        foreach (
            var note in documents.Where(d =>
                d is { Kind: ImportedKind.CreditNote, IsDraft: false, IsCancelled: false } && d.Total.IsPositive
            )
        )
        {
            var credit = new CreditNote(Ids.New<CreditId>(now), account, note.Number, note.Total, note.IssuedOn, now);
            credit.SourceUsed(note.Paid);
            credits.Add(credit);
        }
        Allocating.OldestFirst(credits, invoices, asOf);
        return (invoices, credits);
    }

    private static AccountFacts Facts(
        Organization creditor,
        Account account,
        List<Contact> contacts,
        List<Invoice> invoices,
        List<Credit> credits,
        DateOnly asOf,
        bool reachableAnyway
    )
    {
        var open = invoices.Where(i => !i.IsSettled).ToList();
        return new()
        {
            Organization = creditor,
            Account = account,
            Contacts = contacts,
            Invoices = open.ToDictionary(i => i.Id),
            History = [],
            Calendar = BusinessCalendar.For(account.Details.Country, account.Details.Region),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZones.Of(account.Details.Country) ?? creditor.TimeZone),
            FirstDay = asOf,
            Situation = new()
            {
                AccountId = account.Id,
                Invoices = [.. open.Select(OpenInvoices.Of)],
                UnallocatedCredit =
                [
                    .. credits
                        .Where(c => c.Unused.IsPositive)
                        .GroupBy(c => c.Amount.Currency)
                        .Select(g => g.Select(c => c.Unused).Sum(g.Key)),
                ],
                Reach = reachableAnyway || contacts.Any(c => c.MayBeChased) ? Channel.Email : null,
            },
        };
    }
}

/// <summary>What the agent would do for one account.</summary>
public sealed record LedgerPlan(Account Account, IReadOnlyList<Balance> Balances, FollowUpPlan Plan, WrittenPlan? Message, string Language);
