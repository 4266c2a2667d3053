using Amiable.Organizations;
using Amiable.Platform.Notices;
using Amiable.Ui;

namespace Amiable.Tasks.Pages;

/// <summary>A task as a mail tells it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Account">The name of the account; null for none.</param>
/// <param name="Amounts">What it is about.</param>
/// <param name="Received">What the customer wrote, when the task is about a message of theirs.</param>
/// <param name="IsAssigned">Whether it is the reader's in particular.</param>
/// <param name="ReplyTo">Where an answer to it goes; null when none can be sent.</param>
public sealed record ToldTask(
    HumanTask Task,
    string? Account,
    IReadOnlyList<Money> Amounts,
    string? Received,
    bool IsAssigned,
    string? ReplyTo
);

/// <summary>Where the links of a mail lead.</summary>
/// <param name="Root">Of the installation.</param>
/// <param name="Stop">The path of "no more of these".</param>
/// <param name="Scope">Of which kind these are; null for several.</param>
/// <param name="IsDigest">Whether it is the mail of a day.</param>
internal sealed record LetterLinks(Uri Root, string Stop, TaskKind? Scope, bool IsDigest)
{
    public string To(string path) => new Uri(Root, path).ToString();
}

/// <summary>The words of a mail about tasks: one is told with its question and its answers, several as a list.</summary>
internal static class TaskLetter
{
    /// <summary>The most that are told one by one.</summary>
    public const int MostTasks = 30;

    private const int MostOfMessage = 600;

    public static (string Subject, string Text, string Html) Of(
        Words t,
        Organization organization,
        TaskReader reader,
        IReadOnlyList<ToldTask> tasks,
        int more,
        LetterLinks links
    )
    {
        var markup = new NoticeMarkup().Paragraph(
            reader.FirstName.Length > 0 ? t["task-mail.hello", reader.FirstName] : t["task-mail.hello-nobody"]
        );
        var subject =
            tasks.Count == 1 && more == 0
                ? One(t, organization, tasks[0], links, markup)
                : Several(t, organization, tasks, more, links, markup);
        Foot(t, organization, reader, tasks, links, markup);
        return (OneLine(subject), markup.Text, markup.Html);
    }

    private static string One(Words t, Organization organization, ToldTask told, LetterLinks links, NoticeMarkup markup)
    {
        markup.Paragraph(t["task-mail.needs-you", organization.AgentName, organization.Name]).Heading(Title(t, told));
        foreach (var paragraph in TaskWords.Says(t, told.Task, told.Account, told.Amounts))
            markup.Paragraph(paragraph);
        if (told.Received is { Length: > 0 } received)
            markup.Quote(received.Length > MostOfMessage ? received[..MostOfMessage] + "…" : received);
        markup.Button(t["task-mail.open"], Page(links, told));
        if (told.ReplyTo is not null)
        {
            markup.Paragraph(t["task-mail.reply"]);
            if (OneWordAnswers(told.Task) is { Count: > 0 } answers)
                markup.Paragraph(t["task-mail.first-line", string.Join(" · ", answers.Select(a => t["task-mail.quoted", t.Of(a)]))]);
        }
        return Title(t, told);
    }

    private static string Several(
        Words t,
        Organization organization,
        IReadOnlyList<ToldTask> tasks,
        int more,
        LetterLinks links,
        NoticeMarkup markup
    )
    {
        var count = tasks.Count + more;
        markup.Paragraph(t.Count("task-mail.need-you", count, organization.AgentName, organization.Name));
        foreach (var told in tasks)
        {
            var under = string.Join(" · ", told.Amounts.Select(t.Reader.Amount).Prepend(t.Of(told.Task.Kind)));
            if (told.ReplyTo is { } reply)
                markup.Item(
                    Title(t, told),
                    Page(links, told),
                    under,
                    (t["task-mail.answer-by-mail"], $"mailto:{reply}?subject={Uri.EscapeDataString(OneLine(Title(t, told)))}")
                );
            else
                markup.Item(Title(t, told), Page(links, told), under);
        }
        if (more > 0)
            markup.Paragraph(t.Count("task-mail.more", more));
        markup.Button(t["task-mail.open-all"], links.To("/tasks"));
        return t.Count("task-mail.subject", count, organization.Name);
    }

    private static void Foot(
        Words t,
        Organization organization,
        TaskReader reader,
        IReadOnlyList<ToldTask> tasks,
        LetterLinks links,
        NoticeMarkup markup
    )
    {
        var why =
            reader.Member is null ? t["task-mail.why-referent", organization.Name]
            : tasks.All(told => told.IsAssigned) ? t["task-mail.why-assigned", organization.Name]
            : t["task-mail.why-member", organization.Name];
        var stop =
            reader.Member is null ? t["task-mail.stop-all"]
            : links.IsDigest ? t["task-mail.stop-digest"]
            : links.Scope is { } kind ? t["task-mail.stop-kind", t.Of(kind)]
            : t["task-mail.stop-at-once"];
        if (reader.Member is null)
            markup.Foot(why, (stop, links.To(links.Stop)));
        else
            markup.Foot(why, (stop, links.To(links.Stop)), (t["task-mail.choose"], links.To("/you#task-mails")));
    }

    /// <summary>Answers that say all in their own words: they can be given on the first line of a mail.</summary>
    internal static IReadOnlyList<TaskAnswer> OneWordAnswers(HumanTask task) =>
        task.Kind is TaskKind.AddressBounced or TaskKind.MissingDueDate or TaskKind.MissingContact || TaskWords.IsByHand(task)
            ? []
            : [.. task.Answers().Where(a => a.Needs() == AnswerNeeds.Nothing)];

    private static string Title(Words t, ToldTask told) =>
        told.Account is { } account ? t["task-mail.title", account, TaskWords.Subject(t, told.Task)] : TaskWords.Subject(t, told.Task);

    private static string Page(LetterLinks links, ToldTask told) => links.To($"/tasks/{told.Task.Id.Value}");

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
