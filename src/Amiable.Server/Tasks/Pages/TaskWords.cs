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
        task.Kind == TaskKind.Call && Fact(task, "said") is { Length: > 0 } about ? t["task-subject.call-about", about]
        : Fact(task, NamedBy(task.Kind)) is { Length: > 0 } named
            ? t[Key(task), NamesInvoices(task) ? WhyWords.Numbers(t, named.Split(", ")) : named]
        : t.Has(Key(task) + "-unnamed") ? t[Key(task) + "-unnamed"]
        : t[Key(task), ""];

    private static string Key(HumanTask task) => $"task-subject.{Words.Kebab(task.Kind.ToString())}";

    /// <summary>Why the agent asks, one paragraph each.</summary>
    /// <param name="t">In which language.</param>
    /// <param name="task">The task.</param>
    /// <param name="account">The name of the account; null for none.</param>
    /// <param name="amounts">What it is about.</param>
    public static IReadOnlyList<string> Says(Words t, HumanTask task, string? account, IReadOnlyList<Money> amounts)
    {
        if (TaskKinds.SaidByCustomer.Contains(task.Kind))
            return SaidByCustomer(t, task, account ?? "", amounts);
        var written = string.Join(", ", amounts.Select(t.Reader.Amount));
        var invoices = WhyWords.Numbers(t, Fact(task, "invoices").Split(", "));
        account ??= "";
        return task.Kind switch
        {
            TaskKind.MissingContact => [t["task-says.missing-contact", account], .. Fault(t, task)],
            TaskKind.AddressBounced => [.. Fault(t, task), t["task-says.address-bounced", account]],
            TaskKind.MailServerProblem => [t["task-says.mail-server-problem", Fact(task, "reason")]],
            TaskKind.MissingDueDate => [t["task-says.missing-due-date", Fact(task, "invoices")]],
            TaskKind.AdvancedAction =>
            [
                t.Count("task-says.advanced-action", Number(task, "messages"), Number(task, "days"), invoices, written),
                .. Day(Fact(task, "notice")) is { } notice ? [t["task-says.notice-without-effect", t.Reader.Day(notice)]] : (string[])[],
                t["task-says.advanced-action-options"],
            ],
            TaskKind.BrokenPromise => [t["task-says.broken-promise", invoices, written]],
            TaskKind.UncertainDelivery => [t["task-says.uncertain-delivery", Fact(task, "subject"), account]],
            TaskKind.MessageOutdated when IsByHand(task) => [t["task-says.letter-outdated"]],
            TaskKind.MessageOutdated => [t["task-says.message-outdated"]],
            TaskKind.UnexplainedFigure => [t["task-says.unexplained-figure", Fact(task, "figures")]],
            TaskKind.DeliveryProblem => [NotDelivered(t, task, account)],
            TaskKind.StaleData => [t["task-says.stale-data", Number(task, "hours")]],
            TaskKind.UnusualVolume => [t["task-says.unusual-volume"]],
            TaskKind.UnclearReply => [.. Promised(t, task, invoices), t["task-says.unclear-reply", account]],
            TaskKind.SyncProblem => [t["task-says.sync-problem", Fact(task, "reason")]],
            TaskKind.Call =>
            [
                Fact(task, "planned-by") is { Length: > 0 } by ? t["task-says.call-planned", by] : t["task-says.call", invoices, written],
                .. task.ComesBackOn is { } again ? [t["task-says.call-again", t.Reader.FullDay(again)]] : (string[])[],
            ],
            // A member noted it: the agent has nothing to add.
            _ => [],
        };
    }

    private static string NotDelivered(Words t, HumanTask task, string account)
    {
        var reason = Fact(task, "reason");
        return Fact(task, "by-post").Length == 0
                ? t[Fact(task, "came-back").Length > 0 ? "task-says.came-back" : "task-says.delivery-problem", reason]
            : reason.Length > 0 ? t["task-says.letter-not-posted", account, reason]
            : t["task-says.letter-came-back", account];
    }

    // What they said first, then what about, then what follows from each answer.
    private static List<string> SaidByCustomer(Words t, HumanTask task, string account, IReadOnlyList<Money> amounts)
    {
        List<string> says = [];
        if (Fact(task, "said") is { Length: > 0 } said)
            says.Add(t["task-says.they-said", said]);
        if (Fact(task, "invoices") is { Length: > 0 } numbers)
            says.Add(
                t[
                    amounts.Count > 0 ? "task-says.about-invoices" : "task-says.about-settled",
                    WhyWords.Numbers(t, numbers.Split(", ")),
                    string.Join(", ", amounts.Select(t.Reader.Amount))
                ]
            );
        if (Day(Fact(task, "date")) is { } named)
            says.Add(t["task-says.day-named", t.Reader.FullDay(named)]);
        if (Fact(task, "address") is { Length: > 0 } address)
            says.Add(t["task-says.contact-named", Fact(task, "name") is { Length: > 0 } name ? $"{name} ({address})" : address]);
        says.Add(t[$"task-says.{Words.Kebab(task.Kind.ToString())}", account]);
        return says;
    }

    /// <summary>A member's own words; the agent's are kept as the code of a sentence, and what it names.</summary>
    public static string Of(Words t, Remark remark)
    {
        if (remark.By is not null)
            return remark.Text;
        var parts = remark.Text.Split(' ', 2);
        var key = $"task-remark.{Words.Kebab(parts[0])}";
        return !t.Has(key) ? remark.Text
            : parts.Length == 1 ? t[key]
            : t[key, Day(parts[1]) is { } day ? t.Reader.FullDay(day) : parts[1]];
    }

    /// <summary>The day a customer named, as a form wants it.</summary>
    internal static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool NamesInvoices(HumanTask task) => NamedBy(task.Kind) == "invoices";

    private static string NamedBy(TaskKind kind) =>
        kind switch
        {
            TaskKind.MissingDueDate or TaskKind.Call => "invoices",
            TaskKind.AddressBounced => "name",
            _ => kind.IsAboutInvoices() ? "invoices" : "subject",
        };

    // Which address failed, and why; nothing when nobody knows.
    private static IEnumerable<string> Fault(Words t, HumanTask task) =>
        Fact(task, "address") is { Length: > 0 } address
            ? [t["task-says.address-failed", address, DeliveryWords.Why(t, AddressFault.Of(Fact(task, "fault")))]]
            : [];

    // What was read of an answer that a person is to read: never more than an offer.
    private static IEnumerable<string> Promised(Words t, HumanTask task, string invoices) =>
        Fact(task, "said") is not { Length: > 0 } said ? []
        : Day(Fact(task, "date")) is not { } day ? [t["task-says.they-said", said]]
        : Fact(task, "invoices").Length == 0 ? [t["task-says.they-said", said], t["task-says.read-promise", t.Reader.FullDay(day)]]
        : [t["task-says.they-said", said], t["task-says.read-promise-of", invoices, t.Reader.FullDay(day)]];

    internal static string Fact(HumanTask task, string name) => task.Facts.GetValueOrDefault(name, "");

    private static int Number(HumanTask task, string name) =>
        int.TryParse(Fact(task, name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Whether it is about a message that a member wrote: the agent writes no other.</summary>
    internal static bool IsByHand(HumanTask task) => Fact(task, "by-hand").Length > 0;
}
