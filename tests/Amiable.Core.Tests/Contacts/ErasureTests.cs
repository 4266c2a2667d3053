using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;

namespace Amiable.Tests.Contacts;

public class ErasureTests
{
    private static readonly DateOnly Today = new(2026, 3, 16);
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 8, 0, 0, TimeSpan.Zero);
    private static readonly Account Roux = new(new(Guid.CreateVersion7()), new() { Name = "Ateliers Roux" }, Now);
    private static readonly Contact Anne = new(
        new(Guid.Parse("019cf000-0000-7000-8000-00000000abcd")),
        Roux.Id,
        "Anne Roux",
        "anne@roux.example"
    );

    private static Invoice Due(DateOnly? on) =>
        new(new(Guid.CreateVersion7()), Roux.Id, "F-1", new(2026, 1, 1), on, new(10000, "EUR"), Now);

    private static string? Obstacle(params Invoice[] invoices) => Erasure.Obstacle(Roux, invoices, Today)?.Code;

    [Fact]
    public void A_contact_is_kept_while_something_is_overdue_or_contested()
    {
        Assert.Equal("erasure.overdue", Obstacle(Due(Today.AddDays(1)), Due(Today.AddDays(-1))));
        Assert.Null(Obstacle(Due(Today), Due(null)));
        var contested = Due(Today.AddDays(9));
        contested.Dispute(DisputeReason.Price, null, Today);
        Assert.Equal("erasure.disputed", Obstacle(contested));
        contested.SettleDispute();
        Assert.Null(Obstacle(contested));
    }

    [Fact]
    public void What_was_written_off_is_claimed_no_more()
    {
        var invoice = Due(Today.AddDays(-1));
        invoice.WriteOff(Today);
        Assert.Null(Obstacle(invoice));
    }

    [Fact]
    public void Under_a_formal_notice_a_contact_is_kept_while_anything_is_owed()
    {
        var account = new Account(new(Guid.CreateVersion7()), new() { Name = "Berg" }, Now);
        account.FormalNoticeWasPosted(Today);
        Assert.Equal("erasure.formal-notice", Erasure.Obstacle(account, [Due(Today.AddDays(9))], Today)?.Code);
        Assert.Null(Erasure.Obstacle(account, [], Today));
    }

    [Theory]
    [InlineData("Bonjour Anne Roux,", "Bonjour Contact ABCD,")]
    [InlineData("Bonjour ANNE  ROUX,", "Bonjour Contact ABCD,")]
    [InlineData("ROUX Anne", "Contact ABCD")]
    [InlineData("Anne, of Ateliers Roux", "Contact ABCD, of Ateliers Roux")]
    [InlineData("Anne Roux-Dupont and Marianne", "Contact ABCD Roux-Dupont and Marianne")]
    [InlineData("<a href=\"mailto:Anne@roux.example\">", "<a href=\"mailto:contact-abcd@erased.invalid\">")]
    [InlineData("to anne@roux.example.", "to contact-abcd@erased.invalid.")]
    [InlineData("marianne@roux.example", "marianne@roux.example")]
    [InlineData("anne@roux.example.org", "anne@roux.example.org")]
    [InlineData("anne@ROUX.example\r\nTel 06 12 34 56 78", "contact-abcd@erased.invalid\r\nTel 06 12 34 56 78")]
    public void The_person_is_named_by_the_pseudonym_and_nobody_else_is(string text, string told)
    {
        var erased = new ErasedContact(Anne, [], ["Ateliers Roux", "Bea Roux", null]);
        Assert.Equal(told, erased.In(text));
        Assert.Equal(told, erased.In(told)); // again
    }

    [Fact]
    public void Names_and_addresses_of_earlier_messages_are_known_too()
    {
        var other = new Recipient(new(Guid.CreateVersion7()), "Bea Roux", "bea@roux.example");
        var erased = new ErasedContact(
            Anne,
            [new(Anne.Id, "Anne Éluard", "a.eluard@old.example"), new(new(Guid.CreateVersion7()), "A. R.", "ANNE@roux.example"), other],
            ["Bea Roux"]
        );

        Assert.Equal("Contact ABCD contact-abcd@erased.invalid", erased.In("Anne Éluard a.eluard@old.example"));
        Assert.Equal("<b>Contact ABCD</b>", erased.In("<b>Anne&nbsp;&#201;luard</b>"));
        Assert.False(erased.Is(other));
        Assert.Same(other, erased.In(other));
    }

    [Fact]
    public void A_shared_mailbox_is_replaced_as_a_whole_and_no_word_of_it_alone()
    {
        var mailbox = new Contact(Anne.Id, Roux.Id, "Accounts payable", "pay@roux.example");
        mailbox.Describe("Accounts payable", "pay@roux.example", "06 12 34 56 78", null, null, null);
        var erased = new ErasedContact(mailbox, [], []);

        Assert.Equal("payable by Friday", erased.In("payable by Friday"));
        Assert.Equal("Dear Contact ABCD, 42 (Contact ABCD)", erased.In("Dear accounts payable, 42 (06 12 34 56 78)"));
    }
}
