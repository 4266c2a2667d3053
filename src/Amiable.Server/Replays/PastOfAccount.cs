using System.Globalization;
using Amiable.Accounts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;

namespace Amiable.Replays;

/// <summary>From the rows of an account to its past. Pure.</summary>
internal static class PastOfAccount
{
    public static PastRead Of(PastRows rows)
    {
        var keptSince = Day(rows, rows.FirstInvoiceAt);
        var unknown = PaidOnUnknownDay(rows, keptSince);
        List<Invoice> told = [.. rows.Invoices.Where(i => i.Excluded is null && i.DueOn is not null && !unknown.Contains(i.Id))];
        var disputes = told.ToDictionary(i => i.Id, i => Disputes(i, rows));
        var used = (
            from invoice in rows.Invoices
            from allocation in invoice.Allocations
            select (allocation.CreditId, Use: new UsePast(invoice.Id, allocation.Amount, allocation.On))
        ).ToLookup(u => u.CreditId, u => u.Use);
        AccountPast past = new()
        {
            AccountId = rows.Account.Id,
            KeptSince = keptSince,
            Reach = Reach(rows),
            Invoices =
            [
                .. told.Select(i => new InvoicePast(i.Id, i.Number, i.IssuedOn, Day(rows, i.CreatedAt), i.DueOn, i.Total)
                {
                    Disputes = disputes[i.Id],
                    WrittenOffOn = i.WrittenOffOn,
                }),
            ],
            Credits = [.. rows.Credits.Select(c => Credit(c, used, rows))],
            Words = [.. rows.Words.Select(w => Word(w, rows))],
            Pauses = Pauses(rows),
            ByHand = [.. rows.ByHand.Select(on => new PastMessage(on, null, Tone.Courteous, []))],
            FormalNoticeOn = rows.Account.FormalNoticeOn,
        };
        var own = rows.Account.Details.Country is not null;
        return new(
            past,
            own ? rows.Account.Details.Country : rows.Organization.Country,
            own ? rows.Account.Details.Region : rows.Organization.Region,
            Left(rows, told, disputes, unknown.Count)
        );
    }

    private static LeftOutOfReplay Left(
        PastRows rows,
        List<Invoice> told,
        Dictionary<InvoiceId, List<DisputePast>> disputes,
        int paidOnUnknownDay
    ) =>
        new()
        {
            PaidOnUnknownDay = paidOnUnknownDay,
            Excluded = rows.Invoices.Count(i => i.Excluded is not null),
            WithoutDueDate = rows.Invoices.Count(i => i.Excluded is null && i.DueOn is null),
            DisputesWithoutEnd = told.Count(i => !i.IsDisputed && disputes[i.Id].Any(d => d.To is null)),
        };

    private static DateOnly Day(PastRows rows, DateTimeOffset at) => SendWindow.LocalDay(at, rows.Zone);

    private static Channel? Reach(PastRows rows) =>
        rows.Contacts.Any(c => c.MayBeChased) ? Channel.Email
        : rows.Organization.Policy.WritesLetters && AddressLines.IsEnough(rows.Account.Details.Address) ? Channel.Letter
        : null;

    /// <summary>A first file that says "paid" and not when is entered as paid that day; until then it would be taken for owed, for months.</summary>
    private static HashSet<InvoiceId> PaidOnUnknownDay(PastRows rows, DateOnly keptSince)
    {
        var then = rows
            .Credits.Where(c => c is Payment && c.On == keptSince && Day(rows, c.CreatedAt) == keptSince)
            .Select(c => c.Id)
            .ToHashSet();
        return
        [
            .. rows
                .Invoices.Where(i => i.Excluded is null && i.IssuedOn < keptSince && i.Allocations.Any(a => then.Contains(a.CreditId)))
                .Select(i => i.Id),
        ];
    }

    private static CreditPast Credit(Credit credit, ILookup<CreditId, UsePast> used, PastRows rows)
    {
        List<UsePast> uses = [.. used[credit.Id]];
        // What it settled before, on invoices that are not looked at, is gone as well.
        var elsewhere = credit.Used - uses.Select(u => u.Amount).Sum(credit.Amount.Currency);
        return new(credit.Kind, credit.On, Day(rows, credit.CreatedAt), credit.Amount, uses, elsewhere);
    }

    private static WordPast Word(PaymentDeclaration word, PastRows rows) =>
        new(
            word.Kind,
            [.. word.Invoices.Select(i => i.Id)],
            Day(rows, word.NotedAt),
            word.ResolvedAt is { } ended ? Day(rows, ended) : null,
            word.On,
            word.IsOpen ? rows.Invoices.Where(i => word.Invoices.Any(d => d.Id == i.Id)).Max(i => i.RestsUntil) : null,
            word.Parts
        );

    private static List<DisputePast> Disputes(Invoice invoice, PastRows rows)
    {
        List<DisputePast> disputes = [];
        foreach (var happened in rows.Events.Where(e => e.Detail == invoice.Number))
            if (happened.Kind == AccountEventKind.Disputed && (disputes.Count == 0 || disputes[^1].To is not null))
                disputes.Add(new(Day(rows, happened.At), null));
            else if (happened.Kind == AccountEventKind.DisputeSettled && disputes.Count > 0)
                disputes[^1] = disputes[^1] with { To = Day(rows, happened.At) };
        // A source may say so, and tell nobody.
        if (invoice.DisputedOn is { } since && (disputes.Count == 0 || disputes[^1].To is not null))
            disputes.Add(new(since, null));
        return disputes;
    }

    private static List<PausePast> Pauses(PastRows rows)
    {
        List<PausePast> pauses = [];
        foreach (var happened in rows.Events)
            if (happened.Kind == AccountEventKind.Paused)
                pauses.Add(new(Day(rows, happened.At), Until(happened.Detail), null));
            else if (happened.Kind == AccountEventKind.Resumed && pauses.Count > 0 && pauses[^1].ResumedOn is null)
                pauses[^1] = pauses[^1] with { ResumedOn = Day(rows, happened.At) };
        if (rows.Account.PausedOn is { } since && (pauses.Count == 0 || pauses[^1].ResumedOn is not null))
            pauses.Add(new(since, rows.Account.PausedUntil, null));
        return pauses;
    }

    // "Legal 2026-04-30": the reason, and the last day where one was said.
    private static DateOnly? Until(string detail) =>
        detail.Split(' ') is [_, var day] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var until)
            ? until
            : null;
}
