using Amiable.Platform.Api;

namespace Amiable.Contacts;

/// <summary>Contacts in the public API.</summary>
public static class ContactsApi
{
    private const string Example = """
        {"fullName": "Anne Amandier", "email": "anne@amandier.example", "language": "fr", "role": "Accounts payable", "isPrimary": true}
        """;

    public static void MapContactsApi(this RouteGroupBuilder api)
    {
        const string All = "/accounts/{accountId:guid}/contacts";
        const string One = All + "/{contactId:guid}";
        var contacts = api.Area("Contacts", Scopes.AccountsRead, Scopes.AccountsAll);
        contacts.Get(All, "list-contacts", "List the contacts of an account", List).Answers<IReadOnlyList<ContactJson>>();
        contacts.Post(All, "create-contact", "Add a contact", Create).Answers<ContactJson>(201).For(Example);
        contacts.Get(One, "get-contact", "Get a contact", Get).Answers<ContactJson>();
        contacts
            .Put(One, "update-contact", "Change a contact", Update)
            .Answers<ContactJson>()
            .For(Example)
            .Says("What is not mentioned stays as it is. A new address starts as Valid.");
        contacts.Delete(One, "delete-contact", "Remove a contact", Remove).AnswersNothing();
        contacts
            .Put(All + "/upsert", "upsert-contact", "Add a contact, or change the one who is meant", Upsert)
            .Answers<ContactJson>()
            .Answers<ContactJson>(201)
            .For(Example)
            .Says("Whoever has that address is meant, else whoever has that full name and no other address.");
        contacts
            .Post("/contacts/bulk", "upsert-contacts", "Add or change up to 1,000 contacts", Bulk)
            .Answers<RowResultsJson>()
            .For(
                """{"rows": [{"accountId": "0199a1de-0000-7000-8000-000000000001", "fullName": "Anne Amandier", "email": "anne@amandier.example"}]}"""
            )
            .Says("Matched as by upsert. Each row is done for itself: one that is wrong stops no other.");
    }

    private static async Task<IResult> List(Guid accountId, ShowContacts show, CancellationToken ct) =>
        (await show.Run(new AccountId(accountId), ct)).Or(all => ApiAnswer.Ok(all.Select(ContactJson.Of)));

    private static async Task<IResult> Get(Guid accountId, Guid contactId, ShowContacts show, CancellationToken ct) =>
        (await show.Run(new(accountId), new ContactId(contactId), ct)).Or(c => ApiAnswer.Ok(ContactJson.Of(c)));

    private static async Task<IResult> Create(Guid accountId, Body<PersonWrite> body, ReviseContact revise, CancellationToken ct) =>
        (await revise.Run(new(accountId), null, known => body.Value.Over(known, body.Mentions), ct)).Or(c =>
            ApiAnswer.Created($"/accounts/{accountId}/contacts/{c.Id.Value}", ContactJson.Of(c))
        );

    private static async Task<IResult> Update(
        Guid accountId,
        Guid contactId,
        Body<PersonWrite> body,
        ReviseContact revise,
        CancellationToken ct
    ) =>
        (await revise.Run(new(accountId), new ContactId(contactId), known => body.Value.Over(known, body.Mentions), ct)).Or(c =>
            ApiAnswer.Ok(ContactJson.Of(c))
        );

    private static async Task<IResult> Upsert(Guid accountId, Body<PersonWrite> body, UpsertContact upsert, CancellationToken ct) =>
        (
            await upsert.Run(new(accountId), new(body.Value.Email, body.Value.FullName), known => body.Value.Over(known, body.Mentions), ct)
        ).Or(u =>
            u.IsNew
                ? ApiAnswer.Created($"/accounts/{accountId}/contacts/{u.Value.Id.Value}", ContactJson.Of(u.Value))
                : ApiAnswer.Ok(ContactJson.Of(u.Value))
        );

    private static async Task<IResult> Remove(
        Guid accountId,
        Guid contactId,
        DeleteContact delete,
        TryAgain tryAgain,
        CancellationToken ct
    ) => (await tryAgain.IfOvertaken(() => delete.Run(new(accountId), new(contactId), ct))).OrNothing();

    private static async Task<IResult> Bulk(BodyOfRows<ContactRow> body, UpsertContacts upsert, CancellationToken ct) =>
        ApiAnswer.Ok(RowResultsJson.Of(await upsert.Run(body.Rows, ct)));
}
