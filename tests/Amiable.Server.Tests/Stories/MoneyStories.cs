using Amiable.Accounts;
using Amiable.FollowUp;

namespace Amiable.Tests.Stories;

/// <summary>Currencies that do not mix, and credit that is worth more than the debt.</summary>
public sealed class MoneyStories
{
    [Fact]
    public async Task Two_currencies_are_one_message_with_a_total_for_each()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-13", amount: 200, currency: "USD");
        await walk.Server.Invoice(roux, "F-3", dueOn: "2026-03-13", amount: 30);

        await walk.Through("2026-03-16");

        Assert.Equal(["Mon 2026-03-16 Overdue Courteous F-1 F-2 F-3"], await walk.Sent(roux));
        var facts = Assert.Single(await walk.Communications(roux), c => c.SentAt is not null).Facts;
        Assert.Equal([new Money(130_00, "EUR"), new Money(200_00, "USD")], facts.Asked);
        var text = Assert.Single(walk.Server.Mailbox.Sent).Text();
        Assert.Contains("130,00 €", text, StringComparison.Ordinal);
        Assert.Contains("200,00 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("330,00", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_more_credit_than_debt_is_not_written_to()
    {
        await using var walk = await Walk.From("2026-03-02");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        await walk.GetsCredit(roux, 150);

        await walk.Through("2026-04-30", everyHours: 24);

        Assert.Empty(await walk.Sent(roux));
        Assert.Empty(await walk.Tasks());
    }

    [Fact]
    public async Task Credit_in_one_currency_does_not_cover_a_debt_in_another()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        await walk.GetsCredit(roux, 150, "USD");

        await walk.Through("2026-03-16");

        Assert.Equal(["Mon 2026-03-16 Overdue Courteous F-1"], await walk.Sent(roux));
    }

    [Fact]
    public async Task Credit_that_covers_what_falls_due_first_but_not_all_says_nothing_until_something_is_to_be_paid()
    {
        await using var walk = await Walk.From("2026-03-02");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-05-12", amount: 500);
        await walk.GetsCredit(roux, 150);
        var other = await walk.Server.Account("Somebody after them", email: "pay@other.example");
        await walk.Server.Invoice(other, "G-1", dueOn: "2026-03-13");

        await walk.Through("2026-05-13", everyHours: 24);

        // 600 less 150: the credit is deducted once, from everything that is overdue together.
        var sent = (await walk.Communications(roux)).Where(c => c.SentAt is not null).ToList();
        Assert.All(sent, c => Assert.True(c.SendOn > TestServer.Day("2026-05-12"), $"Asked on {c.SendOn} for what credit covers."));
        Assert.Equal(new Money(450_00, "EUR"), Assert.Single(sent).Facts.Asked.Single());
        Assert.NotEmpty(await walk.Sent(other)); // One account that cannot be written about does not stop the others.
    }

    [Fact]
    public async Task A_credit_note_that_arrives_after_the_message_was_planned_lowers_what_it_asks()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        await walk.Plan();
        await walk.GetsCredit(roux, 40);

        await walk.Through("2026-03-16");

        var text = Assert.Single(walk.Server.Mailbox.Sent).Text();
        Assert.Contains("60,00 €", text, StringComparison.Ordinal);
        Assert.Equal(Stage.Overdue, (await walk.Communications(roux)).Single(c => c.SentAt is not null).Stage);
    }
}
