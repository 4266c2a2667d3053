using System.Reflection;
using System.Text.RegularExpressions;

namespace Amiable.Tests.Architecture;

/// <summary>Texts come from anybody. No expression of the program may take longer for one than its length deserves.</summary>
public sealed class HostileTextTests
{
    // What takes the cube of its length takes seconds for so many, and what takes its square some milliseconds.
    private const int Letters = 1_500;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static readonly string[] Parts =
    [
        "x",
        "X",
        "é",
        "1",
        "0",
        " ",
        "\n",
        "\t",
        ".",
        "-",
        "/",
        "_",
        ",",
        ":",
        ">",
        "<",
        "@",
        "#",
        "(",
        "'",
        "\"",
        "&",
        "%",
        "€",
        "=",
        "x ",
        "x.",
        "x-",
        "1.",
        "1 ",
        "1/",
        "1,",
        "x@",
        "x1",
        " \n",
        "\r\n",
        "> ",
        "<a ",
        "</",
        "a=b ",
        "http://",
        "INV-",
        "EUR ",
        "1 day ",
        "am 1. ",
        "x.x@x.",
    ];

    // What begins well makes an expression look for an end that does not come.
    private static readonly string[] Beginnings = ["", "<", "a@", "http://a", "1", "Invoice no. ", "\"", "=?utf-8?q?", "<style", "{\""];

    [Fact]
    public async Task No_expression_takes_long_for_any_text()
    {
        var expressions = Expressions().ToList();
        Assert.True(expressions.Count > 100, $"{expressions.Count} expressions found.");
        foreach (var (name, expression) in expressions)
        foreach (var text in Texts())
        {
            // Left behind where it takes too long: it cannot be stopped.
            var matching = Task.Run(() => expression.Count(text), TestContext.Current.CancellationToken);
            Assert.True(
                await Task.WhenAny(matching, Task.Delay(Longest, TestContext.Current.CancellationToken)) == matching,
                $"{name} takes more than {Longest.TotalSeconds} s for {text[..20].ReplaceLineEndings("\\n")}…"
            );
        }
    }

    private static IEnumerable<string> Texts() =>
        from beginning in Beginnings
        from part in Parts
        where beginning.Length == 0 || part.Length == 1
        select beginning + string.Concat(Enumerable.Repeat(part, Letters / part.Length)) + "\u0001";

    private static IEnumerable<(string Name, Regex Expression)> Expressions() =>
        from assembly in Assemblies()
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<GeneratedRegexAttribute>() is not null && !type.ContainsGenericParameters
        select ($"{type.Name}.{method.Name}", (Regex)method.Invoke(null, null)!);

    private static IEnumerable<Assembly> Assemblies() =>
        Directory
            .EnumerateFiles(AppContext.BaseDirectory, "Amiable.*.dll")
            .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom);
}
