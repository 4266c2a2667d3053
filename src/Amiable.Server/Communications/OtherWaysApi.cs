using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Platform.Api;
using Amiable.Platform.Http;
using Amiable.Platform.Tenancy;

namespace Amiable.Communications;

/// <summary>Letters and text messages in the public API: one pair of operations for all that is not an e-mail.</summary>
internal static class OtherWaysApi
{
    private const string Path = "/accounts/{accountId:guid}/outgoing-message-communications";

    private const string Example = """
        {
          "channel": "Letter", "subject": "Your invoice FA-90210", "text": "Hello, could you tell us when we may expect the payment?",
          "invoiceIds": ["0199a1de-0000-7000-8000-000000000002"], "maxCredits": 200
        }
        """;

    public static void Map(ApiArea messages)
    {
        messages
            .Post(Path, "send-outgoing-message", "Send a letter or a text message", Send)
            .Answers<CommunicationJson>(201)
            .For(Example)
            .Says(
                "A letter goes to the postal address of the account and needs no e-mail contact. It waits until a member has printed and posted it, or had it "
                    + "posted: nothing is posted by a call. A text message goes to one contact, now, where a provider is set up; else the answer is 422 with the "
                    + "code channel-not-available. 409 with the code letter.doubtful as for e-mails."
            );
        messages
            .Post(Path + "/preview", "preview-outgoing-message", "See a letter or a text message before it is sent", Preview)
            .Answers<MessagePreviewJson>()
            .For(Example)
            .Says(
                "Of a letter the pages with its enclosures, and what posting it costs in hundredths of the currency: 0 where a member posts it. Of a text "
                    + "message its parts and what they cost; without a provider the answer is 422 with the code channel-not-available."
            );
    }

    private static Task<IResult> Send(
        Guid accountId,
        Body<MessageWrite> body,
        [AsParameters] Senders by,
        HttpContext http,
        CancellationToken ct
    ) =>
        body.Value.Channel switch
        {
            Channel.Letter => LettersApi.Send(accountId, body.Value, by.Letter, by.Walk, by.Today, http, ct),
            Channel.Sms => TextsApi.Send(
                accountId,
                body.Value,
                http,
                by.LookUp,
                by.Text,
                by.Walk,
                by.Address,
                by.Organization,
                by.Today,
                ct
            ),
            _ => NotThisWay(accountId, by.LookUp, ct),
        };

    private static Task<IResult> Preview(
        Guid accountId,
        Body<MessageWrite> body,
        LookUpAccount lookUp,
        PreviewLetter letter,
        PrepareText text,
        CancellationToken ct
    ) =>
        body.Value.Channel switch
        {
            Channel.Letter => LettersApi.Preview(accountId, body.Value, letter, ct),
            Channel.Sms => TextsApi.Preview(accountId, body.Value, lookUp, text, ct),
            _ => NotThisWay(accountId, lookUp, ct),
        };

    private static async Task<IResult> NotThisWay(Guid account, LookUpAccount lookUp, CancellationToken ct) =>
        (await lookUp.Run(new(account), ct)).Or(_ =>
            ApiProblem.Of(new Invalid("channel", "channel-not-available", "E-mails are sent by POST /accounts/{id}/communications."))
        );

    /// <summary>Who sends by which way.</summary>
    internal readonly record struct Senders(
        LookUpAccount LookUp,
        ComposeLetter Letter,
        WriteText Text,
        WalkCommunications Walk,
        PublicAddress Address,
        CurrentOrganization Organization,
        Today Today
    );
}
