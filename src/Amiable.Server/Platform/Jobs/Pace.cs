namespace Amiable.Platform.Jobs;

/// <summary>How often the two jobs run, and when a claim belongs to a process that died. The settings Pace:Plan, Pace:Send and Pace:ClaimLasts change it.</summary>
/// <param name="Plan">Between two plans of everything; what a member changes is planned at once.</param>
/// <param name="Send">Between two looks at what is due.</param>
/// <param name="ClaimLasts">Sending takes seconds: whoever needs longer than this is dead.</param>
public sealed record Pace(TimeSpan Plan, TimeSpan Send, TimeSpan ClaimLasts)
{
    /// <summary>Between two looks at what is to be deleted.</summary>
    public TimeSpan Housekeeping { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Between two looks at what a language model could write.</summary>
    public TimeSpan Write { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Between two looks at which mailboxes there are.</summary>
    public TimeSpan Mailboxes { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two looks at what webhooks were not told yet.</summary>
    public static readonly TimeSpan Webhooks = TimeSpan.FromSeconds(10);

    public static Pace From(IConfiguration configuration) =>
        new(
            configuration.GetValue("Pace:Plan", TimeSpan.FromMinutes(5)),
            configuration.GetValue("Pace:Send", TimeSpan.FromSeconds(30)),
            configuration.GetValue("Pace:ClaimLasts", TimeSpan.FromMinutes(10))
        )
        {
            Mailboxes = configuration.GetValue("Pace:Mailboxes", TimeSpan.FromSeconds(15)),
        };
}
