using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Instructions;

namespace Amiable.Reading.Instructions;

/// <summary>A command while it is being understood: a later word of the same text may still change it.</summary>
internal sealed record Draft(CommandKind Kind, Piece Piece)
{
    /// <summary>Whom it is about; null when that is not clear.</summary>
    public KnownAccount? Account { get; init; }

    /// <summary>Who may be meant when it is not clear.</summary>
    public IReadOnlyList<KnownAccount> Candidates { get; init; } = [];

    /// <summary>Of the invoice it is about.</summary>
    public KnownInvoice? Invoice { get; init; }

    /// <summary>Whether it is one of those for everybody.</summary>
    public bool IsForEverybody { get; init; }

    /// <summary>The day: until which, on which, or of a payment.</summary>
    public DateOnly? Date { get; init; }

    public decimal? Amount { get; init; }
    public PauseReason Reason { get; init; } = PauseReason.Other;
    public Tone Tone { get; init; }
    public string? Text { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Language { get; init; }
    public QuestionTopic Topic { get; init; }

    /// <summary>What is missing; null when nothing is.</summary>
    public UnclearAbout? Missing { get; init; }

    public double Confidence { get; init; } = 0.95;

    /// <summary>Commands of one group answer one question: a later one replaces an earlier one after "no, rather…".</summary>
    public int Group =>
        Kind switch
        {
            CommandKind.PauseFollowUp or CommandKind.ResumeFollowUp or CommandKind.RescheduleFollowUp or CommandKind.SendNow => 1,
            CommandKind.ApproveFormalNotice or CommandKind.RejectFormalNotice => 2,
            CommandKind.ReplaceContact or CommandKind.AddContact => 3,
            _ => 10 + (int)Kind,
        };

    public Command Finished() =>
        Missing is { } missing ? new Unclear(missing, KindMeant, [.. Candidates.Select(c => c.Id)])
        : Kind == CommandKind.AskQuestion ? new AskQuestion(Account?.Id, Topic)
        : Account is null ? new Unclear(UnclearAbout.Account, KindMeant, [.. Candidates.Select(c => c.Id)])
        : Of(Account.Id);

    private CommandKind? KindMeant => Kind == CommandKind.Unclear ? null : Kind;

    private Command Of(AccountId account) =>
        Kind switch
        {
            CommandKind.PauseFollowUp => new PauseFollowUp(account, Date, Reason),
            CommandKind.ResumeFollowUp => new ResumeFollowUp(account),
            CommandKind.RescheduleFollowUp => Date is { } day
                ? new RescheduleFollowUp(account, day)
                : new Unclear(UnclearAbout.Date, Kind, [account]),
            CommandKind.SendNow => new SendNow(account),
            CommandKind.SetPaidAmount => new SetPaidAmount(account, Invoice!.Id, Amount ?? Invoice.Open, Date),
            CommandKind.MarkDisputed => new MarkDisputed(account, Invoice!.Id),
            CommandKind.ExcludeInvoice => new ExcludeInvoice(account, Invoice!.Id),
            CommandKind.ChangeTone => new ChangeTone(account, Tone),
            CommandKind.AddNoteToNextMessage => new AddNoteToNextMessage(account, Text ?? ""),
            CommandKind.ReplaceContact => new ReplaceContact(account, Name, Email, Language),
            CommandKind.AddContact => new AddContact(account, Name, Email, Language),
            CommandKind.SetContactLanguage => new SetContactLanguage(account, Language ?? "en"),
            CommandKind.ApproveFormalNotice => new ApproveFormalNotice(account),
            CommandKind.RejectFormalNotice => new RejectFormalNotice(account),
            _ => new Unclear(UnclearAbout.Intent, null, []),
        };
}
