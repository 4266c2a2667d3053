using Amiable.Accounts;
using Amiable.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Instructions;

/// <summary>Another person to write to, one more, or another language, as the form of a contact does it. Who is replaced stays a contact, written to no longer first.</summary>
public sealed class ChangeContacts(AppDb db, SaveContact saveContact)
{
    public async Task<AgentAnswer> Run(Account account, Command command, CancellationToken ct)
    {
        var all = await db.Contacts.AsNoTracking().Where(c => c.AccountId == account.Id).OrderBy(c => c.FullName).ToListAsync(ct);
        var primary = all.Find(c => c.IsPrimary) ?? all.FirstOrDefault();
        return command switch
        {
            SetContactLanguage language => await Speak(account, primary, language.Language, ct),
            ReplaceContact to => await Add(account, (to.Name, to.Email, to.Language), primary, true, ct),
            AddContact to => await Add(account, (to.Name, to.Email, to.Language), primary, false, ct),
            _ => new("nothing", []),
        };
    }

    private async Task<AgentAnswer> Speak(Account account, Contact? contact, string language, CancellationToken ct)
    {
        if (contact is null)
            return new("contact.none", [account.Name]) { Link = $"/accounts/{account.Id.Value}/contacts/new" };
        if ((await saveContact.Run(account.Id, contact.Id, Of(contact) with { Language = language }, ct)).Problem is { } problem)
            return DoCommand.Refused(problem);
        return new(
            "done.language",
            [contact.FullName.Length > 0 ? contact.FullName : contact.Email ?? "", account.Name, $"§language.{language}"]
        )
        {
            Undo = new(UndoKind.Language, contact.Id.Value, $"{contact.Language} {language}"),
        };
    }

    private async Task<AgentAnswer> Add(
        Account account,
        (string? Name, string? Email, string? Language) to,
        Contact? before,
        bool replaces,
        CancellationToken ct
    )
    {
        if (to.Email is not { Length: > 0 } email)
            return new("contact.no-address", [to.Name ?? account.Name]) { Link = $"/accounts/{account.Id.Value}/contacts/new" };
        var details = new SaveContact.Details(to.Name ?? "", email, null, null, null, to.Language ?? before?.Language, replaces);
        if ((await saveContact.Run(account.Id, null, details, ct)).Problem is { } problem)
            return DoCommand.Refused(problem);
        var added = await db.Contacts.AsNoTracking().FirstAsync(c => c.AccountId == account.Id && c.Email == email, ct);
        return new(replaces ? "done.contact-replaced" : "done.contact-added", [to.Name ?? email, email, account.Name])
        {
            Undo = new(UndoKind.RemoveContact, added.Id.Value, before is { IsPrimary: true } ? $"{before.Id.Value}" : null),
        };
    }

    /// <summary>A contact as its form has it.</summary>
    internal static SaveContact.Details Of(Contact contact) =>
        new(contact.FullName, contact.Email, contact.Phone, contact.Role, contact.Notes, contact.Language, contact.IsPrimary);
}
