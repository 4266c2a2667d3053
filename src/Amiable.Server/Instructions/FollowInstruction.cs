using Amiable.Accounts;
using Amiable.Reading.Instructions;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Instructions;

/// <summary>Somebody of the team tells the agent something in words: it is understood, done as if by the buttons, and answered.</summary>
public sealed class FollowInstruction(
    AppDb db,
    CurrentMember member,
    ReadKnownAccounts readKnown,
    DoCommand doCommand,
    AnswerQuestion answerQuestion,
    Today today
)
{
    /// <param name="account">In whose conversation it is said.</param>
    /// <param name="said">What is said, by whom.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Instruction>> Run(AccountId account, Said said, CancellationToken ct)
    {
        if (!await db.Accounts.AnyAsync(a => a.Id == account, ct))
            return new NotFound("account");
        if (string.IsNullOrWhiteSpace(said.Text))
            return new Invalid("text", "instruction.empty", "Write what the agent should do first.");
        var text = said.Text.Trim() is { Length: > Instruction.Longest } long_ ? long_[..Instruction.Longest] : said.Text.Trim();
        var reading = await Read(account, text, said, ct);
        if (said.OnlyIfTold && !reading.Commands.Any(c => IsTold(c.Command)))
            return new Refused("instruction.nothing", "Nothing in it is to be done.");
        var answers = new List<AgentAnswer>();
        foreach (var found in reading.Commands)
        {
            answers.Add(await Answer(found, Words(reading, found, text), said, ct));
            // What was refused leaves nothing half done behind for what follows.
            db.ChangeTracker.Clear();
        }
        if (answers.Count == 0)
            answers.Add(new("nothing", []));
        answers = [.. answers.Where((a, i) => a.Code != "everybody" || answers.FindIndex(o => o.Code == "everybody") == i)];
        var told = new Instruction(
            today.NewId<InstructionId>(),
            account,
            said.By ?? member.Name ?? "",
            text,
            answers,
            today.Now,
            said.Task
        );
        db.Instructions.Add(told);
        return (await db.Save(ct)).Problem is { } lost ? lost : told;
    }

    private static bool IsTold(Command command) =>
        command is not (Unclear { About: UnclearAbout.Intent } or AskQuestion { Topic: QuestionTopic.Other });

    private async Task<InstructionReading> Read(AccountId account, string text, Said said, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var about = said.Chosen ?? account;
        // Who chose among candidates means that one, whatever else the words fit.
        var known = said.Chosen is { } chosen
            ? await readKnown.Run("", chosen, said.Only, ct)
            : await readKnown.Run(text, account, said.Only, ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);
        return InstructionReader.Read(
            new(text, TimeZoneInfo.ConvertTime(today.Now, zone), known)
            {
                About = said.NamesItsAccount && said.Chosen is null ? null : about,
                Language = said.Language,
                Asked = said.Asked,
            }
        );
    }

    private async Task<AgentAnswer> Answer(FoundCommand found, string text, Said said, CancellationToken ct)
    {
        if (found.Command is AccountCommand && found.IsForEverybody)
            return new("everybody", []) { Link = "/accounts" };
        if (found.Command is AskQuestion question)
            return await answerQuestion.Run(question, ct);
        if (found.Command is Unclear unclear)
            return (await AskBack(unclear, ct)) with { Words = text };
        // Among colleagues "they paid on Monday" may be news only: money is recorded after a yes.
        var isDoubtful = found.Confidence < InstructionReading.SureEnough || said.OnlyIfTold;
        if (found.Command is SetPaidAmount or ApproveFormalNotice && isDoubtful && !said.IsSure)
            return (await Confirm(found.Command, ct)) with { Words = text };
        return await doCommand.Run(found.Command, text, ct);
    }

    /// <summary>The part of the text that said it: asked back, only that part is done later, and what was done is not done twice.</summary>
    private static string Words(InstructionReading reading, FoundCommand found, string text)
    {
        var (start, end) = (found.Evidence.Start, Math.Min(found.Evidence.End, reading.OwnWords.Length));
        return reading.Commands.Count > 1 && start < end ? reading.OwnWords[start..end].Trim(' ', ',', ';') : text;
    }

    private async Task<AgentAnswer> AskBack(Unclear unclear, CancellationToken ct)
    {
        var names = await Names(unclear.Candidates, ct);
        return new($"unclear.{unclear.About}", [])
        {
            // With one candidate nothing is to be chosen: it is the day, or the invoice, that is missing.
            Choices = unclear.About == UnclearAbout.Account ? names : [],
        };
    }

    private async Task<AgentAnswer> Confirm(Command command, CancellationToken ct)
    {
        var names = command is AccountCommand about ? await Names([about.Account], ct) : [];
        if (command is not SetPaidAmount paid)
            return new("sure.notice", [.. names.Select(n => n.Name)]) { AsksFirst = true };
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(i => i.Id == paid.Invoice, ct);
        return new("sure.paid", [Said.Sum(paid.Amount, invoice.Total.Currency), invoice.Number, .. names.Select(n => n.Name)])
        {
            AsksFirst = true,
        };
    }

    private async Task<IReadOnlyList<AnswerChoice>> Names(IReadOnlyList<AccountId> ids, CancellationToken ct) =>
        [
            .. (
                await db
                    .Accounts.AsNoTracking()
                    .Where(a => ids.Contains(a.Id))
                    .OrderBy(a => a.Name)
                    .Select(a => new { a.Id, a.Name })
                    .ToListAsync(ct)
            ).Select(a => new AnswerChoice(a.Id.Value, a.Name)),
        ];
}

/// <summary>What somebody says to the agent.</summary>
/// <param name="Text">The words.</param>
public sealed record Said(string Text)
{
    /// <summary>Which of the candidates is meant, when that was asked.</summary>
    public AccountId? Chosen { get; init; }

    /// <summary>The answer to "are you sure?".</summary>
    public bool IsSure { get; init; }

    /// <summary>The language of who says it.</summary>
    public string? Language { get; init; }

    /// <summary>What it answers: the agent's question, which a bare "yes" accepts.</summary>
    public string Asked { get; init; } = "";

    /// <summary>In the thread of which task; null elsewhere.</summary>
    public HumanTaskId? Task { get; init; }

    /// <summary>Who says it; null for the member who is signed in.</summary>
    public string? By { get; init; }

    /// <summary>The accounts it may be about; null for all. A referent speaks for those he is in charge of.</summary>
    public IReadOnlyCollection<AccountId>? Only { get; init; }

    /// <summary>Whether it stands in no conversation about one account: then no account is meant that is not named.</summary>
    public bool NamesItsAccount { get; init; }

    /// <summary>Said among colleagues: what tells the agent nothing is a remark, and no turn of the conversation with it.</summary>
    public bool OnlyIfTold { get; init; }

    /// <summary>A sum as answers keep it.</summary>
    internal static string Sum(decimal amount, string currency) =>
        $"¤{amount.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)} {currency}";
}
