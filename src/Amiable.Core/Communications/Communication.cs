using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.LatePayment;

namespace Amiable.Communications;

/// <summary>Whose idea a communication was.</summary>
public enum Origin
{
    /// <summary>The agent planned it.</summary>
    Agent,

    /// <summary>A member wrote it.</summary>
    Member,

    /// <summary>The agent answers what came in, or thanks for it: no plan stands behind it.</summary>
    Answer,

    /// <summary>It came in.</summary>
    Customer,
}

/// <summary>To whom a message goes: a contact of the account, by its address at the time.</summary>
public sealed record Recipient(ContactId Contact, string Name, string Address, bool IsCopy = false);

/// <summary>An invoice in a message, with the figures it states.</summary>
public sealed record StatedInvoice(
    InvoiceId Invoice,
    string Number,
    DateOnly IssuedOn,
    DateOnly DueOn,
    Money Total,
    Money Outstanding,
    string? PurchaseOrder = null
);

/// <summary>The facts a message was written from and the rule that produced it; stored with it and shown as its why.</summary>
public sealed record MessageFacts
{
    /// <summary>What it asks for.</summary>
    public IReadOnlyList<StatedInvoice> About { get; init; } = [];

    /// <summary>What it mentions beside.</summary>
    public IReadOnlyList<StatedInvoice> Upcoming { get; init; } = [];

    /// <summary>Unallocated credit it deducts, one amount a currency.</summary>
    public IReadOnlyList<Money> Credit { get; init; } = [];

    /// <summary>What is claimed besides, for paying late: nothing unless a member decided so.</summary>
    public IReadOnlyList<LateSum> Late { get; init; } = [];

    /// <summary>The promise it speaks of.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>The facts and rules that led to it.</summary>
    public IReadOnlyList<Reason> Because { get; init; } = [];

    /// <summary>What else is open and not in it, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Which text it is made of: "built-in fr Overdue Professional 2".</summary>
    public string Template { get; init; } = "";

    /// <summary>What its author was warned of and wants nevertheless; of a message written by hand.</summary>
    public IReadOnlyList<Confirmed> Confirmed { get; init; } = [];

    /// <summary>What it answers; null for what is no answer of the agent.</summary>
    public AnswerFacts? Answer { get; init; }

    /// <summary>How a text message was counted when it left; null for everything else.</summary>
    public TextCount? Text { get; init; }

    /// <summary>How the agent read it; null for what did not come in, or was not read.</summary>
    public ReadAs? Read { get; init; }

    /// <summary>What is asked for, one amount a currency: the overdue amounts less the credit.</summary>
    public IReadOnlyList<Money> Asked =>
        [
            .. About
                .GroupBy(i => i.Outstanding.Currency)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Select(i => i.Outstanding).Sum(g.Key) - Credit.Where(c => c.Currency == g.Key).Sum(g.Key)),
        ];
}

/// <summary>The words of a message.</summary>
public sealed record MessageWords(string Subject, string Text, string Html);

/// <summary>One message to or from an account. It waits for its day, may be edited until then, and is its own entry in the outbox.</summary>
public sealed partial class Communication : Owned
{
    /// <summary>Characters in a subject line: what mail programs and the database take.</summary>
    public const int MostInSubject = 300;

    /// <summary>Identity; also its Message-ID.</summary>
    public CommunicationId Id { get; private init; }

    /// <summary>With whom.</summary>
    public AccountId AccountId { get; private init; }

    /// <summary>How it travels.</summary>
    public Channel Channel { get; private set; }

    /// <summary>Whose idea it was.</summary>
    public Origin Origin { get; private init; }

    /// <summary>
    /// Its place in the plan: "after" the communication before it. Unique within the account among all that is not cancelled, so one step is sent once,
    /// however many workers, restarts or clocks.
    /// </summary>
    public string Step { get; private init; } = "";

    /// <summary>What it is for; null for what a member writes.</summary>
    public Stage? Stage { get; private set; }

