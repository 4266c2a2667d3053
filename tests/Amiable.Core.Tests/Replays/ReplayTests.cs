using System.Globalization;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Replays;

namespace Amiable.Tests.Replays;

/// <summary>What the agent would have done, and what of it would have been wrong.</summary>
public class ReplayTests
{
    private static readonly InvoiceId First = new(new Guid("00000000-0000-0000-0000-000000000001"));
    private static readonly InvoiceId Second = new(new Guid("00000000-0000-0000-0000-000000000002"));

    /// <summary>One invoice of 100 EUR, issued on 1 April 2026 and due on the 15th, of an account kept here since January.</summary>
    private static readonly AccountPast Roux = new()
    {
        AccountId = default,
        KeptSince = Day.Of("2026-01-05"),
        Reach = Channel.Email,
        Invoices = [new(First, "F-1", Day.Of("2026-04-01"), Day.Of("2026-04-01"), Day.Of("2026-04-15"), Euros(100))],
    };

    private static Money Euros(int amount) => new(amount * 100, "EUR");

    private static IReadOnlyList<Replayed> Replay(AccountPast past, string to = "2026-07-01") =>
        ReplayAccount.Between(past, FollowUpPolicy.Standard, BusinessCalendar.WeekdaysOnly, Day.Of("2026-01-05"), Day.Of(to));

    private static string[] Lines(IEnumerable<Replayed> replayed) =>
        [.. replayed.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.On:yyyy-MM-dd} {r.Message.Stage} {r.Message.Tone}"))];

    private static CreditPast Paid(string on, string entered, int amount = 100, CreditKind kind = CreditKind.Payment) =>
        new(kind, Day.Of(on), Day.Of(entered), Euros(amount), [new(First, Euros(amount), Day.Of(entered))], Euros(0));

    [Fact]
    public void An_invoice_nobody_pays_is_written_about_as_the_rehearsal_says()
    {
        var rehearsal = Rehearsal.Of(FollowUpPolicy.Standard, BusinessCalendar.WeekdaysOnly, Day.Of("2026-04-15"))!;

        var replayed = Replay(Roux, "2026-06-26");

        Assert.Equal(
            rehearsal.Messages.Select(m => (m.On, m.Stage, m.Tone)),
            replayed.Select(r => (r.On, r.Message.Stage, r.Message.Tone))
        );
        Assert.All(replayed, r => Assert.Empty(r.Wrongs));
        Assert.Equal([0, 0, 0, 1, 2, 3, 4, 0, 1, 2, 3], replayed.Select(r => r.Variant));
    }

    [Fact]
    public void A_message_about_what_was_paid_before_but_entered_after_it_is_wrong_and_says_both_days()
    {
        var replayed = Replay(Roux with { Credits = [Paid("2026-04-22", "2026-04-27")] });

        Assert.Equal(["2026-04-10 BeforeDue Courteous", "2026-04-24 Overdue Courteous"], Lines(replayed));
        Assert.Equal([new(WrongKind.Paid, "F-1", Day.Of("2026-04-22"), Day.Of("2026-04-27"), Euros(100))], replayed[1].Wrongs);
        Assert.Empty(replayed[0].Wrongs);
    }

    [Fact]
    public void What_was_entered_the_evening_before_is_known()
    {
        Assert.Single(Replay(Roux with { Credits = [Paid("2026-04-22", "2026-04-23")] }));
        // On the day itself it may have come an hour too late.
        Assert.Single(Replay(Roux with { Credits = [Paid("2026-04-22", "2026-04-24")] })[1].Wrongs);
    }

    [Fact]
    public void A_payment_that_is_dated_later_makes_nothing_wrong()
    {
        var replayed = Replay(Roux with { Credits = [Paid("2026-04-27", "2026-04-27")] });

        Assert.Equal(2, replayed.Count);
        Assert.All(replayed, r => Assert.Empty(r.Wrongs));
    }

    [Fact]
    public void A_credit_note_that_was_not_entered_yet_is_told_apart_from_a_payment() =>
        Assert.Equal(
            WrongKind.Credited,
            Assert.Single(Replay(Roux with { Credits = [Paid("2026-04-22", "2026-04-27", kind: CreditKind.CreditNote)] })[1].Wrongs).Kind
        );

    [Fact]
    public void Money_that_no_invoice_took_yet_is_deducted_or_was_missed()
    {
        CreditPast onAccount = new(CreditKind.Payment, Day.Of("2026-04-20"), Day.Of("2026-04-21"), Euros(30), [], Euros(0));

        var known = Replay(Roux with { Credits = [onAccount] })[1];
        var missed = Replay(Roux with { Credits = [onAccount with { Entered = Day.Of("2026-05-20") }] })[1];

        Assert.Equal([Euros(30)], known.Credit);
        Assert.Empty(known.Wrongs);
        Assert.Equal([new(WrongKind.Paid, null, Day.Of("2026-04-20"), Day.Of("2026-05-20"), Euros(30))], missed.Wrongs);
    }

