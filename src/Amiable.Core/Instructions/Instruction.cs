using Amiable.Contacts;

namespace Amiable.Instructions;

/// <summary>What somebody of the team told the agent in words about an account, and what the agent answered: one turn of their conversation.</summary>
public sealed class Instruction : Owned
{
    /// <summary>Most characters kept; nobody tells the agent more at once.</summary>
    public const int Longest = 4000;

    /// <summary>Identity.</summary>
    public InstructionId Id { get; private init; }

    /// <summary>In whose conversation it was said.</summary>
    public AccountId AccountId { get; private init; }

    /// <summary>In the thread of which task it was said; null elsewhere.</summary>
    public HumanTaskId? TaskId { get; private init; }

    /// <summary>Who said it.</summary>
    public string By { get; private init; } = "";

    /// <summary>As it was said.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>What the agent understood and did, one answer a command.</summary>
    public IReadOnlyList<AgentAnswer> Answers { get; private set; } = [];

    private Instruction() { }

    /// <summary>Keeps what was said and answered.</summary>
    public Instruction(
        InstructionId id,
        AccountId accountId,
        string by,
        string text,
        IReadOnlyList<AgentAnswer> answers,
        DateTimeOffset at,
        HumanTaskId? taskId = null
    ) => (Id, AccountId, By, Text, Answers, At, TaskId) = (id, accountId, by, text, answers, at, taskId);

    /// <summary>What was done is taken back.</summary>
    /// <param name="answer">The place of the answer.</param>
    public Problem? TakeBack(int answer)
    {
        if (answer < 0 || answer >= Answers.Count || Answers[answer].Undo is null)
            return new NotFound("answer");
        if (Answers[answer].IsUndone)
            return new Refused("instruction.undone", "It was taken back already.");
        Answers = [.. Answers.Select((a, i) => i == answer ? a with { IsUndone = true } : a)];
        return null;
    }

    /// <summary>Calls somebody whose data were erased by a pseudonym. What needed the data cannot be taken back any more.</summary>
    public void Forget(ErasedContact contact)
    {
        Text = contact.In(Text)!;
        if (Answers.Any(a => contact.In(a.Words) != a.Words || a.Values.Any(v => contact.In(v) != v)))
            Answers = [.. Answers.Select(a => a with { Values = [.. a.Values.Select(v => contact.In(v)!)], Words = contact.In(a.Words) })];
    }
}

/// <summary>What the agent says to one command.</summary>
/// <param name="Code">The sentence, in the words of the reader's language.</param>
/// <param name="Values">What stands in it: names, days (2026-06-30), sums (¤500.00 EUR), words of the screens (§language.fr).</param>
public sealed record AgentAnswer(string Code, IReadOnlyList<string> Values)
{
    /// <summary>How it is taken back; null when it cannot be.</summary>
    public Undo? Undo { get; init; }

    /// <summary>Whether it was.</summary>
    public bool IsUndone { get; init; }

    /// <summary>Which accounts may be meant: each a button.</summary>
    public IReadOnlyList<AnswerChoice> Choices { get; init; } = [];

    /// <summary>The words that are still to be done, when something is asked back first.</summary>
    public string? Words { get; init; }

    /// <summary>Whether it waits for a "yes, do it".</summary>
    public bool AsksFirst { get; init; }

    /// <summary>Where it is done by hand.</summary>
    public string? Link { get; init; }
}

/// <summary>An account that may be meant.</summary>
/// <param name="Account">Which.</param>
/// <param name="Name">Its name.</param>
public sealed record AnswerChoice(Guid Account, string Name);

/// <summary>What takes an answer back.</summary>
/// <param name="Kind">How.</param>
/// <param name="Id">Of what: an account, invoice, message or contact.</param>
/// <param name="Value">What it was before, and what it was made; null when nothing needs remembering.</param>
public sealed record Undo(UndoKind Kind, Guid Id, string? Value = null);

/// <summary>The ways of taking back.</summary>
public enum UndoKind
{
    /// <summary>Follow-ups run again.</summary>
    Resume,

    /// <summary>Follow-ups rest again; the value says until when and why.</summary>
    Pause,

    /// <summary>The agent chooses day, tone and words again.</summary>
    GiveBack,

    /// <summary>What is paid is what it was; the value says both.</summary>
    PaidAmount,

    /// <summary>The dispute is over.</summary>
    SettleDispute,

    /// <summary>The invoice is followed up again.</summary>
    FollowUpAgain,

    /// <summary>The new contact goes; the value says who was written to before.</summary>
    RemoveContact,

    /// <summary>The contact's language is what it was; the value says which.</summary>
    Language,
}
