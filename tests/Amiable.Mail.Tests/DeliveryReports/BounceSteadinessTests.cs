using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;

namespace Amiable.Mail.Tests.DeliveryReports;

/// <summary>The verdict on a real bounce must hang on what is said, not on whom it names or how it was carried.</summary>
public partial class BounceSteadinessTests(ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<string, string> Before = new(StringComparer.Ordinal);

    [Fact]
    public void Other_names_of_people_and_servers_change_no_verdict() =>
        AtMost(0, mail => People().Replace(mail, "claire"), mail => mail.Replace("example", "contoso", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void A_servers_name_is_no_reason() =>
        AtMost(5, mail => mail.Replace("example", "antispam-unknown-quota", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void The_way_it_was_carried_changes_no_verdict() =>
        AtMost(
            0,
            mail => mail.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal),
            mail =>
                "Received: from a.example.org (unknown [192.0.2.9]) by b.example.org;\n Thu, 1 Jan 2026 10:00:00 +0000\nX-Spam-Status: No\n"
                + mail,
            mail => Folds().Replace(mail, " ")
        );

    [Fact]
    public void Without_its_status_fields_a_report_is_still_understood() => AtMost(6, mail => StatusField().Replace(mail, ""));

    [Fact]
    public void Without_its_diagnostics_a_report_is_mostly_understood() => AtMost(25, mail => DiagnosticField().Replace(mail, ""));

    [Theory]
    [InlineData("user ")]
    [InlineData("mailbox account is ")]
    [InlineData("a@b.c ")]
    [InlineData("host a.b.c.d-")]
    [InlineData("(empfänger konto ")]
    public void Words_repeated_without_end_are_read_in_bounded_time(string word)
    {
        var mail =
            "From: MAILER-DAEMON@a.example\nSubject: failure notice\n\n" + string.Concat(Enumerable.Repeat(word, 200_000 / word.Length));
        var watch = Stopwatch.StartNew();

        Assert.NotEmpty(BounceReading.Read(MimeMessage.Parse(Encoding.UTF8.GetBytes(mail))));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed}");
    }

    private void AtMost(int flips, params Func<string, string>[] changes)
    {
        var folder = SharedData.Folder("bounces");
        foreach (var (change, n) in changes.Select((c, i) => (c, i)))
        {
            var flipped = new List<string>();
            foreach (var file in Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal))
            {
                var mail = Encoding.Latin1.GetString(File.ReadAllBytes(file));
                var (before, after) = (Before.GetOrAdd(file, _ => Verdict(mail)), Verdict(change(mail)));
                if (before != after)
                    flipped.Add($"{Path.GetFileName(file)}: {before} → {after}");
            }
            output.WriteLine($"change {n}: {flipped.Count} flipped\n{string.Join('\n', flipped)}");
            Assert.True(flipped.Count <= flips, output.Output);
        }
    }

    private static string Verdict(string mail)
    {
        var reports = BounceReading.Read(MimeMessage.Parse(Encoding.Latin1.GetBytes(mail)));
        return reports.All(r => r.Kind is ReportKind.Complaint or ReportKind.AutoReply or ReportKind.Delivered) ? "no bounce"
            : reports.Any(r => r.IsHard) ? "hard"
            : "soft";
    }

    [GeneratedRegex("kijitora|sabatora|mikeneko|sironeko|shironeko|neko", RegexOptions.IgnoreCase)]
    private static partial Regex People();

    [GeneratedRegex(@"(?<=\nDiagnostic-Code:[^\r\n]{1,400})\r?\n[ \t]+", RegexOptions.IgnoreCase)]
    private static partial Regex Folds();

    [GeneratedRegex(@"(?<=\n)Status:[^\n]*\n", RegexOptions.IgnoreCase)]
    private static partial Regex StatusField();

    [GeneratedRegex(@"(?<=\n)Diagnostic-Code:[^\n]*\n(?:[ \t][^\n]*\n)*", RegexOptions.IgnoreCase)]
    private static partial Regex DiagnosticField();
}
