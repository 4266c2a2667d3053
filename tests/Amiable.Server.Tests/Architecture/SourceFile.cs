using System.Text.RegularExpressions;
using Amiable.Ui;

namespace Amiable.Tests.Architecture;

/// <summary>One source file of the program.</summary>
/// <param name="Path">From src on, with slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    public string Project => Path.Split('/')[0];

    /// <summary>Its folder within the project.</summary>
    public string Folder => string.Join('/', Path.Split('/')[1..^1]);

    public string[] Lines => Text.TrimEnd().Split('\n');

    /// <summary>Without comments, which may speak of anything.</summary>
    public string Code => Comment().Replace(Text, "");

    public string? Namespace => FileScoped().Match(Text) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>The methods with a body of their own; the formatter puts their first and last line at the same depth.</summary>
    public IEnumerable<(string Name, int Lines)> Methods()
    {
        var lines = Lines;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Head().Match(lines[i]) is not { Success: true } head)
                continue;
            var depth = head.Groups[1].Value;
            for (var end = i + 1; end < lines.Length; end++)
            {
                var line = lines[end].TrimEnd();
                if (line == depth + "}" || line == depth + "};")
                {
                    yield return (head.Groups[2].Value, end - i + 1);
                    break;
                }
                if (
                    line.EndsWith(';')
                    && line.Length > depth.Length
                    && !char.IsWhiteSpace(line[depth.Length])
                    && line[depth.Length] is not ')' and not '{'
                )
                    break; // a field, or the next member of an expression-bodied one
            }
        }
    }

    public static IReadOnlyList<SourceFile> All()
    {
        var src = System.IO.Path.Combine(Sources.Root, "src");
        return
        [
            .. Directory
                .EnumerateFiles(src, "*", SearchOption.AllDirectories)
                .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
                .Select(f => System.IO.Path.GetRelativePath(src, f).Replace('\\', '/'))
                .Where(f => !f.Contains("/obj/") && !f.Contains("node_modules"))
                .Order(StringComparer.Ordinal)
                .Select(f => new SourceFile(f, File.ReadAllText(System.IO.Path.Combine(src, f)))),
        ];
    }

    [GeneratedRegex(@"^\s*//.*$|@\*[\s\S]*?\*@", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex FileScoped();

    [GeneratedRegex(
        @"^( +)(?:(?:public|private|internal|protected|static|async|override|partial|sealed|virtual|readonly) )+[^=;]*?\b(\w+)(?:<[^>()]*>)?\((?:[^=]|=(?!>))*$"
    )]
    private static partial Regex Head();
}
