using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Invoices;

namespace Amiable.Organizations.Demo;

/// <summary>Nine months of invoices and payments of one demo customer, the same for every visitor on the same day.</summary>
internal sealed partial class DemoLedger
{
    private readonly Random _random;
    private readonly DateOnly _today;
    private readonly DateTimeOffset _now;
    private readonly DemoCompany _company;

    public DemoLedger(DemoCompany company, int index, DateOnly today, DateTimeOffset now)
    {
        (_company, _today, _now, _random) = (company, today, now, new Random(7919 * (index + 1)));
        Reply = DemoReplies.Of(company);
        Account = new(
            Id<AccountId>(300),
            new()
            {
                Name = company.Name,
                // Whoever never pays may be sent a formal notice: a letter needs a street.
                Street = company.Habit is "bad" or "noticed" ? (company.Country == "GB" ? "4 Dock Street" : "12 rue du Commerce") : null,
                PostalCode = company.City switch
                {
                    "Lille" => "59000",
                    "Limoges" => "87000",
                    "Glasgow" => "G3 8AZ",
                    _ => null,
                },
                City = company.City,
                Country = company.Country,
                Region = company.Region,
            },
            now.AddDays(-280),
            $"C-{1001 + index}"
        );
        Account.LedgerWasRead(now.AddMinutes(-20));
        if (company.Habit != "nocontact")
            Contacts.Add(new(Id<ContactId>(280), Account.Id, company.Contact, Address(company), isPrimary: true));
        // The only one with a telephone, so the only one whom the agent asks to call. The number is one of those for films.
        if (company is { Habit: "bad", Country: "GB" })
            Contacts[0].Describe(company.Contact, Contacts[0].Email, "+44 141 496 0123", null, null, null);
        if (index % 7 == 0 || Bounces)
            Contacts.Add(new(Id<ContactId>(279), Account.Id, "", $"accounts@{Domain(company)}"));
        Invoice(index);
        Behave();
    }

    public Account Account { get; }

    /// <summary>The address of its contact stopped working.</summary>
    public bool Bounces => _company.Habit == "bounced";
    public List<Contact> Contacts { get; } = [];
    public List<Invoice> Invoices { get; } = [];
    public List<Credit> Credits { get; } = [];
    public List<AccountEvent> Events { get; } = [];

    /// <summary>The invoices as they stood on an earlier day: not issued yet left out, later payments not there yet.</summary>
    public List<Invoice> AsOf(DateOnly day) =>
        [.. Invoices.Where(i => i.IssuedOn <= day).Select(i => Rebuilt(i, day)).Where(i => !i.IsSettled)];

    private Invoice Rebuilt(Invoice original, DateOnly day)
    {
        var invoice = new Invoice(
            original.Id,
            original.AccountId,
            original.Number,
            original.IssuedOn,
            original.DueOn,
            original.Total,
            _now,
            original.PurchaseOrder
        );
        foreach (var allocation in original.Allocations.Where(a => a.On <= day))
        {
            var credit = Credits.Single(c => c.Id == allocation.CreditId);
            invoice.Allocate(new Payment(credit.Id, credit.AccountId, credit.Amount, credit.On, _now), allocation.Amount, allocation.On);
        }
        if (original.DisputedOn <= day)
            invoice.Dispute(original.DisputeReason!.Value, original.DisputeNote, original.DisputedOn.Value);
        if (original.PromiseMadeOn <= day)
            invoice.Promise(original.PromisedOn!.Value, original.PromiseMadeOn.Value);
        return invoice;
    }

    private void Invoice(int index)
    {
        var terms = _company.Country switch
        {
            "DE" or "AT" or "CH" => 14,
            "US" or "GB" or "NL" => 30,
            _ => 30,
        };
        var every = 24 + _random.Next(26);
        for (
            var issued = _today.AddDays(-270 + _random.Next(25));
            issued <= _today.AddDays(-1);
            issued = issued.AddDays(every + _random.Next(7))
        )
        {
            var euros = Math.Round((decimal)(180 + Math.Pow(_random.NextDouble(), 3) * 9000), 2);
            var number = $"F-{issued.Year}-{100 + index * 9 + Invoices.Count:0000}";
            Invoices.Add(
                new(
                    Id<InvoiceId>(_today.DayNumber - issued.DayNumber),
                    Account.Id,
                    number,
                    issued,
                    issued.AddDays(terms),
                    Money.OfMajor(euros, _company.Currency)!.Value,
                    Then(issued),
                    _random.Next(4) == 0 ? $"PO-{4500 + _random.Next(900)}" : null
                )
            );
        }
    }

