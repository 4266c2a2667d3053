using System.Globalization;
using Amiable.Contacts;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>What tasks to call tell of calls made and planned.</summary>
internal static class CallLog
{
    /// <summary>The fact that somebody telephoned: the last day, as it is at the customer's.</summary>
    public const string CalledOn = "called";

    /// <summary>The fact that nothing is sent through that day: they were spoken with, or want to be called back.</summary>
    public const string QuietThrough = "quiet";

    /// <summary>The fact that a member planned the call: the name.</summary>
    public const string PlannedBy = "planned-by";

    /// <summary>There is at most one of an account.</summary>
    public static string KeyOf(AccountId account) => $"call {account.Value:N}";

    public static async Task<ILookup<AccountId, PastCall>> Read(AppDb db, List<AccountId> ids, CancellationToken ct)
    {
        List<PastCall> calls =
            ids.Count == 0
                ? []
                : await db
                    .Tasks.Where(t => t.Kind == TaskKind.Call && t.AccountId != null && EF.Parameter(ids).Contains(t.AccountId.Value))
                    .Select(t => new PastCall(t.AccountId!.Value, t.Status, t.EndedAt, t.Facts, t.Remarks))
                    .ToListAsync(ct);
        return calls.ToLookup(c => c.AccountId);
    }

    /// <summary>The same facts with what is known of calls.</summary>
    public static AccountFacts Knowing(this AccountFacts facts, IEnumerable<PastCall> calls)
    {
        var all = calls.ToList();
        return facts with
        {
            Situation = facts.Situation with
            {
                Calls = new()
                {
                    HasNumber = facts.Contacts.Any(c => c.MayBeAsked && PhoneNumber.Dialled(c.Phone) is not null),
                    IsPlanned = all.Exists(c => c.IsOpen),
                    CustomerWaits = facts.HasUnreadAnswer,
                    LastOn = all.Max(c => c.Day(CalledOn)),
                    DeclinedOn = all.Where(c => c.WasDeclined).Max(c => (DateOnly?)SendWindow.LocalDay(c.EndedAt!.Value, facts.Zone)),
                    QuietThrough = all.Max(c => c.Day(QuietThrough)),
                },
            },
        };
    }
}

/// <summary>A task to call, as far as planning looks at it.</summary>
internal sealed record PastCall(
    AccountId AccountId,
    HumanTaskStatus Status,
    DateTimeOffset? EndedAt,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<Remark> Remarks
)
{
    public bool IsOpen => Status is not (HumanTaskStatus.Closed or HumanTaskStatus.Cancelled);

    /// <summary>Whether a member ended it without having called.</summary>
    public bool WasDeclined =>
        EndedAt is not null && Day(CallLog.CalledOn) is null && Remarks is not [.., { By: null, Text: RaiseNeeds.NoLongerNeeded }];

    public DateOnly? Day(string fact) =>
        DateOnly.TryParseExact(
            Facts.GetValueOrDefault(fact, ""),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