    /// <summary>How it speaks.</summary>
    public Tone Tone { get; private set; }

    /// <summary>ISO 639-1.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public CommunicationStatus Status { get; private set; }

    /// <summary>Its day, in the account's time zone.</summary>
    public DateOnly SendOn { get; private set; }

    /// <summary>Its moment.</summary>
    public DateTimeOffset SendAt { get; private set; }

    /// <summary>To whom, copies last.</summary>
    public IReadOnlyList<Recipient> Recipients { get; private set; } = [];

    /// <summary>Subject line.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Plain text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The same as HTML.</summary>
    public string Html { get; private set; } = "";

    /// <summary>Facts, figures and reasons.</summary>
    public MessageFacts Facts { get; private set; } = new();

    /// <summary>A person changed it, so the agent leaves day and words alone.</summary>
    public bool IsPinned { get; private set; }

    /// <summary>A member asked for it to leave at once, whatever its planned day.</summary>
    public bool IsSentNow { get; private set; }

    /// <summary>Who approved it.</summary>
    public MemberId? ApprovedBy { get; private set; }

    /// <summary>When it was approved.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>When it was handed over, or came in.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Claimed, and others leave before it: it certainly has not left. What a process that died left so waits again.</summary>
    public bool IsInLine { get; private set; }

    /// <summary>What was checked in the moment it was claimed.</summary>
    public string? GateProof { get; private set; }

    /// <summary>Why it was cancelled, failed, or is held back: a code that screens put into words.</summary>
    public string? StatusReason { get; private set; }

    /// <summary>A member cancelled it: it keeps its place in the rhythm.</summary>
    public bool SkippedByMember { get; private set; }

    /// <summary>When it was planned.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    private Communication() { }

    /// <summary>Plans a message; it starts as the autonomy of the organization says.</summary>
    public Communication(
        CommunicationId id,
        AccountId accountId,
        Origin origin,
        string step,
        CommunicationStatus status,
        DateTimeOffset now
    )
    {
        if (!status.IsWaiting())
            throw new ArgumentException("A planned message waits.", nameof(status));
        (Id, AccountId, Origin, Step, Status, CreatedAt) = (id, accountId, origin, step, status, now);
    }

    /// <summary>The agent writes, or writes anew, what is planned. What was approved has to be approved again.</summary>
    public void Write(
        PlannedMessage planned,
        MessageFacts facts,
        string language,
        IReadOnlyList<Recipient> recipients,
        MessageWords words,
        IReadOnlyList<AttachedFile>? files = null
    )
    {
        Must(Status.IsWaiting(), "written");
        Files = files ?? [];
        ForgetTriesUnlessTo(recipients);
        (Stage, Tone, Channel, Language, Recipients, Facts) = (planned.Stage, planned.Tone, planned.Channel, language, recipients, facts);
        (Subject, Text, Html) = words;
        (ApprovedBy, ApprovedAt, StatusReason, IsPinned, IsSentNow) = (null, null, null, false, false);
    }

    /// <summary>Gets another day and moment.</summary>
    public void MoveTo(DateOnly day, DateTimeOffset at)
    {
        Must(Status.IsWaiting(), "moved");
        (SendOn, SendAt) = (day, at);
    }

    /// <summary>Waits as the autonomy of the organization says.</summary>
    public void WaitAs(CommunicationStatus status)
    {
        Must(Status.IsWaiting(), "waiting otherwise");
        if (status != Status)
            Become(status);
    }

