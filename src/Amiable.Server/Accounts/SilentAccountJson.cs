using System.ComponentModel;
using Amiable.Platform.Api;

namespace Amiable.Accounts;

/// <summary>An account that says nothing, as the API writes it.</summary>
public sealed record SilentAccountJson
{
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }

    [Description("How many messages it was sent since it last answered or paid.")]
    public required int UnansweredMessages { get; init; }

    public required DateTimeOffset LastMessageAt { get; init; }

    [Description("When it last answered or paid; null for never.")]
    public DateTimeOffset? LastHeardAt { get; init; }

    [Description("The first due date of what it owes.")]
    public required DateJson OldestDueDate { get; init; }

    [Description("What it owes, net of unallocated credit, one amount a currency.")]
    public required IReadOnlyList<AmountJson> Owed { get; init; }

    public static SilentAccountJson Of(SilentAccount silent) =>
        new()
        {
            AccountId = silent.Id.Value,
            AccountName = silent.Name,
            UnansweredMessages = silent.Messages,
            LastMessageAt = silent.LastMessageAt,
            LastHeardAt = silent.HeardAt,
            OldestDueDate = new(silent.OldestDue),
            Owed = [.. silent.Owed.Select(AmountJson.Of)],
        };
}
