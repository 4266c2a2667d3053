using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Amiable.FollowUp;

namespace Amiable.Writing;

/// <summary>One complete wording of a message: what stands between the greeting and the signature.</summary>
internal sealed record Wording(Template Subject, Template Closing, IReadOnlyList<Template> BeforeTable, IReadOnlyList<Template> AfterTable);

/// <summary>The built-in texts of a language, read from its file in <c>texts/</c>, whose first lines explain the form.</summary>
internal sealed partial class LanguageTexts
{
    private static readonly ConcurrentDictionary<(string, bool), LanguageTexts> Read = new();

    private static readonly IReadOnlySet<string> Places = new HashSet<string>
    {
        "number",
        "numbers",
        "date",
        "oldestDue",
        "promisedOn",
        "toPay",
        "n",
        "count",
        "Count",
        "account",
        "creditor",
        "name",
        "agent",
        "order",
        "whole",
        "settled",
        "vat",
        "email",
        "interest",
        "costs",
        "days",
        "deadline",
        "caller",
        "writtenOn",
    };

    private readonly Dictionary<string, Template> words = [];
    private readonly Dictionary<string, List<Wording>> wordings = [];
    private readonly string language;

    private LanguageTexts(string language, string file)
    {
        this.language = language;
        foreach (var section in Sections(file, "## "))
        {
            if (section.Title == "Words")
                foreach (var (key, text) in Pairs(section.Body))
                    words[key] = Parse(text);
            else
                wordings[section.Title] = [.. Sections(section.Body, "### ").Select(s => WordingOf(s.Body))];
        }
    }

    public static LanguageTexts For(Locale locale) =>
        Read.GetOrAdd(
            // Switzerland and Liechtenstein write German without ß.
            (locale.Language, locale is { Language: "de", Country: "CH" or "LI" }),
            key =>
            {
                var file = TextFiles.Read(key.Item1 + ".md");
                if (Languages.OfNotices.Contains(key.Item1))
                    file += SectionsOf(TextFiles.Read($"notice-{key.Item1}.md"));
                return new LanguageTexts(key.Item1, key.Item2 ? file.Replace("ß", "ss", StringComparison.Ordinal) : file);
            }
        );

    public IReadOnlyList<Wording> Wordings(Stage stage, Tone tone) =>
        wordings[
            stage switch
            {
                Stage.BeforeDue => "Before due",
                Stage.PromiseBroken => "Promise broken",
                Stage.Thanks => "Thanks",
                _ => "Overdue, " + tone.ToString().ToLowerInvariant(),
            }
        ];

    /// <summary>What is printed and posted: one wording, because a letter is rare and nobody compares two.</summary>
    public Wording LetterWording(Stage stage, Tone tone) =>
        wordings[
            stage switch
            {
                Stage.BeforeDue => "Letter, before due",
                Stage.PromiseBroken => "Letter, promise broken",
                _ => "Letter, overdue, " + tone.ToString().ToLowerInvariant(),
            }
        ][0];

    /// <summary>A formal notice as a country knows it; where it has no name of its own there, as everybody reads it.</summary>
    /// <param name="country">ISO 3166-1 alpha-2 of the customer.</param>
    public Wording NoticeWording(string? country) =>
        (wordings.GetValueOrDefault($"Formal notice, {country?.ToUpperInvariant()}") ?? wordings["Formal notice"])[0];

    public Template Word(string key) => words[key];

    private Wording WordingOf(string body)
    {
        var pairs = Pairs(body).ToDictionary(p => p.Key, p => p.Text);
        var before = new List<Template>();
        var after = new List<Template>();
        var paragraphs = before;
        foreach (
            var paragraph in body.Split("\n\n")
                .Select(p => p.Trim())
                .Where(p => p.Length > 0 && !p.StartsWith("Subject:", StringComparison.Ordinal))
        )
        {
            if (paragraph == "(invoices)")
                paragraphs = after;
            else
                paragraphs.Add(Parse(paragraph.ReplaceLineEndings(" ")));
        }
        return new Wording(Parse(pairs["Subject"]), Parse(pairs["Closing"]), before, after);
    }

    /// <summary>A text that is in no file: with the print of the language, and with these places only.</summary>
    /// <exception cref="FormatException">It has another place, or an open bracket.</exception>
    public Template Proposed(string text, IReadOnlySet<string> places) => Parse(text.Trim(), places);

    private Template Parse(string text, IReadOnlySet<string>? places = null)
    {
        // The files are typed on an ordinary keyboard; print has its own apostrophe, and French its unbreakable spaces.
        text = text.Replace('\'', '\u2019');
        if (language == "fr")
            text = SpaceOfFrench().Replace(text, "\u00A0");
        return Template.Parse(text, places ?? Places);
    }

    // Without what it says to who edits it: that would be a paragraph of the section before.
    private static string SectionsOf(string file) => file[file.IndexOf("\n## ", StringComparison.Ordinal)..];

    private static IEnumerable<(string Title, string Body)> Sections(string text, string mark) =>
        text.Split("\n" + mark).Skip(1).Select(s => (s.Split('\n', 2)[0].Trim(), s.Split('\n', 2)[1]));

    private static IEnumerable<(string Key, string Text)> Pairs(string body) =>
        body.Split('\n').Select(l => PairLine().Match(l)).Where(m => m.Success).Select(m => (m.Groups[1].Value, m.Groups[2].Value.Trim()));

    [GeneratedRegex("^(?:- )?(Subject|Closing|(?<=- )[^:]+): *(.*)$", RegexOptions.Multiline)]
    private static partial Regex PairLine();

    [GeneratedRegex(" (?=[:;?!»])|(?<=«) ")]
    private static partial Regex SpaceOfFrench();
}

/// <summary>The data files built into the program.</summary>
internal static class TextFiles
{
    public static string Read(string name)
    {
        using var stream =
            typeof(TextFiles).Assembly.GetManifestResourceStream("Amiable.Writing.texts." + name)
            ?? throw new InvalidOperationException($"The text file {name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
