using Amiable.Platform.Health;

namespace Amiable.Platform.Jobs;

/// <summary>What the jobs are called where an operator meets them: in the health answer, in measurements and on the page.</summary>
public static class JobNames
{
    public const string Plan = "plan";
    public const string Send = "send";
    public const string Notify = "notify";
    public const string Write = "write";
    public const string Reckon = "reckon";
    public const string Tidy = "tidy";
    public const string Mailboxes = "mailboxes";
    public const string Webhooks = "webhooks";

    public static IReadOnlyList<ExpectedJob> Expected(Pace pace) =>
        [
            new(Send, pace.Send),
            new(Plan, pace.Plan),
            new(Notify, pace.Send),
            new(Write, pace.Write),
            new(Mailboxes, pace.Mailboxes),
            new(Webhooks, Pace.Webhooks),
            new(Reckon, pace.Plan),
            new(Tidy, pace.Housekeeping),
        ];
}
