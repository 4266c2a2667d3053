using Amiable.Contacts;
using Amiable.Referents;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Accounts.Pages;

/// <summary>The forms for contacts and internal referents of an account.</summary>
internal static class PeopleRoutes
{
    public static void MapPeople(this RouteGroupBuilder accounts)
    {
        var contacts = accounts.MapGroup("/accounts/{id:guid}/contacts");
        contacts.MapGet("/new", ([AsParameters] Form form) => form.Show(null, isReferent: false));
        contacts.MapGet("/{person:guid}", ([AsParameters] Form form, Guid person) => form.Show(person, isReferent: false));
        contacts.MapPost("/new", ([AsParameters] Form form, SaveContact save) => form.Save(null, save));
        contacts.MapPost("/{person:guid}", ([AsParameters] Form form, Guid person, SaveContact save) => form.Save(person, save));
        contacts.MapPost(
            "/{person:guid}/delete",
            async ([AsParameters] Form form, Guid person, DeleteContact delete) =>
                form.Answer(await delete.Run(new(form.Id), new(person), form.Aborted), "account.done.contact-removed")
        );
        contacts.MapPost(
            "/{person:guid}/erase",
            async ([AsParameters] Form form, Guid person, EraseContact erase) =>
                form.Answer(await erase.Run(new(form.Id), new(person), form.Aborted), "account.done.contact-erased")
        );
        var referents = accounts.MapGroup("/accounts/{id:guid}/referents");
        referents.MapGet("/new", ([AsParameters] Form form) => form.Show(null, isReferent: true));
        referents.MapGet("/{person:guid}", ([AsParameters] Form form, Guid person) => form.Show(person, isReferent: true));
        referents.MapPost("/new", ([AsParameters] Form form, SaveReferent save) => form.Save(null, save));
        referents.MapPost("/{person:guid}", ([AsParameters] Form form, Guid person, SaveReferent save) => form.Save(person, save));
        referents.MapPost(
            "/{person:guid}/delete",
            async ([AsParameters] Form form, Guid person, DeleteReferent delete) =>
                form.Answer(await delete.Run(new(form.Id), new(person), form.Aborted), "account.done.referent-removed")
        );
    }

    /// <summary>One of these forms, of one account.</summary>
    internal readonly record struct Form(Guid Id, HttpContext Http, Viewer Viewer, NameAccount NameAccount, ListPeople ListPeople)
    {
        public CancellationToken Aborted => Http.RequestAborted;

        public async Task<IResult> Show(Guid? person, bool isReferent, Problem? problem = null)
        {
            if (problem is NotFound || await NameAccount.Run(new(Id), Aborted) is not { } account)
                return Results.NotFound();
            var people = await ListPeople.Run(account.Id, Aborted);
            var kept =
                person is null ? new PersonPage.Known()
                : isReferent ? people.Referents.Where(r => r.Id.Value == person).Select(Of).SingleOrDefault()
                : people.Contacts.Where(c => c.Id.Value == person).Select(Of).SingleOrDefault();
            return kept is null
                ? Results.NotFound()
                : new RazorComponentResult<PersonPage>(
                    new
                    {
                        Title = (person is null, isReferent) switch
                        {
                            (true, false) => "person.add-contact",
                            (false, false) => "person.edit-contact",
                            (true, true) => "person.add-referent",
                            _ => "person.edit-referent",
                        },
                        Account = account.Id,
                        AccountName = account.Name,
                        IsReferent = isReferent,
                        Kept = kept,
                        Problem = problem,
                    }
                )
                {
                    StatusCode = problem is null ? 200 : AccountsPages.Status(problem),
                };
        }

        public async Task<IResult> Save(Guid? person, SaveContact save)
        {
            var form = await Http.Request.ReadFormAsync(Aborted);
            var saved = await save.Run(
                new(Id),
                person is { } known ? new ContactId(known) : null,
                new(
                    form["fullName"].ToString(),
                    form["email"],
                    form["phone"],
                    form["role"],
                    form["notes"],
                    form["language"],
                    form["isPrimary"] == "true"
                ),
                Aborted
            );
            return saved.Problem is { } problem ? await Show(person, isReferent: false, problem) : Answer(saved, "account.done.contact");
        }

        public async Task<IResult> Save(Guid? person, SaveReferent save)
        {
            var form = await Http.Request.ReadFormAsync(Aborted);
            var saved = await save.Run(
                new(Id),
                person is { } known ? new ReferentId(known) : null,
                new(
                    form["firstName"].ToString(),
                    form["lastName"].ToString(),
                    form["email"].ToString(),
                    form["role"],
                    form["notes"],
                    form["language"],
                    form["isPrimary"] == "true",
                    form["wantsMails"] == "true"
                ),
                Aborted
            );
            return saved.Problem is { } problem ? await Show(person, isReferent: true, problem) : Answer(saved, "account.done.referent");
        }

        public IResult Answer(Result<Done> result, string said) =>
            AnswerToPost.With(Http, Viewer, result, said, AccountAddress.Of(new(Id), AccountTab.Details), null, null);

        private static PersonPage.Known Of(Contact c) =>
            new(null, null, c.FullName, c.Email, c.Phone, c.Role, c.Notes, c.Language, c.IsPrimary);

        private static PersonPage.Known Of(Referent r) =>
            new(r.FirstName, r.LastName, null, r.Email, null, r.Role, r.Notes, r.Language, r.IsPrimary, r.WantsMails);
    }
}