    [Fact]
    public void A_dispute_rests_the_invoice_from_the_evening_it_was_noted_until_it_ended()
    {
        AccountPast Disputed(string from, string? to) =>
            Roux with
            {
                Invoices = [Roux.Invoices[0] with { Disputes = [new(Day.Of(from), to is null ? null : Day.Of(to))] }],
            };

        Assert.Equal(["2026-04-10 BeforeDue Courteous"], Lines(Replay(Disputed("2026-04-16", null))));
        Assert.Equal("2026-05-19 Overdue Courteous", Lines(Replay(Disputed("2026-04-16", "2026-05-18")))[1]);
        Assert.Equal(WrongKind.Disputed, Assert.Single(Replay(Disputed("2026-04-24", null))[1].Wrongs).Kind);
    }

    [Fact]
    public void A_pause_rests_the_account_until_its_last_day_or_until_somebody_ends_it()
    {
        Assert.Equal(
            "2026-05-04 Overdue Courteous",
            Lines(Replay(Roux with { Pauses = [new(Day.Of("2026-04-20"), Day.Of("2026-05-01"), null)] }))[1]
        );
        Assert.Equal(
            "2026-04-29 Overdue Courteous",
            Lines(Replay(Roux with { Pauses = [new(Day.Of("2026-04-20"), Day.Of("2026-05-01"), Day.Of("2026-04-28"))] }))[1]
        );
        Assert.Single(Replay(Roux with { Pauses = [new(Day.Of("2026-04-20"), null, null)] }));
    }

    [Fact]
    public void A_promise_is_waited_for_and_its_breach_pointed_out_once()
    {
        WordPast promise = new(DeclarationKind.Promise, [First], Day.Of("2026-04-16"), null, Day.Of("2026-05-04"), null, []);

        Assert.Equal(
            ["2026-04-10 BeforeDue Courteous", "2026-05-07 PromiseBroken Courteous"],
            Lines(Replay(Roux with { Words = [promise] }))
        );
    }

    [Fact]
    public void Of_payment_in_parts_the_next_one_is_waited_for_as_they_come_in()
    {
        WordPast parts = new(
            DeclarationKind.Parts,
            [First],
            Day.Of("2026-04-16"),
            null,
            Day.Of("2026-06-04"),
            null,
            [new(Day.Of("2026-05-04"), Euros(50)), new(Day.Of("2026-06-04"), Euros(50))]
        );

        Assert.Single(Replay(Roux with { Words = [parts], Credits = [Paid("2026-05-04", "2026-05-04", 50)] }));
    }

    [Fact]
    public void What_is_given_up_is_not_asked_for_any_more() =>
        Assert.Equal(2, Replay(Roux with { Invoices = [Roux.Invoices[0] with { WrittenOffOn = Day.Of("2026-04-30") }] }).Count);

    [Fact]
    public void What_a_member_wrote_keeps_its_distance() =>
        Assert.Equal(
            "2026-04-27 Overdue Courteous",
            Lines(Replay(Roux with { ByHand = [new(Day.Of("2026-04-23"), null, Tone.Courteous, [])] }))[1]
        );

    [Fact]
    public void What_is_older_than_the_account_is_here_is_known_on_its_own_day()
    {
        var brought = Roux with { KeptSince = Day.Of("2026-08-03") };
        InvoicePast Entered(InvoicePast invoice) => invoice with { Entered = Day.Of("2026-08-03") };

        var replayed = Replay(brought with { Invoices = [Entered(Roux.Invoices[0])], Credits = [Paid("2026-05-05", "2026-08-03")] });

        Assert.Equal(["2026-04-10 BeforeDue Courteous", "2026-04-24 Overdue Courteous"], Lines(replayed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_decision_knows_what_came_later(int seed)
    {
        Random random = new(seed);
        var compared = 0;
        for (var round = 0; round < 150; round++)
        {
            var past = AnyPast.Of(random);
            var day = Day.Of("2026-01-05").AddDays(random.Next(20, 200));

            // Whatever becomes known on that day or later is taken away, moved further on, or comes anew.
            var other = AnyPast.WithAnotherFuture(past, day, random);

            var (decided, otherwise) = (Until(past, day), Until(other, day));
            Assert.Equal(otherwise, decided);
            compared += decided.Length;
        }
        Assert.True(compared > 100, $"Only {compared} decisions were compared.");

        static string[] Until(AccountPast past, DateOnly day) =>
            [
                .. ReplayAccount
                    .Between(past, FollowUpPolicy.Standard, BusinessCalendar.WeekdaysOnly, Day.Of("2026-01-05"), Day.Of("2026-08-01"))
                    .Where(r => r.On <= day)
                    .Select(r =>
                        $"{r.On:O} {r.Message.Stage} {r.Message.Tone} {string.Join(' ', r.Message.About.Select(i => $"{i.Number} {i.Outstanding}"))} "
                        + $"+ {string.Join(' ', r.Message.Upcoming.Select(i => i.Number))} - {string.Join(' ', r.Credit)} {string.Join(' ', r.Message.Because)}"
                    ),
            ];
    }
}
