using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Ui;

/// <summary>WCAG 2.2: 4.5 : 1 for text (1.4.3), 3 : 1 for what must be seen to be used (1.4.11), in both themes.</summary>
public sealed partial class ContrastTests
{
    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Token()
        .Matches(File.ReadAllText(Path.Combine(Sources.Root, "src/Amiable.Server/assets/css/00-tokens.css")))
        .ToDictionary(m => m.Groups[1].Value, m => (m.Groups[2].Value, m.Groups[3].Value));

    public static TheoryData<string, string, double> Pairs()
    {
        var pairs = new TheoryData<string, string, double>();
        foreach (var ground in new[] { "paper", "card", "sunk", "accent-wash" })
        foreach (var text in new[] { "ink", "soft", "muted", "bad" })
            pairs.Add(text, ground, 4.5);
        foreach (var wash in new[] { "good", "warn", "bad", "info" })
            pairs.Add("ink", wash + "-wash", 4.5);
        foreach (var fill in new[] { "accent", "accent-hover", "bad" })
            pairs.Add("accent-ink", fill, 4.5);
        pairs.Add("accent", "paper", 4.5);
        pairs.Add("accent", "sunk", 4.5);
        pairs.Add("bad", "bad-wash", 4.5);
        foreach (var ground in new[] { "paper", "card" })
        foreach (var sign in new[] { "edge", "good", "warn", "bad", "info", "accent" })
            pairs.Add(sign, ground, 3);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Colours_can_be_told_apart(string front, string ground, double least)
    {
        Assert.InRange(Ratio(Tokens[front].Light, Tokens[ground].Light), least, 21);
        Assert.InRange(Ratio(Tokens[front].Dark, Tokens[ground].Dark), least, 21);
    }

    private static double Ratio(string a, string b)
    {
        var (light, dark) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour) =>
        0.2126 * Channel(colour, 1) + 0.7152 * Channel(colour, 3) + 0.0722 * Channel(colour, 5);

    private static double Channel(string colour, int at)
    {
        var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")]
    private static partial Regex Token();
}
