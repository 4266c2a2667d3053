using System.Reflection;
using System.Text.RegularExpressions;
using Amiable.Ui;

namespace Amiable.Tests.OAuth;

/// <summary>The record of what the standards ask of us says where each is tested; and there it is.</summary>
public sealed partial class RecordTests
{
    private static readonly string Record = File.ReadAllText(Path.Combine(Sources.Root, "docs", "oauth.md"));

    [Fact]
    public void Every_test_that_the_record_names_is_there()
    {
        var named = Test().Matches(Record).Select(m => (Class: m.Groups[1].Value, Name: m.Groups[2].Value)).Distinct().ToList();
        var tests = Tests().ToHashSet();

        Assert.True(named.Count > 40, $"Only {named.Count} tests are named.");
        Assert.Equal([], named.Where(n => !tests.Contains(n)).Select(n => $"{n.Class}.{n.Name}"));
    }

    [Fact]
    public void Every_test_of_OAuth_is_named_in_the_record() =>
        Assert.Equal(
            [],
            Tests()
                .Where(t => t.Class != nameof(RecordTests) && !Record.Contains($"`{t.Class}.{t.Name}`", StringComparison.Ordinal))
                .Select(t => $"{t.Class}.{t.Name}")
        );

    [Theory]
    [InlineData("OAuth 2.1")]
    [InlineData("RFC 7591")]
    [InlineData("RFC 7636")]
    [InlineData("RFC 7009")]
    [InlineData("RFC 8252")]
    [InlineData("RFC 8414")]
    [InlineData("RFC 8707")]
    [InlineData("RFC 9207")]
    [InlineData("RFC 9728")]
    public void Each_standard_has_its_part_and_no_line_of_it_is_without_a_test_or_a_reason(string standard)
    {
        var part = Regex.Match(Record, $@"^## {Regex.Escape(standard)}.*?(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline);
        Assert.True(part.Success);
        var lines = part.Value.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        Assert.True(lines.Count >= 2);
        Assert.All(lines, line => Assert.True(Test().IsMatch(line) || line.Contains("| Not tested: ", StringComparison.Ordinal), line));
    }

    private static IEnumerable<(string Class, string Name)> Tests() =>
        from type in typeof(RecordTests).Assembly.GetTypes()
        where type.Namespace == typeof(RecordTests).Namespace
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is not null
        select (type.Name, method.Name);

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Test();
}
