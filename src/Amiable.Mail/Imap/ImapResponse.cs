using System.Globalization;

namespace Amiable.Mail.Imap;

/// <summary>One response of a server (RFC 9051 section 7), taken apart as far as we use it.</summary>
/// <param name="Tag">The command it ends, * for news, + for "go on".</param>
/// <param name="Number">In front of EXISTS, EXPUNGE, FETCH.</param>
/// <param name="Word">OK, NO, BAD, BYE, PREAUTH, FETCH, …; in capitals.</param>
/// <param name="Code">What stands in brackets: UIDVALIDITY 7.</param>
/// <param name="Text">The words for people, or the challenge after +.</param>
/// <param name="Values">What follows the word, unless it is a status.</param>
internal sealed record ImapResponse(string Tag, uint? Number, string Word, string? Code, string Text, IReadOnlyList<ImapValue> Values)
{
    public bool IsOk => Word == "OK";

    /// <summary>Whether such a line is for people from some point on, so that a {7} at its end announces nothing.</summary>
    public static bool IsStatus(string line)
    {
        var (_, rest) = Split(line);
        return line.StartsWith('+') || WordOf(rest) is "OK" or "NO" or "BAD" or "BYE" or "PREAUTH";
    }

    public static ImapResponse Parse(string line, IReadOnlyList<string> literals)
    {
        var (tag, rest) = Split(line);
        if (tag == "+")
            return new(tag, null, "", null, rest, []);
        uint? number = null;
        var word = WordOf(rest);
        if (uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            number = parsed;
            rest = rest[word.Length..].TrimStart();
            word = WordOf(rest);
        }
        rest = rest[word.Length..].TrimStart();
        if (word is not ("OK" or "NO" or "BAD" or "BYE" or "PREAUTH"))
            return new(tag, number, word, null, "", ImapValue.Parse(rest, literals));
        var end = rest.StartsWith('[') ? rest.IndexOf(']', StringComparison.Ordinal) : -1;
        return end < 0 ? new(tag, number, word, null, rest, []) : new(tag, number, word, rest[1..end].Trim(), rest[(end + 1)..].Trim(), []);
    }

    /// <summary>The number in the code of this name: UIDNEXT 4392.</summary>
    public uint? NumberInCode(string name) =>
        Code is not null
        && Code.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase)
        && uint.TryParse(Code.AsSpan(name.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public bool HasCode(string name) =>
        Code is not null
        && (Code.Equals(name, StringComparison.OrdinalIgnoreCase) || Code.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>What a FETCH tells under a name.</summary>
    public ImapValue? Fetched(string name)
    {
        var items = Values.FirstOrDefault(v => v.Items is not null)?.Items ?? Values;
        for (var i = 0; i + 1 < items.Count; i += 2)
            if (
                items[i].Text is { } key
                && (key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.StartsWith(name + "<", StringComparison.OrdinalIgnoreCase))
            )
                return items[i + 1];
        return null;
    }

    public uint? FetchedUid =>
        uint.TryParse(Fetched("UID")?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) ? uid : null;

    public MessageSummary? Summary()
    {
        if (Word != "FETCH" || FetchedUid is not { } uid || uid == 0)
            return null;
        _ = long.TryParse(Fetched("RFC822.SIZE")?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size);
        IReadOnlyList<string> flags = [.. (Fetched("FLAGS")?.Items ?? []).Select(v => v.Text).OfType<string>()];
        return new(uid, size, flags, DateOf(Fetched("INTERNALDATE")?.Text));
    }

    /// <summary>RFC 9051 section 9, date-time: " 7-Feb-2026 21:52:25 -0800".</summary>
    private static DateTimeOffset? DateOf(string? text) =>
        DateTimeOffset.TryParseExact(
            text?.Trim(),
            ["d-MMM-yyyy HH:mm:ss zzz", "d-MMM-yyyy HH:mm:ss zzzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowWhiteSpaces,
            out var date
        )
            ? date.ToUniversalTime()
            : null;

    private static (string Tag, string After) Split(string line)
    {
        if (line.StartsWith('*') || line.StartsWith('+'))
            return (line[..1], line[1..].TrimStart());
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (line, "") : (line[..end], line[(end + 1)..].TrimStart());
    }

    private static string WordOf(string rest)
    {
        var end = rest.AsSpan().IndexOfAny(" ([\"");
        return (end < 0 ? rest : rest[..end]).ToUpperInvariant();
    }
}
