using System.Globalization;
using System.Text.Json;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;

namespace Amiable.Mail.Tests.DeliveryReports;

public class BounceCorpusTests(ITestOutputHelper output)
{
    private sealed record Tried(
        string File,
        string Expected,
        string Read,
        bool SameRecipients,
        bool SameReasons,
        bool RecipientFound,
        bool RecipientPlausible,
        string Detail
    );

    [Fact]
    public void Hard_soft_and_no_bounce_are_told_apart_in_97_of_100()
    {
        var folder = SharedData.Folder("bounces");
        var tried = File.ReadLines(Path.Combine(folder, "labels.jsonl")).Where(l => l.Length > 0).Select(l => Try(folder, l)).ToList();

        foreach (var wrong in tried.Where(t => t.Expected != t.Read || !t.SameRecipients))
            output.WriteLine($"{(wrong.Expected == wrong.Read ? "list " : "WRONG")} {wrong.File}: {wrong.Detail}");
        foreach (var unplaced in tried.Where(t => !t.RecipientFound || !t.RecipientPlausible))
            output.WriteLine($"recipient {unplaced.File}: {unplaced.Detail}");
        foreach (var half in (int[])[0, 1])
            output.WriteLine($"half {half}: {Share(tried.Where(t => Half(t.File) == half).ToList())}");
        output.WriteLine($"all: {Share(tried)}; per recipient the same list in {tried.Count(t => t.SameRecipients)}");
        output.WriteLine(
            $"a recipient found in {tried.Count(t => t.RecipientFound)}, named in the original or as final recipient in {tried.Count(t => t.RecipientPlausible)} of {tried.Count}"
        );
        foreach (var row in tried.GroupBy(t => t.Expected).OrderBy(g => g.Key, StringComparer.Ordinal))
            output.WriteLine($"{row.Key} → {string.Join(", ", row.GroupBy(t => t.Read).Select(c => $"{c.Key} {c.Count()}"))}");

        output.WriteLine($"all reasons of a mail the same in {tried.Count(t => t.SameReasons)} of {tried.Count}");
        Assert.NotEmpty(tried);
        Assert.True(tried.Count(t => t.Expected == t.Read) >= tried.Count * 0.97, output.Output);
    }

    private static string Share(List<Tried> tried)
    {
        var right = tried.Count(t => t.Expected == t.Read);
        return string.Create(CultureInfo.InvariantCulture, $"{right} of {tried.Count} right ({100.0 * right / tried.Count:F1} %)");
    }

    /// <summary>A split that does not change: rules were written looking at half 0 only.</summary>
    private static uint Half(string file)
    {
        var crc = ~0u;
        foreach (var c in file)
        {
            crc ^= c;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc % 2;
    }

    private static Tried Try(string folder, string line)
    {
        using var label = JsonDocument.Parse(line);
        var file = label.RootElement.GetProperty("file").GetString()!;
        var expected = label
            .RootElement.GetProperty("results")
            .EnumerateArray()
            .Select(r => (Reason: r.GetProperty("reason").GetString()!, Hard: r.GetProperty("hard").GetBoolean()))
            .ToList();
        var message = MimeMessage.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        var reports = BounceReading.Read(message);
        var isBounce = expected.Any(e => e.Reason is not ("feedback" or "vacation" or "delivered"));
        var wanted =
            !isBounce ? "no bounce"
            : expected.Any(e => e.Hard) ? "hard"
            : "soft";
        var read =
            reports.All(r => r.Kind is ReportKind.Complaint or ReportKind.AutoReply or ReportKind.Delivered) ? "no bounce"
            : reports.Any(r => r.IsHard) ? "hard"
            : "soft";
        var wantedList = string.Join(' ', expected.Select(e => e.Hard ? "H" : "s").Order(StringComparer.Ordinal));
        var readList = string.Join(' ', reports.Select(r => r.IsHard ? "H" : "s").Order(StringComparer.Ordinal));
        var raw = System.Text.Encoding.Latin1.GetString(message.Bytes.Span);
        var plausible = reports.All(r =>
            r.Recipient is not null && raw.Split(r.Recipient, StringSplitOptions.None).Length > 1 && r.Recipient.Contains('@')
        );
        return new(
            file,
            wanted,
            read,
            wantedList == readList,
            expected
                .Select(e => e.Reason)
                .Order(StringComparer.Ordinal)
                .SequenceEqual(reports.Select(r => r.Reason.ToString().ToLowerInvariant()).Order(StringComparer.Ordinal)),
            reports.Count > 0 && reports.All(r => r.Recipient is not null),
            plausible,
            $"wanted {string.Join(',', expected.Select(e => e.Reason + (e.Hard ? "!" : "")))}; read {string.Join(" & ", reports.Select(r => $"{r.Recipient} {r.Status} {r.Reply} {r.Reason}{(r.IsHard ? "!" : "")} «{r.Diagnostic[..Math.Min(r.Diagnostic.Length, 160)].ReplaceLineEndings(" ")}»"))}"
        );
    }
}