    /// <summary>A person changes it before it goes out.</summary>
    public Problem? Edit(
        DateOnly day,
        DateTimeOffset at,
        IReadOnlyList<Recipient> recipients,
        MessageWords words,
        Tone tone,
        DateOnly today
    )
    {
        if (!Status.IsWaiting())
            return new Refused("communication.not-waiting", "It has left or was cancelled: it can no longer be changed.");
        if (day < today)
            return new Invalid(nameof(day), "communication.past-day", "That day has passed: choose today or later.");
        if (string.IsNullOrWhiteSpace(words.Subject))
            return new Invalid("subject", "communication.no-subject", "Say in the subject what it is about.");
        if (words.Subject.Trim().Length > MostInSubject)
            return new Invalid("subject", "communication.long-subject", $"A subject has at most {MostInSubject} characters.")
            {
                Values = [MostInSubject],
            };
        if (string.IsNullOrWhiteSpace(words.Text))
            return new Invalid("text", "communication.no-text", "The message is empty.");
        if (!IsLetter && !recipients.Any(r => !r.IsCopy))
            return new Invalid("recipients", "communication.no-recipient", "Choose at least one recipient.");

        ForgetTriesUnlessTo(recipients);
        (SendOn, SendAt, Recipients, Tone, IsPinned, IsSentNow, StatusReason) = (day, at, recipients, tone, true, false, null);
        (Subject, Text, Html) = (words.Subject.Trim().ReplaceLineEndings(" "), words.Text, words.Html);
        return null;
    }

    /// <summary>
    /// The figures changed under a message that a person edits: from now on it stands for these. Without this an edited message would stay
    /// outdated for ever, whatever the person writes.
    /// </summary>
    public void StandsFor(Stage stage, MessageFacts facts, IReadOnlyList<AttachedFile> files)
    {
        Must(Status.IsWaiting(), "about something else");
        (Stage, Facts, Files) = (stage, facts, files);
    }

    /// <summary>Whoever changes an approved message answers for it from then on.</summary>
    public void ApproveAsEdited(MemberId by, DateTimeOffset now)
    {
        if (ApprovedBy is not null)
            (ApprovedBy, ApprovedAt) = (by, now);
    }

    /// <summary>
    /// A person gives an edited message back to the agent. What it stands for is forgotten, so the next plan cannot agree with it and writes it
    /// anew; until then no gate lets it pass.
    /// </summary>
    public Problem? GiveBack()
    {
        if (!Status.IsWaiting())
            return new Refused("communication.not-waiting", "It has left or was cancelled: it can no longer be changed.");
        if (Origin != Origin.Agent)
            return new Refused("communication.by-hand", "A member wrote it: it can be changed or cancelled.");
        (IsPinned, IsSentNow, Facts) = (false, false, new());
        return null;
    }

    /// <summary>A member says yes: it goes out at its time, if the gate still agrees.</summary>
    public Problem? Approve(MemberId by, DateTimeOffset now)
    {
        if (Status != CommunicationStatus.AwaitingApproval && (Status != CommunicationStatus.Scheduled || ApprovedBy is not null))
            return new Refused("communication.not-awaiting", "It does not wait for approval.");
        WaitAs(CommunicationStatus.Scheduled);
        (ApprovedBy, ApprovedAt) = (by, now);
        return null;
    }

    /// <summary>A member wants it to leave today, and thereby approves it.</summary>
    public void SendNow(MemberId by, DateOnly day, DateTimeOffset now)
    {
        Must(Status.IsWaiting(), "sent now");
        if (Status != CommunicationStatus.Scheduled)
            Become(CommunicationStatus.Scheduled);
        (ApprovedBy, ApprovedAt) = (by, now);
        MoveTo(day, now);
        IsSentNow = true;
    }

    /// <summary>It will not go out. Cancelled by a member, it keeps its place in the rhythm: the next one comes when its turn is.</summary>
    /// <param name="reason">A code that screens put into words.</param>
    /// <param name="byMember">Whether a member decided, not the plan.</param>
    public Problem? Cancel(string reason, bool byMember = false)
    {
        if (!Status.CanBecome(CommunicationStatus.Cancelled) || Status == CommunicationStatus.Uncertain)
            return new Refused("communication.not-waiting", "It has left or was cancelled already.");
        Become(CommunicationStatus.Cancelled);
        (StatusReason, SkippedByMember) = (reason, byMember);
        return null;
    }

