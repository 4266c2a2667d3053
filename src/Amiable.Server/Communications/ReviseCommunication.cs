using Amiable.FollowUp;
using Amiable.Platform.Api;

namespace Amiable.Communications;

/// <summary>Changes some of a message that waits, whoever wrote it; what is not mentioned stays as it is.</summary>
public sealed class ReviseCommunication(ShowCommunicationToEdit show, EditCommunication edit, WriteCommunication write, TryAgain tryAgain)
{
    public Task<Result<Done>> Run(CommunicationId id, CommunicationChanges changes, CancellationToken ct) =>
        changes.Version is null ? tryAgain.IfOvertaken(() => Change(id, changes, ct)) : Change(id, changes, ct);

    private async Task<Result<Done>> Change(CommunicationId id, CommunicationChanges changes, CancellationToken ct)
    {
        var editing = await show.Run(id, ct);
        if (editing.Value is not { Message: { } message, Zone: { } zone })
            return editing.Problem!;
        if (changes.Version is { } version && version != message.Version)
            return new ChangedMeanwhile();
        var at = TimeZoneInfo.ConvertTime(changes.SendAt ?? message.SendAt, zone).DateTime;
        if (message.Origin != Origin.Member)
            return await edit.Run(id, Edit(message, changes, at), ct);
        var written = await write.Run(message.AccountId, Anew(message, changes, at), ct);
        return written.Problem is { } problem ? problem : new Done();
    }

    private static EditCommunication.Edit Edit(Communication message, CommunicationChanges changes, DateTime at) =>
        new(
            DateOnly.FromDateTime(at),
            new TimeOnly(at.Hour, at.Minute),
            changes.Subject ?? message.Subject,
            changes.Text ?? message.Text,
            changes.To ?? Those(message, copies: false),
            changes.Copies ?? Those(message, copies: true),
            message.Version,
            changes.Tone
        );

    private static WriteCommunication.Wanted Anew(Communication message, CommunicationChanges changes, DateTime at) =>
        new(
            default,
            changes.Subject ?? message.Subject,
            changes.Text ?? message.Text,
            message.Language,
            changes.Tone ?? message.Tone,
            changes.To ?? Those(message, copies: false),
            changes.Copies ?? Those(message, copies: true),
            [.. message.Facts.About.Select(i => i.Invoice)],
            at,
            Changes: (message.Id, message.Version),
            Confirmed: [.. message.Facts.Confirmed.Union(changes.Confirmed)],
            Post: message.IsLetter ? new(Encloses: message.Files.Count > 0) : null
        );

    private static List<ContactId> Those(Communication message, bool copies) =>
        [.. message.Recipients.Where(r => r.IsCopy == copies).Select(r => r.Contact)];
}

/// <summary>What is to change of a message that waits; null for what stays as it is.</summary>
/// <param name="Version">The one it was read in; null to change whatever is there.</param>
public sealed record CommunicationChanges(
    string? Subject,
    string? Text,
    IReadOnlyList<ContactId>? To,
    IReadOnlyList<ContactId>? Copies,
    DateTimeOffset? SendAt,
    Tone? Tone,
    int? Version,
    IReadOnlyList<Confirmed> Confirmed
);
