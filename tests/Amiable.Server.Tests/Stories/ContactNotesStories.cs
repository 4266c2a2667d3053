using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Stories;

/// <summary>What stands in the notes about a contact is obeyed: "do not chase", "no e-mails" and "copy only".</summary>
public sealed class ContactNotesStories
{
    [Fact]
    public async Task Who_is_not_to_be_chased_gets_nothing_any_more_and_a_person_is_asked_whom_to_write_to()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        Assert.True(await walk.IsAnythingWaiting(roux));

        await Note(walk, roux, (await Contacts(walk, roux))[0], "Do not chase");
        await walk.Through("2026-03-31");

        Assert.Empty(await walk.Sent(roux));
        Assert.Equal(TaskKind.MissingContact, Assert.Single(await walk.Tasks()).Kind);
        await Add(walk, roux, "Léa Roux", "lea@roux.example", null);
        await walk.Through("2026-04-01");
        Assert.Equal(
            ["lea@roux.example"],
            Assert.Single(await walk.Communications(roux), c => c.SentAt is not null).Recipients.Select(r => r.Address)
        );
    }

    [Fact]
    public async Task Who_wants_a_copy_only_is_in_copy_and_never_the_one_who_is_asked()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        var first = (await Contacts(walk, roux))[0];
        await Note(walk, roux, first, "copy only");
        await walk.Plan();
        Assert.False(await walk.IsAnythingWaiting(roux)); // A copy of what?

        await Add(walk, roux, "Léa Roux", "lea@roux.example", "Pays the invoices");
        await Add(walk, roux, "Max Roux", "max@roux.example", "ne pas relancer");
        await walk.Through("2026-03-20");

        var mail = walk.Server.Mailbox.Sent[^1];
        Assert.Equal(["lea@roux.example", first.Email!], mail.To);
        var message = Assert.Single(await walk.Communications(roux), c => c.SentAt is not null);
        Assert.Equal([false, true], message.Recipients.Select(r => r.IsCopy));
    }

    [Fact]
    public async Task Notes_that_a_version_before_wrote_are_obeyed_whatever_stands_beside_them()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Ask(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Notes, "Do not chase")));
        Assert.Equal(ContactUse.Any, Assert.Single(await Contacts(walk, roux)).NotesUse);

        await walk.Through("2026-03-31");

        Assert.Empty(await walk.Sent(roux));
    }

    private static Task<List<Contact>> Contacts(Walk walk, Account account) =>
        walk.Ask(db => Task.FromResult(db.Contacts.Where(c => c.AccountId == account.Id).ToList()));

    private static Task Note(Walk walk, Account account, Contact contact, string notes) =>
        walk.Server.Do<SaveContact, Done>(u => u.Run(account.Id, contact.Id, Named(contact.FullName, contact.Email!, notes), default));

    private static Task Add(Walk walk, Account account, string name, string email, string? notes) =>
        walk.Server.Do<SaveContact, Done>(u => u.Run(account.Id, null, Named(name, email, notes), default));

    private static SaveContact.Details Named(string name, string email, string? notes) =>
        new(name, email, Phone: null, Role: null, notes, Language: null, IsPrimary: false);
}
