using Amiable.FollowUp;
using Amiable.Platform.Api;

namespace Amiable.Communications;

/// <summary>Changes some of a message that waits, whoever wrote it; what is not mentioned stays as it is.</summary>
public sealed class ReviseCommunication(ShowCommunicationToEdit show, EditCommunication edit, WriteCommunication write, TryAgain tryAgain)
{
    /// <param name="Version">The one it was read in; null to change whatever is there.</param>
    public sealed record Changes(
        string? Subject,
        string? Text,
        IReadOnlyList<ContactId>? To,
        IReadOnlyList<ContactId>? Copies,
        DateTimeOffset? SendAt,
        Tone? Tone,
        int? Version,
        IReadOnlyList<Confirmed> Confirmed
    );

    public Task<Result<Done>> Run(CommunicationId id, Changes changes, CancellationToken ct) =>
        changes.Version is null ? tryAgain.IfOvertaken(() => Change(id, changes, ct)) : Change(id, changes, ct);

    private async Task<Result<Done>> Change(CommunicationId id, Changes changes, CancellationToken ct)
    {
        var editing = await show.Run(id, ct);
        if (editing.Value is not { Message: { } message, Zone: { } zone })
            return editing.Problem!;
        if (changes.Version is { } version && version != message.Version)
            return new ChangedMeanwhile();
        var at = TimeZoneInfo.ConvertTime(changes.SendAt ?? message.SendAt, zone).DateTime;
        var to = changes.To ?? Those(message, copies: false);
        var copies = changes.Copies ?? Those(message, copies: true);
        if (message.Origin != Origin.Member)
            return await edit.Run(
                id,
                new(
                    DateOnly.FromDateTime(at),
                    new TimeOnly(at.Hour, at.Minute),
                    changes.Subject ?? message.Subject,
                    changes.Text ?? message.Text,
                    to,
                    copies,
                    message.Version,
                    changes.Tone
                ),
                ct
            );
        var written = await write.Run(
            message.AccountId,
            new(
                default,
                changes.Subject ?? message.Subject,
                changes.Text ?? message.Text,
                message.Language,
                changes.Tone ?? message.Tone,
                to,
                copies,
                [.. message.Facts.About.Select(i => i.Invoice)],
                at,
                Changes: (id, message.Version),
                Confirmed: [.. message.Facts.Confirmed.Union(changes.Confirmed)]
            ),
            ct
        );
        return written.Problem is { } problem ? problem : new Done();
    }

    private static List<ContactId> Those(Communication message, bool copies) =>
        [.. message.Recipients.Where(r => r.IsCopy == copies).Select(r => r.Contact)];
}

/// <summary>Writes an e-mail to contacts of an account for a program, in the name of its member and by the way of everything that leaves.</summary>
public sealed class ComposeCommunication(ShowLetterToWrite show, WriteCommunication write)
{
    /// <param name="Language">Null for that of the account.</param>
    /// <param name="SendAt">Null for at once.</param>
    public sealed record Wanted(
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

    /// <param name="account">To whom.</param>
    /// <param name="wanted">What.</param>
    /// <param name="form">However often it is asked for under this, it is one message.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<CommunicationId>> Run(AccountId account, Wanted wanted, Guid form, CancellationToken ct)
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
