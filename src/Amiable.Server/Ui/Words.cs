using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Amiable.Ui;

/// <summary>
/// The words of one UI language, read from the *.en.json and *.fr.json files beside the features. Write <c>T["accounts.title"]</c> in a page;
/// arguments may be amounts, dates and numbers, which are written the reader's way.
/// </summary>
public sealed partial class Words
{
    public const string Fallback = "en";

    /// <summary>Languages the screens speak. Another one is two lines here and its *.xx.json files.</summary>
    public static readonly IReadOnlyList<string> Spoken = ["en", "fr"];

    // Of two texts under one key the first would be lost without a word.
    private static readonly JsonSerializerOptions NothingTwice = new() { AllowDuplicateProperties = false };

    private static readonly FrozenDictionary<string, Words> All = Spoken.ToFrozenDictionary(
        language => language,
        language => new Words(language, Read(language))
    );

    private readonly FrozenDictionary<string, string> _texts;

    internal Words(string language, IEnumerable<KeyValuePair<string, string>> texts)
    {
        Language = language;
        Reader = new Reader(language);
        // A key that two files have fails here, at start, and so in every test.
        _texts = texts.ToDictionary().ToFrozenDictionary();
    }

    /// <summary>ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>How this language writes amounts and dates.</summary>
    public Reader Reader { get; }

    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>The words of that language; of English when the screens do not speak it.</summary>
    public static Words For(string? language) => All.GetValueOrDefault(language ?? Fallback) ?? All[Fallback];

    /// <summary>The text of that key, with {0}, {1}… filled in.</summary>
    public string this[string key, params object?[] arguments] => Fill(Text(key), arguments);

    /// <summary>The text for that many things: "key.one" or "key.other", where {0} is the number and {1}… the further arguments.</summary>
    public string Count(string key, long number, params object?[] arguments) =>
        Fill(Text($"{key}.{PluralForm(number)}"), [number, .. arguments]);

    /// <summary>The text with **bold** kept and markup arguments (<see cref="Link"/>) put in as they are; everything else is encoded.</summary>
    public MarkupString Rich(string key, params object?[] arguments) => Mark(Text(key), arguments);

    /// <summary><see cref="Count"/> with bold and links.</summary>
    public MarkupString RichCount(string key, long number, params object?[] arguments) =>
        Mark(Text($"{key}.{PluralForm(number)}"), [number, .. arguments]);

    /// <summary>A link to put into a <see cref="Rich"/> text.</summary>
    public static MarkupString Link(string text, string href) => new($"<a href=\"{Encode(href)}\">{Encode(text)}</a>");

    /// <summary>The word for a value: InvoiceStatus.PartiallyPaid is "invoice-status.partially-paid".</summary>
    public string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Text($"{Kebab(typeof(TEnum).Name)}.{Kebab(value.ToString())}");

    /// <summary>What to tell a person about a problem: "problem.{code}" when we have words for it, else its English sentence.</summary>
    public string Of(Problem problem) =>
        _texts.TryGetValue($"problem.{problem.Code}", out var text) ? Fill(text, [.. problem.Values]) : problem.Message;

    /// <summary>Every value of an enum with its word, for a Field of type select or radio.</summary>
    public IEnumerable<Choice> Choices<TEnum>()
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(value => new Choice(value.ToString(), Of(value)));

    public bool Has(string key) => _texts.ContainsKey(key);

    // CLDR: French counts nought as one thing, English as many.
    private string PluralForm(long number) => number == 1 || (number is 0 or -1 && Language == "fr") ? "one" : "other";

    private string Text(string key)
    {
        if (_texts.TryGetValue(key, out var text))
            return text;
#if DEBUG
        throw new KeyNotFoundException($"There is no text \"{key}\" in {Language}.");
#else
        return Language == Fallback ? key : For(Fallback).Text(key);
#endif
    }

    private string Fill(string text, object?[] arguments) =>
        arguments.Length == 0 ? text : OneStop(string.Format(Reader.Culture, text, Array.ConvertAll(arguments, Reader.Write)));

    // A sentence that ends with an abbreviated month ends with its full stop: "jusqu’au 15 déc."
    private static string OneStop(string text) => TwoStops().Replace(text, ".$1");

    private MarkupString Mark(string text, object?[] arguments)
    {
        var filled = Array.ConvertAll(arguments, a => a is MarkupString markup ? markup.Value : Encode(Reader.Write(a)));
        return new(OneStop(string.Format(Reader.Culture, Bold().Replace(Encode(text), "<b>$1</b>"), filled)));
    }

    private static string Encode(string text) => System.Net.WebUtility.HtmlEncode(text);

    internal static string Kebab(string name) => Hump().Replace(name, "-").ToLowerInvariant();

    private static IEnumerable<KeyValuePair<string, string>> Read(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith($".{language}.json", StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(file, NothingTwice)!)
                yield return KeyValuePair.Create(key, language == "fr" ? KeepTogether(text) : text);
        }
    }

    // French puts a space before ? ! ; : » and after «, at which a line must not break. Nobody types those spaces reliably; so nobody has to.
    private static string KeepTogether(string text) =>
        Wide().Replace(Narrow().Replace(text, "\u202f$1"), "\u00a0$1").Replace("« ", "«\u00a0", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\.)\.(</b>)?\.(?=\s|$)")]
    private static partial Regex TwoStops();

    [GeneratedRegex(" ([?!;])")]
    private static partial Regex Narrow();

    [GeneratedRegex(" ([:»])")]
    private static partial Regex Wide();

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();

    // "WithAPerson" is with-a-person.
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Hump();
}
