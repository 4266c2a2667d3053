using System.Text.RegularExpressions;
using Amiable.Ui;

namespace Amiable.Tests.Operator;

/// <summary>What the operator reads is so: every setting, and every guard that the threat model counts on.</summary>
public sealed partial class DocumentsOfOperationTests
{
    [Fact]
    public void Every_setting_that_is_read_is_documented_and_every_documented_one_is_read()
    {
        var read = Sources
            .Server(".cs")
            .SelectMany(file => Direct().Matches(file.Text).Select(m => m.Groups[1].Value).Concat(InSection(file.Text)))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Contains("Mail:Smtp:Password", read);
        Assert.Contains("Database", read);

        var table = File.ReadLines(Path.Combine(Sources.Root, "docs", "operations.md"))
            .SkipWhile(line => line != "| setting | default | for |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        var documented = table
            .SelectMany(row => Name().Matches(row.Split('|')[1]).Select(m => m.Groups[1].Value.Replace("__", ":")))
            .Order(StringComparer.Ordinal);
        Assert.Equal(read, documented);
    }

    [Fact]
    public void Every_guard_of_the_threat_model_is_shown_by_a_test_that_is_there()
    {
        var rows = File.ReadLines(Path.Combine(Sources.Root, "docs", "security.md"))
            .SkipWhile(line => line != "|---|---|---|")
            .Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(row => (Row: row, Tests: Test().Matches(row.Split('|')[3]).Select(m => m.Groups[1].Value).ToList()))
            .ToList();
        Assert.True(rows.Count > 20, $"Only {rows.Count} threats.");
        Assert.All(rows, r => Assert.True(r.Tests.Count > 0 || r.Row.Contains("`./check`", StringComparison.Ordinal), r.Row));
        var there = Tests();
        Assert.All(rows.SelectMany(r => r.Tests), test => Assert.Contains(test, there));
    }

    [Fact]
    public void Every_fault_that_is_said_to_be_survived_is_shown_by_a_test_that_is_there()
    {
        var rows = File.ReadLines(Path.Combine(Sources.Root, "docs", "operations.md"))
            .SkipWhile(line => line != "| fault | what the user sees | what is tried again | shown by |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(row => (Row: row, Tests: Test().Matches(row.Split('|')[4]).Select(m => m.Groups[1].Value).ToList()))
            .ToList();

        Assert.True(rows.Count > 12, $"Only {rows.Count} faults.");
        Assert.All(rows, r => Assert.NotEmpty(r.Tests));
        var there = Tests();
        Assert.All(rows.SelectMany(r => r.Tests), test => Assert.Contains(test, there));
    }

    private static HashSet<string> Tests() =>
        Directory
            .EnumerateFiles(Path.Combine(Sources.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .ToHashSet();

    private static IEnumerable<string> InSection(string text) =>
        Section().Match(text) is { Success: true } section
            ? Key()
                .Matches(text)
                .Select(m => $"{section.Groups[2].Value}:{m.Groups[2].Value}")
                .Where(k => text.Contains(section.Groups[1].Value))
            : [];

    [GeneratedRegex(
        "(?:onfiguration(?:\\.GetValue(?:<[^>]+>)?\\(|\\[)|const string (?:Setting|Endpoint|ServiceName|KeyVariable) = )\"([\\w:]+)\""
    )]
    private static partial Regex Direct();

    [GeneratedRegex("(\\w+) = configuration\\.GetSection\\(\"([\\w:]+)\"\\)")]
    private static partial Regex Section();

    [GeneratedRegex("\\b(set|oidc)(?:\\.GetValue(?:<[^>]+>)?\\(|\\[)\"(\\w+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("`([\\w]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("`([A-Z]\\w+_\\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex("public (?:static )?(?:async )?(?:Task|void) (\\w+)\\(")]
    private static partial Regex Method();
}
