using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Amiable.Ui;

namespace Amiable.Help;

/// <summary>The guide of docs/guide, embedded by the build and made into pages when the first is asked for.</summary>
internal static class GuideFiles
{
    /// <summary>The page with the contents, from which the others are reached.</summary>
    public const string Contents = "index";

    private const string Folder = "guide/";

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, GuidePage>>> Languages = new(() =>
        Words.Spoken.ToFrozenDictionary(language => language, Read)
    );

    private static readonly Lazy<FrozenDictionary<string, GuidePicture>> Drawn = new(() =>
        Names("", ".webp").ToFrozenDictionary(name => name.Replace("/pictures/", "/", StringComparison.Ordinal), Picture)
    );

    /// <summary>The pages in that language by their name; those of English when there is no guide in it.</summary>
    public static FrozenDictionary<string, GuidePage> In(string language) =>
        Languages.Value.GetValueOrDefault(language) ?? Languages.Value[Words.Fallback];

    public static GuidePicture? PictureOf(string language, string name) => Drawn.Value.GetValueOrDefault($"{language}/{name}");

    /// <summary>A page as it is written, in Markdown.</summary>
    public static string SourceOf(string language, string name) => Text($"{language}/{name}.md");

    private static FrozenDictionary<string, GuidePage> Read(string language)
    {
        var read = Names(language + "/", ".md")
            .Select(file => file[(language.Length + 1)..^".md".Length])
            .ToDictionary(name => name, name => GuideMarkdown.Read(name, Text($"{language}/{name}.md"), language));
        // The contents name the pages in the order in which they are meant to be read.
        IReadOnlyList<string> order = [Contents, .. read[Contents].LeadsTo.Distinct()];
        return order
            .Select(
                (name, i) =>
                    read[name] with
                    {
                        Previous = i > 0 ? read[order[i - 1]].Place : null,
                        Next = i + 1 < order.Count ? read[order[i + 1]].Place : null,
                    }
            )
            .ToFrozenDictionary(page => page.Name);
    }

    private static IEnumerable<string> Names(string start, string end) =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder + start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..]);

    private static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static GuidePicture Picture(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..10]);
    }

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)!;
}

/// <summary>A picture of the guide.</summary>
/// <param name="Version">Of its content.</param>
public sealed record GuidePicture(byte[] Bytes, string Version);