    private void Behave()
    {
        foreach (var invoice in Invoices)
            if (
                !IsOwedUntilAnswered(invoice.DueOn!.Value)
                && PaysAfter(invoice) is { } days
                && invoice.DueOn.Value.AddDays(days) is var paidOn
                && paidOn < _today
                && paidOn >= invoice.IssuedOn
            )
                Pay(invoice, invoice.Total, paidOn);

        var open = Invoices.Where(i => !i.IsSettled).ToList();
        var oldest = open.FirstOrDefault();
        switch (_company.Habit)
        {
            case "promise" when oldest is not null:
                oldest.Promise(_today.AddDays(5), _today.AddDays(-2));
                Events.Add(
                    new(
                        Id<AccountEventId>(2),
                        Account.Id,
                        AccountEventKind.Promised,
                        $"{oldest.Number} {_today.AddDays(5):yyyy-MM-dd}",
                        _company.Contact,
                        _now.AddDays(-2)
                    )
                );
                break;
            case "partial" when oldest is not null:
                Pay(oldest, new Money(oldest.Total.Minor / 3 / 100 * 100, oldest.Total.Currency), _today.AddDays(-9));
                break;
            case "paused":
                Account.Pause(PauseReason.PaymentPlan, "3 échéances convenues par téléphone", _today.AddDays(40), _today.AddDays(-12));
                Events.Add(
                    new(
                        Id<AccountEventId>(12),
                        Account.Id,
                        AccountEventKind.Paused,
                        $"PaymentPlan {_today.AddDays(40):yyyy-MM-dd}",
                        "Claire Martin",
                        _now.AddDays(-12)
                    )
                );
                break;
            case "overpaid":
                Credits.Add(
                    new CreditNote(
                        Id<CreditId>(15),
                        Account.Id,
                        $"A-{_today.Year}-0031",
                        new Money(26000, _company.Currency),
                        _today.AddDays(-15),
                        _now.AddDays(-15)
                    )
                );
                break;
            case "late" when oldest is not null && _random.Next(3) == 0:
                var note = new CreditNote(
                    Id<CreditId>(6),
                    Account.Id,
                    $"A-{_today.Year}-{_random.Next(100, 999):0000}",
                    new Money(oldest.Total.Minor / 10, oldest.Total.Currency),
                    _today.AddDays(-6),
                    _now.AddDays(-6)
                );
                Credits.Add(note);
                Allocating.OldestFirst([note], Invoices, _today.AddDays(-6));
                break;
        }
    }

    /// <summary>Days after the due date on which it pays; null for never so far.</summary>
    private int? PaysAfter(Invoice invoice) =>
        _company.Habit switch
        {
            "good" or "overpaid" => -_random.Next(12),
            "slow" => 8 + _random.Next(22),
            "bad" or "noticed" => invoice.IssuedOn < _today.AddDays(-190) ? 60 + _random.Next(20) : null,
            "promise" or "partial" or "paused" => invoice.IssuedOn < _today.AddDays(-100) ? 12 + _random.Next(20) : null,
            _ => _random.Next(4) == 0 ? 55 + _random.Next(15) : 15 + _random.Next(25),
        };

    private void Pay(Invoice invoice, Money amount, DateOnly on)
    {
        if (!amount.IsPositive)
            return;
        // The bank's statement is entered on the next day, and now and then somebody forgets it.
        var entered = Then(on.AddDays(invoice.Total.Minor % 9 == 0 ? 6 : 1));
        var payment = new Payment(Id<CreditId>(_today.DayNumber - on.DayNumber), Account.Id, amount, on, entered, $"VIR {invoice.Number}");
        Credits.Add(payment);
        invoice.Allocate(payment, amount, on);
    }

    private DateTimeOffset Then(DateOnly day) => _now.AddDays(-Math.Max(0, _today.DayNumber - day.DayNumber));

    private TId Id<TId>(int daysAgo)
        where TId : struct, IId<TId> => Ids.New<TId>(_now.AddDays(-daysAgo));

    private static string Address(DemoCompany company)
    {
        var words = CompanyName.MatchKey(company.Contact).Split(' ');
        return $"{(words.Length == 1 ? words[0] : $"{words[0][0]}.{words[^1]}")}@{Domain(company)}";
    }

    private static string Domain(DemoCompany company) =>
        $"{string.Join('-', CompanyName.MatchKey(company.Name).Split(' ').Take(3))}.example";
}
