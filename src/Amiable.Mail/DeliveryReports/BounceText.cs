using System.Text;
using System.Text.RegularExpressions;
using Amiable.Mail.Mime;
using Amiable.Mail.Replies;

namespace Amiable.Mail.DeliveryReports;

/// <summary>The words of a bounce that were written for people, without the message that came back.</summary>
/// <param name="words">The words, line by line.</param>
/// <param name="family">The program that wrote them, in lower case, as far as its headers and words tell.</param>
internal sealed partial class BounceText(string words, string family)
{
    /// <summary>Most characters looked at: what a server has to say is said by then.</summary>
    public const int Most = 30_000;

    /// <summary>The words.</summary>
    public string Words { get; } = words;

    /// <summary>Marks of the program that wrote it: From, Subject, Received of the bounce itself, preamble.</summary>
    public string Family { get; } = family;

    /// <summary>Of the readable parts, up to the message that came back.</summary>
    public static BounceText Of(MimeMessage message)
    {
        var text = new StringBuilder();
        foreach (var part in message.Root.Tree().Where(p => p.Children.Count == 0 && p.Embedded is null && p.Body.Length < 5_000_000))
        {
            if (text.Length > Most)
                break;
            if (part.MediaType == "text/html" && text.Length < 40)
                text.Append(HtmlText.Read(part.Text())).Append('\n');
            else if (
                part.MediaType is "text/plain" or "text"
                || (part.MediaType.StartsWith("multipart/", StringComparison.Ordinal) && part.Children.Count == 0)
            )
                text.Append(part.Text()).Append("\n\n");
            else if (part.MediaType.StartsWith("application/", StringComparison.Ordinal) && text.Length == 0)
                text.Append(part.Text());
        }
        if (text.Length < 20)
            text.Append(Charsets.Read(message.Root.Preamble.Span))
                .Append(Charsets.Read(message.Root.Body.Span[..Math.Min(message.Root.Body.Length, Most)]));
        if (text.Length > Most)
            text.Length = Most;
        var words = text.ToString().Replace("\r", "", StringComparison.Ordinal);
        return new(Cut(words), Marks(message, words));
    }

    /// <summary>What names the program: who the report is from, its own id, the server that reports (RFC 3464 section 2.2.2), its first words.</summary>
    private static string Marks(MimeMessage message, string words)
    {
        var status = message.Root.Tree().FirstOrDefault(p => p.MediaType.Contains("delivery-status", StringComparison.Ordinal));
        var reporter = status is null ? null : HeaderList.Read(status.Content(), isMessage: true).Headers["Reporting-MTA"];
        var fields = message
            .Headers.Where(h => h.Name.ToLowerInvariant() is "from" or "message-id" or "x-mailer" or "content-type")
            .Select(h => h.Text);
        return string.Join(' ', [.. fields, reporter, words[..Math.Min(words.Length, 300)]]).ToLowerInvariant();
    }

