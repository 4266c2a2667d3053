using System.Text.Json;
using System.Text.Json.Serialization;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;

namespace Amiable.Reading;

/// <summary>Whether a mail says that another could not be delivered: the question on which it depends whom we stop writing to.</summary>
public enum Bounce
{
    /// <summary>Not at all: a person, a complaint, an automatic answer, good news.</summary>
    None,

    /// <summary>Not now, or not like this.</summary>
    Soft,

    /// <summary>Never to that address.</summary>
    Hard,
}

/// <summary>Reads a folder of mails and compares with what people say they are (labels.jsonl, a line a file).</summary>
public sealed class EvaluateBounces
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly HashSet<string> NoBounce = ["feedback", "vacation", "delivered"];

    /// <param name="folder">Holds *.eml, and perhaps labels.jsonl.</param>
    public IEnumerable<ReadBounce> Run(string folder)
    {
        var labels = Labels(Path.Combine(folder, "labels.jsonl"));
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
        {
            var reports = BounceReading.Read(MimeMessage.Parse(File.ReadAllBytes(file)));
            var name = Path.GetFileName(file);
            yield return new(name, Kind(reports), [.. reports.Select(Result)], labels.GetValueOrDefault(name));
        }
    }

    private static Dictionary<string, Label> Labels(string file) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .Where(line => line.Length > 0)
                .Select(line => JsonSerializer.Deserialize<Label>(line, Json)!)
                .ToDictionary(l => l.File)
            : [];

    private static Bounce Kind(IReadOnlyList<DeliveryReport> reports) =>
        reports.All(r => r.Kind is ReportKind.Complaint or ReportKind.AutoReply or ReportKind.Delivered) ? Bounce.None
        : reports.Any(r => r.IsHard) ? Bounce.Hard
        : Bounce.Soft;

    private static BounceResult Result(DeliveryReport report) =>
        new(report.Recipient, report.Status, report.Reason.ToString().ToLowerInvariant(), report.IsHard);

    /// <summary>What people say a file is.</summary>
    public sealed record Label(string File, IReadOnlyList<BounceResult> Results)
    {
        public Bounce Kind =>
            Results.All(r => NoBounce.Contains(r.Reason)) ? Bounce.None
            : Results.Any(r => r.Hard) ? Bounce.Hard
            : Bounce.Soft;

        /// <summary>The addresses it names; empty where it names none.</summary>
        public IEnumerable<string> Recipients => Results.Select(r => r.Recipient).OfType<string>();
    }
}

/// <summary>One recipient's part of it.</summary>
public sealed record BounceResult(string? Recipient, string? Status, string Reason, bool Hard);

/// <summary>What was read of one file, and what it should have been, where somebody says.</summary>
public sealed record ReadBounce(
    string File,
    Bounce Kind,
    IReadOnlyList<BounceResult> Results,
    [property: JsonIgnore] EvaluateBounces.Label? Label
);
