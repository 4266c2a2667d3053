using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Organizations;

namespace Amiable.Tests;

public class LetterTests
{
    private static readonly DateOnly Today = Day.Of("2026-03-16");
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly MemberId Member = new(Guid.CreateVersion7());
    private static readonly BankDetails Bank = new("Duvernay Conseil SAS", "FR7630006000011234567890189", "AGRIFRPPXXX");

    [Theory]
    [InlineData("DE", 20, 45, 90, 45)] // Window 90 × 45 mm, 20 mm from the left, folded so that it lies 45 mm from the top.
    [InlineData("AT", 20, 45, 90, 45)]
    [InlineData("FR", 100, 45, 90, 34)] // What shows of a window on the right whatever way the sheet slips.
    [InlineData("GB", 20, 57, 80, 24)]
    [InlineData("US", 22, 52, 89, 28)]
    public void The_address_stands_wholly_inside_the_window(string country, double left, double top, double width, double height)
    {
        var form = LetterForm.For(country);

        Assert.InRange(form.AddressLeft, left, left + width);
        Assert.InRange(form.AddressLeft + form.AddressWidth, left, left + width);
        Assert.InRange(form.AddressTop, top, top + height);
        Assert.InRange(form.AddressTop + form.AddressHeight, top, top + height);
        Assert.True(form.TextTop > form.AddressTop + form.AddressHeight);
    }

    [Fact]
    public void An_address_is_written_as_its_country_writes_it_and_names_the_country_only_abroad()
    {
        PostalAddress address = new()
        {
            Street = "14 High Street",
            PostalCode = "ox1 4bh",
            City = "Oxford",
            Country = "GB",
        };

        Assert.Equal(
            ["Berg Ltd", "Attn: A. Berg", "14 High Street", "OXFORD", "OX1 4BH", "UNITED KINGDOM"],
            Of(address, "FR", "Attn: A. Berg")
        );
        Assert.Equal(["Berg Ltd", "14 High Street", "OXFORD", "OX1 4BH"], Of(address, "GB"));
        Assert.Equal(
            ["Berg Ltd", "1 Main St", "Austin TX 78701"],
            Of(address with { Street = "1 Main St", City = "Austin", Region = "TX", PostalCode = "78701", Country = "US" }, "US")
        );
        Assert.Equal("38100 GRENOBLE", Of(address with { City = "Grenoble", PostalCode = "38100", Country = "FR" }, "FR")[^1]);
    }

