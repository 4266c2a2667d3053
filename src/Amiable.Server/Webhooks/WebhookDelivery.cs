namespace Amiable.Webhooks;

/// <summary>How the telling of one event stands.</summary>
public enum DeliveryState
{
    /// <summary>To be told, or told again.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Told,

    /// <summary>Tried for three days in vain: a dead letter. Somebody can have it told again.</summary>
    Dead,
}

/// <summary>Why a receiver did not take an event.</summary>
public enum HookFault
{
    /// <summary>Its name leads into a network that may not be reached.</summary>
    Address,

    /// <summary>It cannot be reached.</summary>
    Connection,

    /// <summary>It did not answer in time.</summary>
    Timeout,

    /// <summary>It answered, but not that it took it.</summary>
    Answer,

    /// <summary>It answered that it is elsewhere; redirects are not followed.</summary>
    Redirect,

    /// <summary>The secret cannot be read any more: it has to be made anew.</summary>
    Secret,

    /// <summary>We could not write it down; nobody was told.</summary>
    Event,
}

/// <summary>One event on its way to one webhook.</summary>
public sealed class WebhookDelivery : Owned
{
    /// <summary>A dead letter after so many tries, about three days.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>Nobody who asks for patience gets more than that.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    public WebhookDeliveryId Id { get; private init; }
    public WebhookId WebhookId { get; private init; }

    /// <summary>Of the event.</summary>
    public long Number { get; private init; }
    public Guid EventId { get; private init; }
    public string Type { get; private init; } = "";
    public Guid SubjectId { get; private init; }
    public AccountId? AccountId { get; private init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; private init; }

    public DeliveryState State { get; private set; }

    /// <summary>How often it was tried, since it was last to be told from the start.</summary>
    public int Tries { get; private set; }

    /// <summary>When it is tried; null when that is over.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>Since when somebody is at it.</summary>
    public DateTimeOffset? ClaimedAt { get; private set; }

    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>What was answered; null for nothing.</summary>
    public int? Status { get; private set; }

    public HookFault? Fault { get; private set; }

    /// <summary>How long the answer took.</summary>
    public int? Milliseconds { get; private set; }

    private WebhookDelivery() { }

    public WebhookDelivery(WebhookDeliveryId id, WebhookId webhook, Occurrence what, DateTimeOffset now) =>
        (Id, WebhookId, Number, EventId, Type, SubjectId, AccountId, At, NextAt) = (
            id,
            webhook,
            what.Number,
            what.Id,
            what.Type,
            what.SubjectId,
            what.AccountId,
            what.At,
            now
        );

    public void Claim(DateTimeOffset now) => ClaimedAt = now;

    public void LetGo() => ClaimedAt = null;

    /// <summary>It was tried.</summary>
    public void Was(HookAnswer answer, DateTimeOffset now)
    {
        (Tries, LastAt, Status, Fault, Milliseconds, ClaimedAt) = (Tries + 1, now, answer.Status, answer.Fault, answer.Milliseconds, null);
        if (answer.Fault is null)
            (State, NextAt) = (DeliveryState.Told, null);
        else if (Tries > Waits.Length)
            (State, NextAt) = (DeliveryState.Dead, null);
        else
            NextAt = now + Wait(answer.AskedToWait);
    }

    /// <summary>From the start: somebody wants it told again.</summary>
    public void TellAgain(DateTimeOffset now) => (State, Tries, NextAt, ClaimedAt) = (DeliveryState.Waiting, 0, now, null);

    /// <summary>How long a webhook rests after nobody answered so many times in a row.</summary>
    public static TimeSpan Rest(int failures) => Waits[Math.Clamp(failures - 1, 0, 2)];

    private TimeSpan Wait(TimeSpan? asked)
    {
        var wait = Waits[Tries - 1];
        // Up to a fifth more, another for each: those that failed together do not come back together.
        wait += wait * (Id.Value.ToByteArray()[15] / 255.0 / 5);
        return asked > wait ? TimeSpan.FromTicks(Math.Min(asked.Value.Ticks, LongestAsked.Ticks)) : wait;
    }
}

/// <summary>What came of telling.</summary>
/// <param name="Status">What was answered; null for nothing.</param>
/// <param name="Fault">Null when it was taken.</param>
/// <param name="AskedToWait">For how long the receiver wants to be left alone.</param>
public sealed record HookAnswer(int? Status, HookFault? Fault, int Milliseconds, TimeSpan? AskedToWait = null)
{
    public bool IsTaken => Fault is null;

    public bool IsGone => Status == StatusCodes.Status410Gone;

    /// <summary>Whether it is the receiver that does not work, and not this event: then the others need not be tried now.</summary>
    public bool IsOut => Fault is not null and not HookFault.Event && (Status is null or 408 or 429 or >= 500);
}
