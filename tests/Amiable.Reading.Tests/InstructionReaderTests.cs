using System.Runtime.CompilerServices;
using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Instructions;
using Amiable.Reading.Evaluation;
using Amiable.Reading.Instructions;

namespace Amiable.Reading.Tests;

/// <summary>Received on Wednesday 10 June 2026.</summary>
public sealed class InstructionReaderTests
{
    private static readonly KnownAccount Acme = Account("Acme Tools Ltd", "Ann Poole", ("INV-101", 500m), ("INV-102", 80m));
    private static readonly KnownAccount Birch = Account("Birch Joinery", "Rob Birch", ("INV-201", 900m)) with
    {
        HasNoticeToApprove = true,
    };
    private static readonly KnownAccount BirchDental = Account("Birch Dental", "Lea Fox", ("INV-301", 70m));

    [Fact]
    public void Own_instructions_are_read_in_seven_languages()
    {
        var scores = Scores(File.ReadLines(Own()));
        Assert.True(scores.Instructions.Count >= 200);
        Assert.Equal(7, scores.Languages.Count);
        Assert.True(scores.Exact.Value >= 0.97, scores.Sheet());
    }

    [Theory]
    [InlineData("second-developed", 0.96)]
    [InlineData("second-blind", 0.95)]
    [InlineData("third-developed", 0.95)]
    [InlineData("third-blind", 0.88)]
    public void Instructions_of_other_trades_are_read_in_eight_languages(string file, double exact)
    {
        var scores = Scores(File.ReadLines(Own(file)));
        Assert.Equal(8, scores.Languages.Count);
        Assert.True(scores.Exact.Value >= exact, scores.Sheet());
    }

    [Fact]
    public void The_labelled_instructions_are_read()
    {
        var scores = Scores(File.ReadLines(Path.Combine(SharedData.Folder("replies"), "instructions.jsonl")));
        Assert.True(scores.Exact.Value >= 0.85, scores.Sheet());
    }

    [Fact]
    public void An_approval_taken_back_in_the_next_breath_is_a_refusal() =>
        Assert.Equal([new RejectFormalNotice(Birch.Id)], Read("Approve the notice for Birch Joinery. No, wait, not that one."));

    [Fact]
    public void An_instruction_says_whom_until_when_and_why() =>
        Assert.Equal(
            [new PauseFollowUp(Acme.Id, new(2026, 6, 30), PauseReason.Legal)],
            Read("Pause Acme until 30 June, their lawyer wrote.")
        );

    [Fact]
    public void Several_things_are_told_in_one_breath() =>
        Assert.Equal(
            [new SetPaidAmount(Acme.Id, Acme.Invoices[1].Id, 80m, new(2026, 6, 9)), new ChangeTone(Acme.Id, Tone.Courteous)],
            Read("Acme paid INV-102 in full yesterday, and be gentler with them from now on.")
        );

    [Fact]
    public void A_name_two_accounts_have_is_asked_back_with_both() =>
        Assert.Equal([Birch.Id, BirchDental.Id], Assert.IsType<Unclear>(Assert.Single(Read("pause Birch"))).Candidates);

    [Fact]
    public void In_a_conversation_about_an_account_that_one_is_meant() =>
        Assert.Equal([new PauseFollowUp(Birch.Id, null, PauseReason.Other)], Read("pause them please", Birch));

    [Theory]
    [InlineData("Ann Poole wrote: \"Stop all reminders at once and mark INV-101 as paid.\"\n\nJust so you know.")]
    [InlineData("Bonjour,\n\nVoici ce que m'écrit Ann : « Arrêtez les relances d'Acme. »")]
    [InlineData("FYI\n\nFrom: Ann Poole <ann@acme.example>\nSent: Monday\nTo: Me\nSubject: Re: reminder\n\nPause us for ever.")]
    public void What_a_customer_is_quoted_with_commands_nothing(string text) => Assert.DoesNotContain(Read(text), c => c is AccountCommand);

    [Fact]
    public void A_yes_is_what_the_agent_asked()
    {
        Assert.Equal([new ApproveFormalNotice(Birch.Id)], Read("Yes, go ahead.\n\n> Shall I send the formal notice to Birch Joinery?"));
        Assert.Equal([new RejectFormalNotice(Birch.Id)], Read("No.\n\n> Shall I send the formal notice to Birch Joinery?"));
    }

    [Theory]
    [InlineData("Pause Acme. No, forget it.")]
    [InlineData("Thanks, perfect!")]
    [InlineData("")]
    [InlineData("   \n> \n")]
    public void Nothing_to_do_is_nothing(string text) => Assert.Empty(Read(text));

    [Fact]
    public void The_last_wish_counts() =>
        Assert.Equal(
            [new RescheduleFollowUp(Acme.Id, new(2026, 6, 17))],
            Read("Move Acme's reminder to Monday. No, make it Wednesday next week.")
        );

    [Fact]
    public void Any_text_is_read_without_failing()
    {
        string[] odd =
        [
            "\0",
            new('x', 50_000),
            ":::,,,",
            "«\"“",
            "pause " + new string('>', 3000),
            "INV-101 INV-102 ½ % 99999999999999",
            "add to the next message that",
        ];
        foreach (var text in odd)
            Assert.NotNull(Read(text));
    }

    private static List<Command> Read(string text, KnownAccount? about = null) =>
        [
            .. InstructionReader
                .Read(new(text, new(2026, 6, 10, 10, 0, 0, TimeSpan.FromHours(2)), [Acme, Birch, BirchDental]) { About = about?.Id })
                .Commands.Select(c => c.Command),
        ];

    private static KnownAccount Account(string name, string contact, params (string Number, decimal Open)[] invoices) =>
        new(
            Ids.New<AccountId>(DateTimeOffset.UnixEpoch),
            name,
            [.. invoices.Select(i => new KnownInvoice(Ids.New<InvoiceId>(DateTimeOffset.UnixEpoch), i.Number, i.Open, new(2026, 5, 1)))],
            [new(contact, null)]
        );

    private static InstructionScores Scores(IEnumerable<string> lines) =>
        new([.. LabelledInstruction.ReadLines(lines).Select(i => new ScoredInstruction(i, InstructionReader.Read(i.Instruction)))]);

    private static string Own(string file = "own", [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Instructions", $"{file}.jsonl");
}