    [Fact]
    public void No_address_has_more_lines_than_the_window_and_the_town_is_never_the_one_that_is_left_out()
    {
        PostalAddress address = new()
        {
            Street = "Building C\nFloor 3\nDoor 12\n14 High Street",
            PostalCode = "OX1 4BH",
            City = "Oxford",
            Country = "GB",
        };

        var lines = Of(address, "FR", "Attn: A. Berg");

        Assert.Equal(LetterForm.MostLines, lines.Count);
        Assert.Equal(["OXFORD", "OX1 4BH", "UNITED KINGDOM"], lines.TakeLast(3));
        Assert.Contains("14 High Street", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_street_and_town_no_letter_arrives()
    {
        Assert.False(AddressLines.IsEnough(new() { City = "Oxford", Country = "GB" }));
        Assert.False(AddressLines.IsEnough(new() { Street = "14 High Street", City = " " }));
        Assert.True(AddressLines.IsEnough(new() { Street = "14 High Street", City = "Oxford" }));
    }

    [Fact]
    public void The_code_to_scan_has_the_lines_of_EPC069_12()
    {
        Assert.Equal(
            "BCD\n002\n1\nSCT\nAGRIFRPPXXX\nDuvernay Conseil SAS\nFR7630006000011234567890189\nEUR1540.00\n\n\nF-1, F-2",
            TransferCode.For(Bank, new(1540_00, "EUR"), ["F-1", "F-2"])
        );
    }

    [Fact]
    public void There_is_no_code_for_what_a_SEPA_transfer_cannot_pay()
    {
        Assert.Null(TransferCode.For(Bank, new(100_00, "USD"), ["F-1"]));
        Assert.Null(TransferCode.For(Bank, new(0, "EUR"), ["F-1"]));
        Assert.Null(TransferCode.For(Bank, new(1_000_000_000_00, "EUR"), ["F-1"]));
        Assert.Null(TransferCode.For(Bank with { Iban = "FR7630006000011234567890188" }, new(1_00, "EUR"), ["F-1"]));
        // Outside the European Economic Area a transfer needs the BIC too.
        Assert.Null(TransferCode.For(new("Berg", "GB29NWBK60161331926819"), new(1_00, "EUR"), ["F-1"]));
        Assert.NotNull(TransferCode.For(new("Berg", "GB29NWBK60161331926819", "NWBKGB2L"), new(1_00, "EUR"), ["F-1"]));
        Assert.NotNull(TransferCode.For(Bank with { Bic = null }, new(1_00, "EUR"), ["F-1"]));
    }

    [Fact]
    public void A_long_reference_keeps_whole_numbers_and_says_how_many_there_are_beside()
    {
        var numbers = Enumerable.Range(1, 40).Select(n => $"F-2026-{n:0000}").ToList();

        var reference = TransferCode.Reference(numbers);

        Assert.InRange(reference.Length, 100, 140);
        Assert.EndsWith(", F-2026-0010 +30", reference, StringComparison.Ordinal);
        var text = TransferCode.For(Bank with { Holder = new('é', 90) }, new(1_00, "EUR"), [new('é', 200)]);
        Assert.True(text is null || System.Text.Encoding.UTF8.GetByteCount(text) <= 331);
    }

    [Fact]
    public void A_letter_leaves_when_a_person_says_so_on_a_day_that_is_past_or_today()
    {
        var letter = Letter();

        Assert.Equal("post.later", letter.WasPosted(Today.AddDays(1), Today, Now, Member, Now)!.Code);
        Assert.Equal("post.long-ago", letter.WasPosted(Today.AddDays(-31), Today, Now, Member, Now)!.Code);
        Assert.Null(letter.WasPosted(Today.AddDays(-1), Today, Now.AddDays(-1), Member, Now));

        Assert.Equal(
            (CommunicationStatus.Sent, Today.AddDays(-1), Now.AddDays(-1), Member),
            (letter.Status, letter.SendOn, letter.SentAt!.Value, letter.ApprovedBy!.Value)
        );
        Assert.Equal("post.not-to-print", letter.WasPosted(Today, Today, Now, Member, Now)!.Code);
    }

    [Fact]
    public void What_was_not_posted_after_all_waits_again_and_a_mail_never_does()
    {
        var letter = Letter();
        Assert.Equal("post.not-posted", letter.WasNotPosted()!.Code);
        letter.WasPosted(Today, Today, Now, Member, Now);

        Assert.Null(letter.WasNotPosted());
        Assert.True(letter.IsToPrintOn(Today));
        Assert.Null(letter.SentAt);

        var mail = Letter(Channel.Email);
        Assert.Equal("post.not-to-print", mail.WasPosted(Today, Today, Now, Member, Now)!.Code);
        mail.Claim("proof");
        mail.WasSent(Now);
        Assert.Equal("post.not-posted", mail.WasNotPosted()!.Code);
    }

    [Fact]
    public void A_letter_may_be_printed_at_night_but_not_stale_nor_too_soon_after_the_last_message()
    {
        var gate = Gate(Letter());

        Assert.Equal(GateAnswer.Open, GateOfLetter.Check(gate, FollowUpPolicy.Standard, Today.AddDays(1)));
        var asMail = gate with { Message = gate.Message with { SendOn = Today.AddDays(1) } };
        Assert.Equal(GateAnswer.OutsideWindow, SendGate.Check(asMail, FollowUpPolicy.Standard));
        Assert.Equal(GateAnswer.UnreadAnswer, GateOfLetter.Check(gate with { HasUnreadAnswer = true }, FollowUpPolicy.Standard, Today));
        Assert.Equal(
            GateAnswer.MinimumGap,
            GateOfLetter.Check(gate with { GapKeptFrom = Today.AddDays(3) }, FollowUpPolicy.Standard, Today.AddDays(1))
        );
        Assert.Equal(GateAnswer.PlanAgain, GateOfLetter.Check(gate with { RecipientsAreValid = false }, FollowUpPolicy.Standard, Today));
    }

    private static GateFacts Gate(Communication letter)
    {
        PlannedMessage planned = new(Today.AddDays(1), Stage.BeforeDue, Tone.Courteous, Channel.Letter, [], [], []);
        return new()
        {
            Message = new(letter.Id, letter.SendOn, Stage.BeforeDue, Tone.Courteous, Channel.Letter, [], [], [], false),
            Plan = new(planned, [], []),
            RecipientsAreValid = true,
            Today = Today,
            LocalDay = Today,
            IsBusinessDay = false,
            IsInsideWindow = false,
        };
    }

    private static IReadOnlyList<string> Of(PostalAddress address, string from, string? attention = null) =>
        AddressLines.Of("Berg Ltd", attention, address, from, _ => "United Kingdom");

    private static Communication Letter(Channel channel = Channel.Letter)
    {
        var letter = new Communication(
            new(Guid.CreateVersion7()),
            new(Guid.CreateVersion7()),
            Origin.Agent,
            "first",
            CommunicationStatus.Scheduled,
            Now
        );
        letter.Write(
            new(Today, Stage.BeforeDue, Tone.Courteous, channel, [], [], []),
            new(),
            "en",
            [],
            new("Subject", "Text", "<p>Text</p>")
        );
        letter.MoveTo(Today, Now);
        return letter;
    }
}
