using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Communications;

/// <summary>Writes a letter to an account for a program, in the name of its member. It waits in the print queue: a person prints and posts it.</summary>
public sealed class ComposeLetter(
    ReadSituation readSituation,
    CurrentMember member,
    PreviewLetter preview,
    WriteCommunication write,
    Today today
)
{
    /// <param name="account">To whom.</param>
    /// <param name="wanted">What.</param>
    /// <param name="form">However often it is asked for under this, it is one letter.</param>
    /// <param name="mostCredits">The most it may cost; null for whatever it costs.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<CommunicationId>> Run(
        AccountId account,
        LetterToCompose wanted,
        Guid form,
        int? mostCredits,
        CancellationToken ct
    )
    {
        if ((await readSituation.Run([account], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        if (mostCredits is { } most)
        {
            var seen = await preview.Run(account, wanted, ct);
            if (seen.Value is not { } letter)
                return seen.Problem!;
            if (letter.Credits > most)
                return new Invalid("maxCredits", "letter.too-dear", $"It would cost {letter.Credits} credits.")
                {
                    Values = [letter.Credits],
                };
        }
        var written = await write.Run(account, wanted.AsWritten(facts, form, member.Name ?? "", today), ct);
        return written.Problem is { } problem ? problem : written.Value!.Id;
    }
}

/// <summary>A letter as a program wants it.</summary>
/// <param name="Subject">Null for that of the agent's draft about its invoices.</param>
/// <param name="Language">Null for that of the account.</param>
/// <param name="Encloses">Null for what the organization usually does.</param>
public sealed record LetterToCompose(
    string? Subject,
    string Text,
    IReadOnlyList<InvoiceId> About,
    string? Language,
    Tone? Tone,
    bool? Encloses,
    IReadOnlyList<Confirmed> Confirmed
)
{
    internal WriteCommunication.Wanted AsWritten(AccountFacts facts, Guid form, string author, Today today)
    {
        var (language, tone) = (Language ?? facts.Language, Tone ?? FollowUp.Tone.Professional);
        return new(
            form,
            Subject ?? Drafted(facts, language, tone, author, today)?.Subject ?? "",
            Text,
            language,
            tone,
            [],
            [],
            About,
            Confirmed: Confirmed,
            Post: new(Encloses ?? facts.Policy.EnclosesInvoices)
        );
    }

    private WrittenMessage? Drafted(AccountFacts facts, string language, Tone tone, string author, Today today)
    {
        var stated = StatedFigures.Of(facts, About);
        return stated.About.Count == 0 || !Languages.Written.Contains(language)
            ? null
            : AgentDraft.Of(facts, stated, tone, language, SendWindow.LocalDay(today.Now, facts.Zone), author, null, byPost: true);
    }
}
