using System.Globalization;
using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>Reads the dates of mail (RFC 5322 section 3.3) with the obsolete forms (section 4.3) and the usual mistakes.</summary>
public static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0,
        ["GMT"] = 0,
        ["UTC"] = 0,
        ["Z"] = 0,
        ["EST"] = -300,
        ["EDT"] = -240,
        ["CST"] = -360,
        ["CDT"] = -300,
        ["MST"] = -420,
        ["MDT"] = -360,
        ["PST"] = -480,
        ["PDT"] = -420,
        ["JST"] = 540,
        ["CET"] = 60,
        ["CEST"] = 120,
        ["MET"] = 60,
        ["MEST"] = 120,
        ["BST"] = 60,
        ["WET"] = 0,
        ["WEST"] = 60,
        ["EET"] = 120,
        ["EEST"] = 180,
        ["MSK"] = 180,
    };

    /// <summary>
    /// The instant with the sender's offset, or null. Comments and the day of the week are passed over, two-digit years are of 1950 to 2049, zones by letters
    /// count as in section 4.3 (unknown ones as UTC), and a missing zone is UTC.
    /// </summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 1000)
            return null;
        var words = WithoutComments(text).Split((char[])[' ', '\t', ',', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var month = Array.FindIndex(words, w => MonthOf(w) > 0);
        if (month < 0)
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso) ? iso : null;
        var clockAt = Array.FindIndex(words, w => w.Contains(':', StringComparison.Ordinal) && char.IsAsciiDigit(w[0]));
        // "14 Mar 2026" everywhere; "Mar 14 10:00:00 2026" as C programs print it.
        var later = words.Skip(month + 1).Where(w => !w.Contains(':', StringComparison.Ordinal)).Select(Number).Where(n => n >= 0).ToList();
        var day = month > 0 ? Number(words[month - 1]) : -1;
        if (day < 0 && later.Count > 0)
        {
            day = later[0];
            later.RemoveAt(0);
        }
        if (day is < 1 or > 31 || later.Count == 0)
            return null;
        var clock = clockAt < 0 ? [] : words[clockAt].Split(':', '.');
        return Made(Year(later[0]), MonthOf(words[month]), day, clock, clockAt < 0 ? null : Zone(words, clockAt));
    }

    private static DateTimeOffset? Made(int year, int month, int day, string[] clock, int? offset)
    {
        var hour = clock.Length > 0 ? Number(clock[0]) : 0;
        var minute = clock.Length > 1 ? Number(clock[1]) : 0;
        var second = clock.Length > 2 ? Math.Min(Number(clock[2]), 59) : 0;
        if (year is < 1 or > 9998 || hour is < 0 or > 23 || minute is < 0 or > 59 || second < 0 || day > DateTime.DaysInMonth(year, month))
            return null;
        var zone = offset is >= -840 and <= 840 ? TimeSpan.FromMinutes(offset.Value) : TimeSpan.Zero;
        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return local.Ticks - zone.Ticks < 0 ? null : new DateTimeOffset(local, zone);
    }

    private static int? Zone(string[] words, int clockAt)
    {
        foreach (var word in words.Skip(clockAt + 1))
        {
            if (
                word.Length >= 5
                && word[0] is '+' or '-'
                && Number(word[1..].Replace(":", "", StringComparison.Ordinal)) is >= 0 and var zone
            )
                return (zone / 100 * 60 + zone % 100) * (word[0] == '-' ? -1 : 1);
            if (Zones.TryGetValue(word, out var minutes))
                return minutes;
        }
        return null;
    }

    private static int Year(int year) =>
        year switch
        {
            < 50 => 2000 + year,
            < 1000 => 1900 + year,
            _ => year,
        };

    private static int MonthOf(string word) => word.Length < 3 ? 0 : Array.IndexOf(Months, word[..3].ToLowerInvariant()) + 1;

    private static int Number(string word) =>
        word.Length is > 0 and < 9 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string WithoutComments(string text)
    {
        if (IsDashed(text))
            text = text[..^5].Replace('-', ' ') + text[^5..];
        var depth = 0;
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '(')
                depth++;
            else if (c == ')')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0)
                kept.Append(c);
        }
        return kept.ToString();
    }

    /// <summary>"14-Mar-2026": dashes between the parts of the date.</summary>
    private static bool IsDashed(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && dash + 9 < text.Length && char.IsAsciiDigit(text[dash - 1]) && char.IsAsciiLetter(text[dash + 1]);
    }
}
