namespace Amiable.Instructions;

/// <summary>What the agent can be told.</summary>
public enum CommandKind
{
    /// <summary>Follow-ups rest.</summary>
    PauseFollowUp,

    /// <summary>Follow-ups run again.</summary>
    ResumeFollowUp,

    /// <summary>The next message leaves on another day.</summary>
    RescheduleFollowUp,

    /// <summary>The next message leaves now.</summary>
    SendNow,

    /// <summary>Money came in.</summary>
    SetPaidAmount,

    /// <summary>An invoice is contested.</summary>
    MarkDisputed,

    /// <summary>An invoice is no longer chased.</summary>
    ExcludeInvoice,

    /// <summary>Another tone.</summary>
    ChangeTone,

    /// <summary>The next message says something more.</summary>
    AddNoteToNextMessage,

    /// <summary>A contact in place of another.</summary>
    ReplaceContact,

    /// <summary>One more contact.</summary>
    AddContact,

    /// <summary>Another language.</summary>
    SetContactLanguage,

    /// <summary>The formal notice may go.</summary>
    ApproveFormalNotice,

    /// <summary>The formal notice stays.</summary>
    RejectFormalNotice,

    /// <summary>A question.</summary>
    AskQuestion,

    /// <summary>To be asked back.</summary>
    Unclear,
}

/// <summary>What is asked.</summary>
public enum QuestionTopic
{
    /// <summary>What is owed.</summary>
    Balance,

    /// <summary>Where things stand.</summary>
    Status,

    /// <summary>What the agent does next, and when.</summary>
    NextStep,

    /// <summary>What the customer answered.</summary>
    LastReply,

    /// <summary>What was sent, and how often.</summary>
    History,

    /// <summary>Figures over many accounts.</summary>
    Statistics,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>What is missing in an instruction.</summary>
public enum UnclearAbout
{
    /// <summary>Which account.</summary>
    Account,

    /// <summary>Which day.</summary>
    Date,

    /// <summary>Which invoice.</summary>
    Invoice,

    /// <summary>What to do.</summary>
    Intent,
}
