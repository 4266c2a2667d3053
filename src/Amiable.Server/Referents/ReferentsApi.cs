using System.ComponentModel;
using Amiable.Contacts;
using Amiable.Platform.Api;

namespace Amiable.Referents;

/// <summary>Internal referents in the public API, which calls them internal representatives.</summary>
public static class ReferentsApi
{
    private const string Example = """
        {"fullName": "Paul Petit", "email": "paul.petit@our.example", "role": "Sales", "isPrimary": true}
        """;

    // The API knows one name; a referent has two.
    private static readonly Dictionary<string, string> Fields = new() { ["firstName"] = "fullName", ["lastName"] = "fullName" };

    public static void MapReferentsApi(this RouteGroupBuilder api)
    {
        const string All = "/accounts/{accountId:guid}/internal-representatives";
        const string One = All + "/{representativeId:guid}";
        var referents = api.Area("Internal representatives", Scopes.AccountsRead, Scopes.AccountsAll);
        referents
            .Get(All, "list-internal-representatives", "List the internal referents of an account", List)
            .Answers<IReadOnlyList<ReferentJson>>();
        referents.Post(All, "create-internal-representative", "Put a colleague in charge", Create).Answers<ReferentJson>(201).For(Example);
        referents.Get(One, "get-internal-representative", "Get an internal referent", Get).Answers<ReferentJson>();
        referents
            .Put(One, "update-internal-representative", "Change an internal referent", Update)
            .Answers<ReferentJson>()
            .For(Example)
            .Says("What is not mentioned stays as it is.");
        referents.Delete(One, "delete-internal-representative", "A colleague is no longer in charge", Remove).AnswersNothing();
        referents
            .Put(All + "/upsert", "upsert-internal-representative", "Add an internal referent, or change the one who is meant", Upsert)
            .Answers<ReferentJson>()
            .Answers<ReferentJson>(201)
            .For(Example)
            .Says("Whoever has that address is meant; without an address, whoever has that full name.");
    }

    private static async Task<IResult> List(Guid accountId, ShowReferents show, CancellationToken ct) =>
        (await show.Run(new AccountId(accountId), ct)).Or(all => ApiAnswer.Ok(all.Select(ReferentJson.Of)));

    private static async Task<IResult> Get(Guid accountId, Guid representativeId, ShowReferents show, CancellationToken ct) =>
        (await show.Run(new(accountId), new ReferentId(representativeId), ct)).Or(r => ApiAnswer.Ok(ReferentJson.Of(r)));

    private static async Task<IResult> Create(Guid accountId, Body<PersonWrite> body, ReviseReferent revise, CancellationToken ct) =>
        (await revise.Run(new(accountId), null, known => Over(body, known), ct)).Or(
            r => ApiAnswer.Created($"/accounts/{accountId}/internal-representatives/{r.Id.Value}", ReferentJson.Of(r)),
            Fields
        );

    private static async Task<IResult> Update(
        Guid accountId,
        Guid representativeId,
        Body<PersonWrite> body,
        ReviseReferent revise,
        CancellationToken ct
    )
    {
        var revised = await revise.Run(new(accountId), new ReferentId(representativeId), known => Over(body, known), ct);
        return revised.Or(r => ApiAnswer.Ok(ReferentJson.Of(r)), Fields);
    }

    private static async Task<IResult> Upsert(Guid accountId, Body<PersonWrite> body, UpsertReferent upsert, CancellationToken ct) =>
        (await upsert.Run(new(accountId), body.Value.Email, body.Value.FullName, known => Over(body, known), ct)).Or(
            u =>
                u.IsNew
                    ? ApiAnswer.Created($"/accounts/{accountId}/internal-representatives/{u.Value.Id.Value}", ReferentJson.Of(u.Value))
                    : ApiAnswer.Ok(ReferentJson.Of(u.Value)),
            Fields
        );

    private static async Task<IResult> Remove(
        Guid accountId,
        Guid representativeId,
        DeleteReferent delete,
        TryAgain tryAgain,
        CancellationToken ct
    ) => (await tryAgain.IfOvertaken(() => delete.Run(new(accountId), new(representativeId), ct))).OrNothing();

    // "Paul de la Tour": the first word is the given name, unless the name stays the one that is known.
    private static SaveReferent.Details Over(Body<PersonWrite> body, SaveReferent.Details known)
    {
        var name = (body.Value.FullName ?? "").Trim();
        var keepsName = !body.Mentions("fullName") || name == $"{known.FirstName} {known.LastName}".Trim();
        var (first, last) = name.Split(' ', 2) is [var given, var family] ? (given, family.Trim()) : (name, "");
        return new(
            keepsName ? known.FirstName : first,
            keepsName ? known.LastName : last,
            body.Mentions("email") ? body.Value.Email ?? "" : known.Email,
            body.Mentions("role") ? body.Value.Role : known.Role,
            body.Mentions("notes") ? body.Value.Notes : known.Notes,
            body.Mentions("language") ? body.Value.Language?.ToLowerInvariant() : known.Language,
            body.Value.IsPrimary ?? known.IsPrimary,
            known.WantsMails
        );
    }
}

/// <summary>An internal referent as the API writes it.</summary>
public sealed record ReferentJson
{
    public required Guid Id { get; init; }

    [Description("What the colleague is in charge of.")]
    public required Guid AccountId { get; init; }

    [Description("Given name and family name.")]
    public required string FullName { get; init; }

    [Description("Where the agent notifies.")]
    public required EmailJson Email { get; init; }

    [Description("ISO 639-1 of the notifications; null for the organization's.")]
    public string? Language { get; init; }

    public string? Role { get; init; }

    [Description("Context or instructions for the agent.")]
    public string? Notes { get; init; }

    [Description("Preferred over the others.")]
    public required bool IsPrimary { get; init; }

    public static ReferentJson Of(Referent r) =>
        new()
        {
            Id = r.Id.Value,
            AccountId = r.AccountId.Value,
            FullName = r.FullName,
            Email = new(r.Email, EmailStatus.Valid),
            Language = r.Language,
            Role = r.Role,
            Notes = r.Notes,
            IsPrimary = r.IsPrimary,
        };
}
