namespace Amiable.Communications;

public sealed class MailMatchingTests
{
    private static readonly AccountId A = new(Guid.CreateVersion7());
    private static readonly AccountId B = new(Guid.CreateVersion7());

    private static (AccountId?, MatchReason) Of(MailClues clues) => (MailMatching.Of(clues).Account, MailMatching.Of(clues).Reason);

    [Fact]
    public void The_signed_tag_decides_whoever_sends_it() =>
        Assert.Equal(
            (A, MatchReason.Tag),
            Of(
                new()
                {
                    Tagged = A,
                    Answered = B,
                    OfSender = [B],
                }
            )
        );

    [Fact]
    public void The_message_it_answers_decides_before_its_sender() =>
        Assert.Equal((A, MatchReason.Thread), Of(new() { Answered = A, OfSender = [B] }));

    [Fact]
    public void A_sender_who_is_a_contact_at_one_account_decides() =>
        Assert.Equal((A, MatchReason.Sender), Of(new() { OfSender = [A], OfInvoices = [B] }));

    [Fact]
    public void A_sender_who_is_a_contact_at_several_is_decided_by_the_invoices_named()
    {
        Assert.Equal((B, MatchReason.SenderAndInvoice), Of(new() { OfSender = [A, B], OfInvoices = [B] }));
        Assert.Equal(default((AccountId?, MatchReason)) with { Item2 = MatchReason.Unknown }, Of(new() { OfSender = [A, B] }));
        Assert.Null(MailMatching.Of(new() { OfSender = [A, B], OfInvoices = [A, B] }).Account);
    }

    [Fact]
    public void An_invoice_alone_proposes_and_decides_only_with_the_domain()
    {
        var alone = MailMatching.Of(new() { OfInvoices = [A] });
        Assert.Null(alone.Account);
        Assert.Equal([new MatchCandidate(A, MatchReason.Invoice)], alone.Candidates);
        Assert.Equal((A, MatchReason.DomainAndInvoice), Of(new() { OfInvoices = [A], OfDomain = [A, B] }));
    }

    [Fact]
    public void A_domain_of_one_account_decides_unless_it_names_an_invoice_of_another()
    {
        Assert.Equal((A, MatchReason.Domain), Of(new() { OfDomain = [A] }));
        Assert.Null(MailMatching.Of(new() { OfDomain = [A], OfInvoices = [B] }).Account);
        Assert.Null(MailMatching.Of(new() { OfDomain = [A, B] }).Account);
    }

    [Fact]
    public void Our_own_team_is_never_a_customer_even_in_the_thread()
    {
        var match = MailMatching.Of(
            new()
            {
                IsFromOwnTeam = true,
                Answered = A,
                OfSender = [A],
            }
        );
        Assert.Equal((null, MatchReason.OwnTeam), (match.Account, match.Reason));
        Assert.Equal([new MatchCandidate(A, MatchReason.Thread)], match.Candidates);
    }

    [Fact]
    public void Nothing_known_is_nobody_s() => Assert.Equal((null, MatchReason.Unknown), Of(new()));

    [Theory]
    [InlineData("Re: your invoice FA-2026-014.", "FA-2026-014")]
    [InlineData("we paid fa-2026-014 yesterday", "FA-2026-014")]
    [InlineData("facture FA 2026-014, merci", "FA-2026-014")]
    [InlineData("Rechnung Nr. RE2026/0099 (offen)", "RE2026/0099")]
    [InlineData("about 20260014", "20260014")]
    public void Numbers_of_invoices_are_found_as_people_write_them(string text, string number) =>
        Assert.Contains(number, MentionedNumbers.In(text));

    [Fact]
    public void Short_figures_and_words_are_no_numbers_and_a_long_text_stays_cheap()
    {
        Assert.DoesNotContain(MentionedNumbers.In("Pay 12 of 300 by May, thanks"), n => n is "12" or "300" or "May" or "thanks");
        Assert.True(MentionedNumbers.In(string.Join(' ', Enumerable.Range(10_000, 100_000))).Count < 210);
    }

    [Fact]
    public void An_address_anybody_can_have_says_nothing()
    {
        Assert.True(FreeMail.Is(FreeMail.DomainOf("Anne@GMail.com")));
        Assert.True(FreeMail.Is("wanadoo.fr"));
        Assert.False(FreeMail.Is(FreeMail.DomainOf("anne@roux.example")));
        Assert.Equal("", FreeMail.DomainOf("nobody"));
    }
}
