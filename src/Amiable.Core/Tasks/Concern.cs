namespace Amiable.Tasks;

/// <summary>What is out of the ordinary, and should be known of even by whoever has no time for tasks; the gravest first.</summary>
public enum Concern
{
    /// <summary>Insolvency, or an attempt at fraud.</summary>
    Danger,

    /// <summary>Messages that did not arrive, or of which nobody knows whether they left.</summary>
    Delivery,

    /// <summary>Figures that are old or do not come in.</summary>
    Figures,

    /// <summary>Mails that nobody could read or place.</summary>
    DoubtfulMail,

    /// <summary>Messages that are held back because something about them is not right.</summary>
    HeldBack,
}

/// <summary>Which tasks are of which concern.</summary>
public static class Concerns
{
    /// <summary>The kinds of tasks that are out of the ordinary.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } = [.. Enum.GetValues<TaskKind>().Where(kind => Of(kind) is not null)];

    /// <summary>The kinds of tasks of one concern.</summary>
    public static IReadOnlyList<TaskKind> KindsOf(Concern concern) => [.. Kinds.Where(kind => Of(kind) == concern)];

    /// <summary>The concern of a task; null for everyday work.</summary>
    public static Concern? Of(TaskKind kind) =>
        kind switch
        {
            TaskKind.Insolvency or TaskKind.SuspectedFraud => Concern.Danger,
            TaskKind.DeliveryProblem or TaskKind.AddressBounced or TaskKind.UncertainDelivery or TaskKind.MailServerProblem =>
                Concern.Delivery,
            TaskKind.StaleData or TaskKind.SyncProblem => Concern.Figures,
            TaskKind.UnclearReply => Concern.DoubtfulMail,
            TaskKind.UnexplainedFigure or TaskKind.MessageOutdated or TaskKind.UnusualVolume => Concern.HeldBack,
            _ => null,
        };
}
