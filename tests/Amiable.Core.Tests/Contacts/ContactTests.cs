using Amiable.Contacts;

namespace Amiable.Tests.Contacts;

public class ContactTests
{
    private static Contact Jeanne() => new(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), "Jeanne Roux", " jeanne@roux.example ");

    private static Problem? Describe(Contact contact, string name, string? email) => contact.Describe(name, email, null, null, null, null);

    [Fact]
    public void A_contact_with_a_valid_address_can_receive()
    {
        Assert.True(Jeanne().CanReceive);
        Assert.False(new Contact(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), "Jeanne", " ").CanReceive);
    }

    [Fact]
    public void Who_is_not_to_be_chased_may_be_again_when_the_notes_say_so_no_more()
    {
        var contact = Jeanne();
        Assert.True(contact.MayBeChased);

        contact.Describe("Jeanne", "jeanne@roux.example", null, null, "do not chase", null);
        Assert.Equal((true, false), (contact.CanReceive, contact.MayBeChased));
        contact.Describe("Jeanne", "jeanne@roux.example", null, null, "likes to be called", null);
        Assert.True(contact.MayBeChased);
    }

    [Theory]
    [InlineData("do not chase", false, false)]
    [InlineData("copy only", false, false)]
    [InlineData("no e-mails", false, true)]
    [InlineData("likes to be called", true, true)]
    public void No_e_mails_leaves_calls_and_letters(string notes, bool byMail, bool otherwise)
    {
        var contact = Jeanne();
        contact.Describe("Jeanne", "jeanne@roux.example", null, null, notes, null);

        Assert.Equal((byMail, otherwise), (contact.MayBeChased, contact.MayBeAsked));
        Assert.Equal(contact.Use, contact.NotesUse);
    }

    [Fact]
    public void A_bounced_address_receives_nothing_until_it_is_changed()
    {
        var contact = Jeanne();

        contact.EmailBounced();
        Assert.False(contact.CanReceive);
        Describe(contact, "Jeanne", "JEANNE@roux.example"); // the same, in capitals
        Assert.False(contact.CanReceive);
        Describe(contact, "Jeanne", "j.roux@roux.example");
        Assert.True(contact.CanReceive);
    }

    [Fact]
    public void A_complaint_is_not_overridden_by_a_bounce()
    {
        var contact = Jeanne();

        contact.EmailComplained();
        contact.EmailBounced();

        Assert.Equal(EmailStatus.Complained, contact.EmailStatus);
    }

    [Fact]
    public void What_is_no_address_or_nobody_is_refused_and_changes_nothing()
    {
        var contact = Jeanne();

        Assert.Equal("contact.email", Describe(contact, "Jeanne", "jeanne at roux")?.Code);
        Assert.Equal("contact.empty", Describe(contact, " ", " ")?.Code);
        Assert.Equal(("Jeanne Roux", "jeanne@roux.example"), (contact.FullName, contact.Email));
    }
}

public class EmailAddressTests
{
    [Theory]
    [InlineData("a@b.fr")]
    [InlineData("jean-luc.picard+factures@sub.exemple.co.uk")]
    [InlineData("o'brien_{x}@exemple.fr")]
    [InlineData("jürgen@müller.example")]
    [InlineData("x@3com.example")]
    public void These_are_addresses(string text) => Assert.True(EmailAddress.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("@b.fr")]
    [InlineData("a@b")]
    [InlineData("a b@c.fr")]
    [InlineData("a@b@c.fr")]
    [InlineData("Jeanne <a@b.fr>")]
    [InlineData("a@b.fr,c@d.fr")]
    [InlineData("a@b.fr\r\nBcc: all@d.fr")]
    [InlineData("a\n@b.fr")]
    [InlineData("a@b.fr\n")]
    [InlineData(".a@b.fr")]
    [InlineData("a.@b.fr")]
    [InlineData("a..b@c.fr")]
    [InlineData("a@.fr")]
    [InlineData("a@b..fr")]
    [InlineData("a@-b.fr")]
    [InlineData("a@b-.fr")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a\u200b@b.fr")] // zero-width space
    [InlineData("\u202ea@b.fr")] // right-to-left override
    [InlineData("\"a b\"@c.fr")]
    public void These_are_not(string text) => Assert.False(EmailAddress.IsValid(text));

    [Fact]
    public void The_parts_have_the_lengths_of_rfc_5321()
    {
        var (local, label) = (new string('a', 64), new string('b', 63));

        Assert.True(EmailAddress.IsValid($"{local}@{label}.fr"));
        Assert.False(EmailAddress.IsValid($"a{local}@{label}.fr"));
        Assert.False(EmailAddress.IsValid($"a@b{label}.fr"));
        Assert.False(EmailAddress.IsValid($"a@{string.Join('.', Enumerable.Repeat(label, 4))}.fr"));
    }
}
