using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Platform.Api;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Communications;

/// <summary>Messages to and from accounts, in the public API.</summary>
public static class CommunicationsApi
{
    private const string Example = """
        {
          "subject": "Your invoice FA-90210", "text": "Hello, could you tell us when we may expect the payment?",
          "to": ["0199a1de-0000-7000-8000-000000000004"], "invoiceIds": ["0199a1de-0000-7000-8000-000000000002"]
        }
        """;

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["recipients"] = "to",
        ["sendOn"] = "scheduledAt",
        ["day"] = "scheduledAt",
        ["about"] = "invoiceIds",
    };

    public static void MapCommunicationsApi(this RouteGroupBuilder api)
    {
        const string OfAccount = "/accounts/{accountId:guid}/communications";
        const string Outgoing = "/communications/outgoing/{communicationId:guid}";
        var messages = api.Area("Communications", Scopes.CommunicationsRead, Scopes.DunningManage);
        MapLists(messages, "/communications", OfAccount);
        messages.Get(Outgoing, "get-outgoing-communication", "Get a message that goes out", Get).Answers<CommunicationJson>();
        messages
            .Put(Outgoing, "update-outgoing-communication", "Change a message that waits", Update)
            .Answers<CommunicationJson>()
            .For("""{"subject": "Your invoice FA-90210"}""")
            .Says(
                "What is not mentioned stays as it is. The agent then leaves day and words alone. Figures that the ledger does not explain are refused, "
                    + "and so are days and hours outside of those of sending."
            );
        messages
            .Post(OfAccount, "send-communication", "Write an e-mail to contacts of an account", Send)
            .Answers<CommunicationJson>(201)
            .For(Example)
            .Says(
                "In the name of the token's member, by the same last look as everything that leaves. 409 with the code letter.doubtful and facts.doubts "
                    + "when there is something to think of first: send it again with confirmed."
            );
        OtherWaysApi.Map(messages);
    }

    private static void MapLists(ApiArea messages, string all, string ofAccount)
    {
        messages
            .Get(
                all,
                "list-communications",
                "List messages",
                ([AsParameters] List list, CancellationToken ct) => list.Answer(null, null, ct)
            )
            .Answers<ListJson<CommunicationJson>>();
        messages
            .Get(
                all + "/incoming",
                "list-incoming-communications",
                "List what came in",
                ([AsParameters] List list, CancellationToken ct) => list.Answer(null, true, ct)
            )
            .Answers<ListJson<CommunicationJson>>();
        messages
            .Get(
                all + "/outgoing",
                "list-outgoing-communications",
                "List what goes out",
                ([AsParameters] List list, CancellationToken ct) => list.Answer(null, false, ct)
            )
            .Answers<ListJson<CommunicationJson>>();
        messages
            .Get(
                ofAccount,
                "list-communications-by-account",
                "List the messages of an account",
                (Guid accountId, [AsParameters] List list, CancellationToken ct) => list.Answer(accountId, null, ct)
            )
            .Answers<ListJson<CommunicationJson>>();
        messages
            .Get(
                ofAccount + "/incoming",
                "list-incoming-communications-by-account",
                "List what came in from an account",
                (Guid accountId, [AsParameters] List list, CancellationToken ct) => list.Answer(accountId, true, ct)
            )
            .Answers<ListJson<CommunicationJson>>();
        messages
            .Get(
                ofAccount + "/outgoing",
                "list-outgoing-communications-by-account",
                "List what goes out to an account",
                (Guid accountId, [AsParameters] List list, CancellationToken ct) => list.Answer(accountId, false, ct)
            )
            .Answers<ListJson<CommunicationJson>>();
    }

    private static async Task<IResult> Get(Guid communicationId, WalkCommunications walk, CancellationToken ct) =>
        (await walk.Run(new CommunicationId(communicationId), ct)).Or(c => ApiAnswer.Ok(CommunicationJson.Of(c)));

    private static async Task<IResult> Update(
        Guid communicationId,
        Body<CommunicationChange> body,
        ReviseCommunication revise,
        WalkCommunications walk,
        CancellationToken ct
    )
    {
        var asked = body.Value;
        var changes = new CommunicationChanges(
            asked.Subject,
            asked.Text,
            Contacts(asked.To),
            Contacts(asked.Cc),
            asked.ScheduledAt,
            asked.Tone,
            asked.Version,
            Confirmed(asked.Confirmed)
        );
        var revised = await revise.Run(new(communicationId), changes, ct);
        return revised.Problem is { } problem ? ApiProblem.Of(problem, Fields) : await Get(communicationId, walk, ct);
    }

    private static async Task<IResult> Send(
        Guid accountId,
        Body<CommunicationWrite> body,
        ComposeCommunication compose,
        WalkCommunications walk,
        Today today,
        HttpContext http,
        CancellationToken ct
    )
    {
        var asked = body.Value;
        var wanted = new CommunicationToWrite(
            asked.Subject,
            asked.Text,
            Contacts(asked.To)!,
            Contacts(asked.Cc) ?? [],
            [.. (asked.InvoiceIds ?? []).Select(id => new InvoiceId(id))],
            asked.Language?.ToLowerInvariant(),
            asked.Tone,
            asked.SendAt,
            Confirmed(asked.Confirmed)
        );
        var form = KeepAnswers.IdOf(http) ?? today.NewId<CommunicationId>().Value;
        var written = await compose.Run(new(accountId), wanted, form, ct);
        return written.Problem is { } problem
            ? ApiProblem.Of(problem, Fields)
            : (await walk.Run(written.Value, ct)).Or(c =>
                ApiAnswer.Created($"/communications/outgoing/{c.Id.Value}", CommunicationJson.Of(c))
            );
    }

    private static List<ContactId>? Contacts(IReadOnlyList<Guid>? ids) => ids is null ? null : [.. ids.Select(id => new ContactId(id))];

    private static List<Confirmed> Confirmed(IReadOnlyList<ConfirmedJson>? confirmed) => [.. (confirmed ?? []).Select(c => c.Confirmed)];

    /// <summary>A list of messages, whichever of them.</summary>
    internal readonly record struct List(
        Paging Paging,
        WalkCommunications Walk,
        [FromQuery(Name = "deliveryStatus")] CommunicationStatus? DeliveryStatus
    )
    {
        public async Task<IResult> Answer(Guid? account, bool? incoming, CancellationToken ct)
        {
            if (DeliveryStatus is { } asked && !Enum.IsDefined(asked))
                return ApiProblem.Of(new Invalid("deliveryStatus", "invalid-value", "There is no such status."));
            var paging = Paging;
            var wanted = new CommunicationsWanted(account is { } id ? new(id) : null, incoming, DeliveryStatus);
            return (await Walk.Run(wanted, paging.After, paging.First, ct)).Or(page =>
                ApiAnswer.Ok(ListJson.Of(page, paging, CommunicationJson.Of))
            );
        }
    }
}
