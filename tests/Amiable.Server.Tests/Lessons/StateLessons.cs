using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Lessons;

/// <summary>Field lessons 47 to 49: what starts anew, and what is never chased.</summary>
public sealed class StateLessons
{
    [Fact]
    public async Task Lesson_47_Once_all_is_paid_the_next_debt_starts_at_the_bottom_of_the_ladder()
    {
        await using var walk = await Walk.From("2026-05-04");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-02-20");
        await walk.Through("2026-05-13");
        Assert.EndsWith("Firm F-1", (await walk.Sent(roux))[^1], StringComparison.Ordinal);

        await walk.Pays(roux, 100);
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-05-15");
        await walk.Through("2026-06-03");

        Assert.Equal(
            [
                "Mon 2026-05-18 Overdue Courteous F-2", // two business days after the 13th: the 14th is Ascension Day
                "Tue 2026-06-02 Overdue Professional F-2", // 10 later, past Whit Monday
            ],
            (await walk.Sent(roux))[^2..]
        );
    }

    [Fact]
    public async Task Lesson_47_An_invoice_that_is_excluded_takes_its_ladder_with_it()
    {
        await using var walk = await Walk.From("2026-05-04");
        var roux = await walk.Server.Account();
        var old = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-02-20");
        await walk.Through("2026-05-13");
        await walk.Server.Do<ExcludeInvoice, Done>(u => u.Run(old.Id, true, default));
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-05-12");

        await walk.Through("2026-06-03"); // the rhythm is the account's, the tone is not

        Assert.EndsWith("Overdue Courteous F-2", (await walk.Sent(roux))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Exclusion.SelfBilled)]
    [InlineData(Exclusion.ProForma)]
    [InlineData(Exclusion.Draft)]
    [InlineData(Exclusion.Cancelled)]
    [InlineData(Exclusion.Rejected)]
    [InlineData(Exclusion.ByMember)]
    [InlineData(null)] // an invoice over nothing
    public async Task Lesson_48_What_is_no_ordinary_claim_is_never_chased(Exclusion? why)
    {
        await using var walk = await Walk.From("2026-03-02");
        var roux = await walk.Server.Account();
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: why is null ? 0 : 100);
        await walk.Store(async db => (await db.Invoices.SingleAsync(i => i.Id == invoice.Id)).Exclude(why));

        await walk.Through("2026-06-30", everyHours: 24);

        Assert.Empty(await walk.Communications(roux));
        Assert.Empty(await walk.Tasks());
    }

    [Fact]
    public void Lesson_48_A_negative_invoice_cannot_be_made_at_all() =>
        Assert.Throws<ArgumentException>(() =>
            new Invoice(default, default, "F-1", TestServer.Day("2026-03-01"), null, new(-1, "EUR"), default)
        );

    [Fact]
    public async Task Lesson_49_While_a_direct_debit_is_under_way_nothing_is_asked_and_when_it_failed_it_is()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Store(async db => (await db.Invoices.SingleAsync(i => i.Id == invoice.Id)).Exclude(Exclusion.DirectDebitPending));

        await walk.Through("2026-03-31");
        Assert.Empty(await walk.Sent(roux));
        await walk.Store(async db => (await db.Invoices.SingleAsync(i => i.Id == invoice.Id)).Exclude(null)); // as an import says it
        await walk.Through("2026-04-01");

        Assert.Equal([$"Wed 2026-04-01 {Stage.Overdue} {Tone.Courteous} F-1"], await walk.Sent(roux));
    }
}