    /// <summary>The gate holds it back for now; it stays scheduled.</summary>
    /// <param name="reason">A code that screens put into words.</param>
    /// <param name="isStillWanted">Whether a member who wanted it to leave now still does: it leaves as soon as it may.</param>
    public void HoldBack(string reason, bool isStillWanted = false)
    {
        Must(Status.IsWaiting(), "held back");
        (StatusReason, IsSentNow) = (reason, IsSentNow && isStillWanted);
    }

    /// <summary>What held it back has passed.</summary>
    public void NoLongerHeldBack() => StatusReason = Status.IsWaiting() ? null : StatusReason;

    /// <summary>A worker claims it, with others that leave after one another: from here on it leaves or is given back.</summary>
    public void Claim(string gateProof)
    {
        Become(CommunicationStatus.Sending);
        (GateProof, StatusReason, IsInLine) = (gateProof, null, true);
    }

    /// <summary>Its turn has come; from here on it may have left.</summary>
    public void Begin()
    {
        Must(Status == CommunicationStatus.Sending && IsInLine, "begun");
        IsInLine = false;
    }

    /// <summary>Its turn did not come: it certainly has not left, and waits as it did.</summary>
    public void GiveWay()
    {
        Must(IsInLine, "given back");
        Become(CommunicationStatus.Scheduled);
    }

    /// <summary>It was handed over.</summary>
    public void WasSent(DateTimeOffset now)
    {
        Become(CommunicationStatus.Sent);
        SentAt = now;
    }

    /// <summary>It was refused before it left.</summary>
    public void WasRefused(string reason)
    {
        Become(CommunicationStatus.Failed);
        StatusReason = reason;
    }

    /// <summary>Nobody knows whether it left: the process ended while sending.</summary>
    public void IsUncertain() => Become(CommunicationStatus.Uncertain);

    /// <summary>It was due while another copy of this installation may have worked: nobody knows whether it left.</summary>
    public void MayHaveLeft()
    {
        if (Status == CommunicationStatus.Scheduled)
            Become(CommunicationStatus.Sending);
        IsUncertain();
    }

    /// <summary>A member found out whether an uncertain message left.</summary>
    public Problem? FoundOut(bool itLeft, DateTimeOffset now)
    {
        if (Status != CommunicationStatus.Uncertain)
            return new Refused("communication.not-uncertain", "There is no doubt about it.");
        if (itLeft)
            WasSent(now);
        else
        {
            Become(CommunicationStatus.Cancelled);
            StatusReason = "never-left";
        }
        return null;
    }

    /// <summary>
    /// Calls a contact whose data were erased by a pseudonym, whatever the status. What left is otherwise never changed, because it is the proof of
    /// what was said; the right to erasure (GDPR article 17) stands above that for the person, not for the claim: amounts, dates, invoices, status and
    /// the other recipients stay.
    /// </summary>
    /// <returns>Whether anything in it spoke of that person.</returns>
    public bool Forget(ErasedContact contact)
    {
        var before = (Subject, Text, Html, StatusReason, Recipients.Any(contact.Is));
        var named = ForgetInMail(contact);
        Recipients = [.. Recipients.Select(contact.In)];
        (Subject, Text, Html) = (contact.In(Subject, MostInSubject), contact.In(Text), contact.In(Html));
        StatusReason = StatusReason is null ? null : contact.In(StatusReason);
        Facts = Facts with { About = [.. Facts.About.Select(contact.In)], Upcoming = [.. Facts.Upcoming.Select(contact.In)] };
        return named || before != (Subject, Text, Html, StatusReason, false);
    }

    private void Become(CommunicationStatus status)
    {
        Must(Status.CanBecome(status), $"{status}");
        (Status, IsInLine) = (status, false);
    }

    private void Must(bool can, string what)
    {
        if (!can)
            throw new InvalidOperationException($"Communication {Id.Value} is {Status} and cannot become {what}.");
    }
}
