using Amiable.Communications;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Everything written to an account or by it, the newest first, what waits on top; without the texts.</summary>
public sealed class ListAccountMessages(AppDb db)
{
    public async Task<AccountMessages> Run(AccountId id, string? after, string? before, CancellationToken ct)
    {
        var rows = db
            .Communications.AsNoTracking()
            .Where(c => c.AccountId == id)
            .Select(c => new AccountMessage
            {
                Id = c.Id,
                SendAt = c.SendAt,
                Subject = c.Subject,
                Stage = c.Stage,
                Tone = c.Tone,
                Channel = c.Channel,
                Status = c.Status,
                StatusReason = c.StatusReason,
            });
        return new(
            await new Keyset<AccountMessage>(descending: true)
                .By(c => c.SendAt)
                .By(c => c.Id)
                .Read(rows, after, before, ListAccounts.PageSize, ct)
        );
    }
}

public sealed record AccountMessages(Page<AccountMessage> Page);

/// <summary>One message in the list of an account.</summary>
public sealed record AccountMessage
{
    public CommunicationId Id { get; init; }
    public DateTimeOffset SendAt { get; init; }
    public string Subject { get; init; } = "";
    public Stage? Stage { get; init; }
    public Tone Tone { get; init; }
    public Channel Channel { get; init; }
    public CommunicationStatus Status { get; init; }
    public string? StatusReason { get; init; }
}
