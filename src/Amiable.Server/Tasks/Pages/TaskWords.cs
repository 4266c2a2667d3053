using System.Globalization;
using Amiable.Communications.Pages;
using Amiable.Contacts;
using Amiable.FollowUp.Pages;
using Amiable.Ui;

namespace Amiable.Tasks.Pages;

/// <summary>What a task says, from its kind and its facts, in the reader's language.</summary>
public static class TaskWords
{
    /// <summary>Its subject: one short line.</summary>
    public static string Subject(Words t, HumanTask task) =>
        t[$"task-subject.{Words.Kebab(task.Kind.ToString())}", Fact(task, NamedBy(task.Kind))];

    /// <summary>Why the agent asks, one paragraph each.</summary>
    public static IReadOnlyList<string> Says(Viewer viewer, TaskView view)
    {
        var (t, task) = (viewer.T, view.Task);
        var amounts = string.Join(", ", view.Amounts.Select(viewer.Reader.Amount));
        var (account, invoices) = (view.AccountName ?? "", WhyWords.Numbers(viewer, Fact(task, "invoices").Split(", ")));
        return task.Kind switch
        {
            TaskKind.MissingContact => [t["task-says.missing-contact", account], .. Fault(t, task)],
            TaskKind.AddressBounced => [.. Fault(t, task), t["task-says.address-bounced", account]],
            TaskKind.MailServerProblem => [t["task-says.mail-server-problem", Fact(task, "reason")]],
            TaskKind.MissingDueDate => [t["task-says.missing-due-date", Fact(task, "invoices")]],
            TaskKind.AdvancedAction =>
            [
                t.Count("task-says.advanced-action", Number(task, "messages"), Number(task, "days"), invoices, amounts),
                t["task-says.advanced-action-options"],
            ],
            TaskKind.BrokenPromise => [t["task-says.broken-promise", invoices, amounts]],
            TaskKind.UncertainDelivery => [t["task-says.uncertain-delivery", Fact(task, "subject"), account]],
            TaskKind.MessageOutdated when IsByHand(task) => [t["task-says.letter-outdated"]],
            TaskKind.MessageOutdated => [t["task-says.message-outdated"]],
            TaskKind.UnexplainedFigure => [t["task-says.unexplained-figure", Fact(task, "figures")]],
            TaskKind.DeliveryProblem when Fact(task, "came-back").Length > 0 => [t["task-says.came-back", Fact(task, "reason")]],
            TaskKind.DeliveryProblem => [t["task-says.delivery-problem", Fact(task, "reason")]],
            TaskKind.StaleData => [t["task-says.stale-data", Number(task, "hours")]],
            TaskKind.UnusualVolume => [t["task-says.unusual-volume"]],
            TaskKind.UnclearReply => [t["task-says.unclear-reply", account]],
            // A member noted it: the agent has nothing to add.
            _ => [],
        };
    }

    /// <summary>A member's own words; the agent's are kept as the code of a sentence.</summary>
    public static string Of(Words t, Remark remark)
    {
        var key = $"task-remark.{Words.Kebab(remark.Text)}";
        return remark.By is null && t.Has(key) ? t[key] : remark.Text;
    }

    private static string NamedBy(TaskKind kind) =>
        kind switch
        {
            TaskKind.MissingDueDate => "invoices",
            TaskKind.AddressBounced => "name",
            _ => "subject",
        };

    // Which address failed, and why; nothing when nobody knows.
    private static IEnumerable<string> Fault(Words t, HumanTask task) =>
        Fact(task, "address") is { Length: > 0 } address
            ? [t["task-says.address-failed", address, DeliveryWords.Why(t, AddressFault.Of(Fact(task, "fault")))]]
            : [];

    private static string Fact(HumanTask task, string name) => task.Facts.GetValueOrDefault(name, "");

    private static int Number(HumanTask task, string name) =>
        int.TryParse(Fact(task, name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Whether it is about a message that a member wrote: the agent writes no other.</summary>
    internal static bool IsByHand(HumanTask task) => Fact(task, "by-hand").Length > 0;
}