    /// <summary>Each address that heads its own words, with those words. The senders' own addresses are none, unless there is no other.</summary>
    public IReadOnlyList<(string? Recipient, string Words)> Failures(IReadOnlyCollection<string> senders)
    {
        var lines = Words.Split('\n');
        var heads = new List<(int Line, string Address)>();
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].Length < 600 && Head().Match(lines[i]) is { Success: true } head)
                heads.Add((i, head.Groups["a"].Value.TrimEnd('.')));
        if (heads.Exists(h => !senders.Contains(h.Address, StringComparer.OrdinalIgnoreCase)))
            heads.RemoveAll(h => senders.Contains(h.Address, StringComparer.OrdinalIgnoreCase));
        var addresses = heads.Select(h => h.Address).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (addresses.Count == 0)
        {
            var any = Anywhere()
                .Matches(Words)
                .Select(m => m.Value.TrimEnd('.'))
                .FirstOrDefault(a => !senders.Contains(a, StringComparer.OrdinalIgnoreCase) && !Robot().IsMatch(a));
            return any is null ? [] : [(any, Words)];
        }
        if (addresses.Count == 1)
            return [(addresses[0], Words)];
        return [.. addresses.Take(StatusBlock.Most).Select(a => ((string?)a, Under(lines, heads, a)))];
    }

    /// <summary>The words that concern one recipient; all of them when none name it.</summary>
    public string About(string? recipient)
    {
        if (recipient is null)
            return Words;
        var own = Failures([]).FirstOrDefault(f => recipient.Equals(f.Recipient, StringComparison.OrdinalIgnoreCase)).Words;
        return own is null || own.Length < recipient.Length + 8 ? "" : own;
    }

    /// <summary>At which SMTP command it failed: "RCPT", "DATA", "MAIL", "HELO", or empty.</summary>
    public string Command(string diagnostic, string about)
    {
        var match = InWords().Match(diagnostic);
        if (!match.Success)
            match = InWords().Match(about);
        if (!match.Success && about.Length == 0)
            match = InWords().Match(Words);
        if (!match.Success)
            return "";
        var said = match.Value.ToUpperInvariant();
        return said.Contains("RCPT", StringComparison.Ordinal) ? "RCPT"
            : said.Contains("MAIL", StringComparison.Ordinal) ? "MAIL"
            : said.Contains("LO", StringComparison.Ordinal) ? "HELO"
            : "DATA";
    }

    private static string Under(string[] lines, List<(int Line, string Address)> heads, string address)
    {
        var own = new StringBuilder();
        for (var h = 0; h < heads.Count; h++)
        {
            if (!heads[h].Address.Equals(address, StringComparison.OrdinalIgnoreCase))
                continue;
            var end = h + 1 < heads.Count ? heads[h + 1].Line : lines.Length;
            for (var i = heads[h].Line; i < end; i++)
            {
                // The next server's talk belongs to the next recipient.
                if (
                    i > heads[h].Line
                    && (
                        lines[i].StartsWith("While talking to", StringComparison.OrdinalIgnoreCase)
                        || (IsCoded(lines[heads[h].Line]) && IsCoded(lines[i]))
                    )
                )
                    break;
                own.Append(lines[i]).Append('\n');
            }
        }
        return own.ToString();
    }

    /// <summary>Whether a line starts with a reply code: then it stands for itself.</summary>
    private static bool IsCoded(string line) =>
        line.Length > 3 && char.IsAsciiDigit(line[0]) && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2]) && line[3] == ' ';

    private static string Cut(string words)
    {
        var match = Returned().Match(words);
        return match.Success && match.Index > 10 ? words[..match.Index] : words;
    }

    [GeneratedRegex(
        @"^[ \t>*-]{0,20}(?:Recipient(?: address)?:\s{0,4}|Addressed To:\s{0,4}|(?:Final|Original)-Recipient:\s{0,4}rfc822;\s{0,4})?(?:[245]\d\d[ -](?:[245]\.\d+\.\d+ )?)?[<""']{0,2}(?<a>[A-Za-z0-9._%+=&#!/'*~{}|^?$-]{1,64}@[A-Za-z0-9.-]{1,255}[A-Za-z0-9])[>""']{0,2}(?=[\s:,;(\[<]|\.(?:[\s.]|$)|$)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Head();

    [GeneratedRegex(@"[A-Za-z0-9._%+=&#-]{1,64}@[A-Za-z0-9-][A-Za-z0-9.-]{0,253}[A-Za-z0-9]")]
    private static partial Regex Anywhere();

    [GeneratedRegex("^(?:mailer-daemon|postmaster|mail-daemon)@", RegexOptions.IgnoreCase)]
    private static partial Regex Robot();

    [GeneratedRegex(
        @"(?:>>>|reply to|sending|after|our|command|SMTP:|stage|during|\[|to) {0,3}(?:the )?(?:end of )?(?<c>RCPT|MAIL(?: |_)FROM|MAIL command|DATA|EHLO|HELO)|after end of data|end of DATA|SMTP command\s{1,9}(?:DATA|RCPT)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InWords();

    [GeneratedRegex(
        @"^(?:[ \t|>=_*-]{0,60}(?:(?:This|Below|Below this line|Included|The following|Here) (?:line )?is (?:a )?(?:copy|text)\b|Original message\b|Unsent message|Message headers? follow|Message text follow|Message header\b|Returned message\b|Ursprüngliche Nachricht|Message original|The header(?:s)? of the original|Text of (?:your|the) message|Undelivered message follow|Copy of (?:your|the) message|Body of message)|(?:Received|Return-Path|Received-SPF|DKIM-Signature|X-Received|MIME-Version|X-Google-Smtp-Source):)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex Returned();
}
