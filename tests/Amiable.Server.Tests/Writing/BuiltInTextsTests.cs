using System.Text.RegularExpressions;
using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

/// <summary>What holds for every built-in message, whoever it goes to. One test walks through all of them: over a thousand.</summary>
public sealed partial class BuiltInTextsTests
{
    private static readonly List<(MessageBrief Brief, WrittenMessage Message)> All =
    [
        .. Samples.All().Select(brief => (brief, BuiltInWriter.Write(brief))),
    ];

    [Fact]
    public void There_are_messages_to_look_at() => Assert.True(All.Count > 600, $"{All.Count} messages");

    [Fact]
    public void Every_figure_is_explained_by_the_brief() =>
        Each((brief, message) => string.Join(", ", NumberLock.Check(brief, message).Select(u => $"{u.Part}: {u.Text}")));

    [Fact]
    public void No_word_of_courts_threats_or_urgency_and_none_of_lateness_before_the_due_date() =>
        Each((brief, message) => string.Join(", ", ConductCheck.Check(brief, message.Subject + "\n" + message.Text)));

    [Fact]
    public void Nothing_of_the_template_is_left() => Each((_, message) => Leftover().Match(message.Subject + message.Text).Value);

    [Fact]
    public void Prose_has_no_double_space_and_no_stray_one_before_a_mark() =>
        Each((brief, message) => Untidy(brief.Language).Match(message.Subject + "\n" + string.Join('\n', Prose(message))).Value);

    [Fact]
    public void There_are_no_runs_of_blank_lines() =>
        Each((_, message) => message.Text.Contains("\n\n\n", StringComparison.Ordinal) ? "blank lines" : "");

    [Fact]
    public void Subjects_fit_and_name_creditor_and_invoice_or_count() =>
        Each(
            (brief, message) =>
            {
                var about = About(brief);
                var names = about.Count == 1 ? about[0].Number : about.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return message.Subject.Length > 120 || !message.Subject.EndsWith(" – Duvernay Conseil", StringComparison.Ordinal)
                        ? message.Subject
                    : about.Count > 0 && !message.Subject.Contains(names, StringComparison.Ordinal) ? message.Subject
                    : "";
            }
        );

    [Fact]
    public void Text_and_html_name_every_invoice_and_every_sum() =>
        Each(
            (brief, message) =>
            {
                var locale = Locale.For(brief.Language, brief.Country);
                var asked = AskedFigures.Of(brief);
                var needed = About(brief)
                    .Select(l => l.Number)
                    .Concat(About(brief).Where(_ => brief.Stage != Stage.Thanks).Select(l => locale.Date(l.DueOn)))
                    .Concat(asked.Select(f => locale.Amount(f.ToPay)))
                    .Concat(asked.Where(f => f.Credit.IsPositive).Select(f => locale.Amount(-f.Credit)));
                return needed.FirstOrDefault(n =>
                        !message.Text.Contains(n, StringComparison.Ordinal) || !message.Html.Contains(n, StringComparison.Ordinal)
                    ) ?? "";
            }
        );

    [Fact]
    public void Text_and_html_say_the_same_words() =>
        Each((_, message) => Words(message.Text) == Words(WithoutHead(message.Html)) ? "" : "text and HTML differ");

    [Fact]
    public void The_html_says_its_language() =>
        Each((brief, message) => message.Html.Contains($"<html lang=\"{brief.Language}\">", StringComparison.Ordinal) ? "" : "lang");

    [Fact]
    public void No_two_messages_of_a_kind_are_worded_alike()
    {
        foreach (var kind in All.GroupBy(m => (m.Brief.Language, m.Brief.Stage, m.Brief.Tone)))
        {
            var sentences = kind.GroupBy(m => m.Brief.Variant).Select(v => Prose(v.First().Message).Skip(1).Take(2).ToList()).ToList();
            Assert.Equal(sentences.Count, sentences.Select(s => s[0]).Distinct().Count());
            Assert.Equal(sentences.Count, sentences.Select(s => s[1]).Distinct().Count());
            Assert.Equal(sentences.Count, kind.GroupBy(m => m.Brief.Variant).Select(v => v.First().Message.Subject).Distinct().Count());
        }
    }

    [Fact]
    public void Messages_are_short_enough_to_be_read() =>
        Each(
            (brief, message) =>
            {
                // Greeting, prose, signature and the remark about the assistant; not the tables.
                var sentences = Prose(message).Skip(1).Take(4).Sum(p => SentenceEnd().Count(p));
                return sentences is >= 2 and <= 10 ? "" : $"{sentences} sentences";
            }
        );

    private static void Each(Func<MessageBrief, WrittenMessage, string> complaint)
    {
        var complaints = All.Select(m => (m.Brief, Complaint: complaint(m.Brief, m.Message), m.Message))
            .Where(c => c.Complaint.Length > 0)
            .ToList();
        var shown = complaints
            .DistinctBy(c => c.Brief.Language + c.Complaint)
            .Take(20)
            .Select(c => $"{c.Brief.Language} {c.Brief.Stage} {c.Brief.Tone} {c.Brief.Variant}: {c.Complaint}");
        Assert.True(complaints.Count == 0, $"{complaints.Count} messages:\n" + string.Join('\n', shown));
    }

    private static IReadOnlyList<BriefLine> About(MessageBrief brief) =>
        brief.Stage == Stage.Thanks ? brief.Paid : AskedFigures.Lines(brief);

    // The paragraphs that are sentences: columns and address blocks have several lines.
    private static IEnumerable<string> Prose(WrittenMessage message) =>
        message.Text.Trim().Split("\n\n").Where(p => !p.Contains('\n', StringComparison.Ordinal));

    private static string Words(string text) => Blank().Replace(text.Replace(":", "", StringComparison.Ordinal), " ").Trim();

    private static string WithoutHead(string html) =>
        System.Net.WebUtility.HtmlDecode(Tag().Replace(html[html.IndexOf("<body", StringComparison.Ordinal)..], " "));

    private static Regex Untidy(string language) => language == "fr" ? UntidyFrench() : UntidyElsewhere();

    [GeneratedRegex(@"[{}\[\]|]|\(invoices\)|Subject:|Closing:")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"..  .?|.{3} [,.;:?!].?|,,|\.\.|.{3}'.?")]
    private static partial Regex UntidyElsewhere();

    // In French : ; ? ! stand behind an unbreakable space, always.
    [GeneratedRegex(@"..  .?|.{3} [,.;:?!].?|,,|\.\.|.{3}'.?|.{3}[^\u00A0][;?!]|.{3}[^\u00A0]: ")]
    private static partial Regex UntidyFrench();

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Blank();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[.?!](?:\s|$)")]
    private static partial Regex SentenceEnd();
}
