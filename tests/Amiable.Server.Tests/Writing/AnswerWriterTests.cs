using Amiable.Replies;
using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

/// <summary>What the agent answers, in each language.</summary>
public sealed class AnswerWriterTests
{
    private static readonly DateOnly Day = new(2026, 5, 4);

    public static TheoryData<string> Written => [.. Languages.Written];

    [Theory]
    [MemberData(nameof(Written))]
    public void Each_answer_names_its_invoices_and_its_day_asks_for_nothing_and_says_that_an_assistant_writes(string language)
    {
        foreach (var kind in Enum.GetValues<AnswerKind>().Where(k => k != AnswerKind.Thanks))
        foreach (var count in new[] { 1, 2, 9 })
        {
            var (brief, message) = Write(language, new AnswerLine(kind, Invoices(count), Day));
            var locale = Locale.For(language, null);
            Assert.DoesNotMatch(@"[{}\[\]|]", message.Text);
            Assert.Empty(ConductCheck.Check(brief, $"{message.Subject}\n{message.Text}"));
            Assert.Equal("Re: F-1", message.Subject);
            Assert.DoesNotContain("IBAN", message.Text, StringComparison.Ordinal);
            Assert.Contains("Léa, ", message.Text, StringComparison.Ordinal);
            if (kind is AnswerKind.PromiseNoted or AnswerKind.TimeGranted)
                Assert.Contains(locale.Date(Day), message.Text, StringComparison.Ordinal);
            if (kind is not (AnswerKind.HandedOver or AnswerKind.Statement))
                Assert.Contains("F-1", message.Text, StringComparison.Ordinal);
            // Of many the first are named, and the others counted.
            if (count == 9 && kind is not (AnswerKind.HandedOver or AnswerKind.Statement))
                Assert.DoesNotContain("F-9", message.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void One_invoice_is_spoken_of_as_one_and_two_as_two(string language)
    {
        foreach (
            var kind in new[]
            {
                AnswerKind.PromiseNoted,
                AnswerKind.PaymentNoted,
                AnswerKind.DisputeNoted,
                AnswerKind.TimeGranted,
                AnswerKind.Copies,
            }
        )
            Assert.NotEqual(
                Write(language, new AnswerLine(kind, Invoices(1), Day)).Message.Text.Replace("F-1", "", StringComparison.Ordinal),
                Write(language, new AnswerLine(kind, [Invoices(2)[1], Invoices(1)[0]], Day))
                    .Message.Text.Replace("F-2", "", StringComparison.Ordinal)
                    .Replace("F-1", "", StringComparison.Ordinal)
            );
    }

    [Fact]
    public void A_statement_lists_what_is_open_deducts_credit_and_says_where_to_pay()
    {
        var html = StatementWriter.Write(
            Samples.Overdue(Samples.Second, Samples.First) with
            {
                Language = "en",
                Country = "GB",
                UnallocatedCredit = [Samples.Eur(40_00)],
            }
        );
        Assert.Contains("Statement of account", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("F-2026-0288", StringComparison.Ordinal) < html.IndexOf("F-2026-0302", StringComparison.Ordinal));
        Assert.Contains("4,140.00", html, StringComparison.Ordinal);
        Assert.Contains("4,100.00", html, StringComparison.Ordinal);
        Assert.Contains("FR76 3000", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void A_statement_of_nothing_says_so(string language)
    {
        var html = StatementWriter.Write(Samples.Overdue() with { Language = language, Country = null, Overdue = [] });
        Assert.DoesNotContain("<th", html, StringComparison.Ordinal);
        Assert.DoesNotContain("FR76", html, StringComparison.Ordinal);
    }

    private static BriefLine[] Invoices(int count) => [.. Enumerable.Range(1, count).Select(n => Samples.First with { Number = $"F-{n}" })];

    private static (MessageBrief Brief, WrittenMessage Message) Write(string language, params AnswerLine[] says)
    {
        var brief = Samples.Overdue() with { Stage = FollowUp.Stage.Thanks, Overdue = [], Language = language, Country = null };
        return (brief, AnswerWriter.Write(brief, "Re: F-1", says));
    }
}
