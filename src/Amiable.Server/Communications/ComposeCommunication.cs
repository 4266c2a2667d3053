using Amiable.FollowUp;

namespace Amiable.Communications;

/// <summary>Writes an e-mail to contacts of an account for a program, in the name of its member and by the way of everything that leaves.</summary>
public sealed class ComposeCommunication(ShowLetterToWrite show, WriteCommunication write)
{
    /// <param name="account">To whom.</param>
    /// <param name="wanted">What.</param>
    /// <param name="form">However often it is asked for under this, it is one message.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<CommunicationId>> Run(AccountId account, CommunicationToWrite wanted, Guid form, CancellationToken ct)
    {
        var letter = await show.Run(account, null, null, ct);
        if (letter.Value is not { } start)
            return letter.Problem!;
        DateTime? at = wanted.SendAt is { } instant ? TimeZoneInfo.ConvertTime(instant, start.Zone).DateTime : null;
        var written = await write.Run(
            account,
            new(
                form,
                wanted.Subject,
                wanted.Text,
                wanted.Language ?? start.Start.Language,
                wanted.Tone ?? start.Start.Tone,
                wanted.To,
                wanted.Copies,
                wanted.About,
                at,
                Confirmed: wanted.Confirmed
            ),
            ct
        );
        return written.Problem is { } problem ? problem : written.Value!.Id;
    }
}

/// <summary>An e-mail as a program wants it.</summary>
/// <param name="Language">Null for that of the account.</param>
/// <param name="SendAt">Null for at once.</param>
public sealed record CommunicationToWrite(
    string Subject,
    string Text,
    IReadOnlyList<ContactId> To,
    IReadOnlyList<ContactId> Copies,
    IReadOnlyList<InvoiceId> About,
    string? Language,
    Tone? Tone,
    DateTimeOffset? SendAt,
    IReadOnlyList<Confirmed> Confirmed
);
