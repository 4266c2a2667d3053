using Amiable.Mail.Mime;

namespace Amiable.Mail.Replies;

/// <summary>
/// Tells what is new in a message from the history under or above it, the signature and the footers, in the layouts of Gmail, Outlook, Apple Mail,
/// Thunderbird and the mail programs of phones, in eight languages.
/// </summary>
public static class ReplyTrimming
{
    /// <summary>Most characters looked at; what is beyond is taken for history.</summary>
    public const int Most = 500_000;

    /// <summary>What is new in a message: from its plain text when that says something, else from its HTML. A text without quoting in a message whose HTML marks it is read from there.</summary>
    public static TrimmedReply Trim(MimeMessage message)
    {
        var html = message.Html is { Body.Length: < 20_000_000 } part ? part.Text() : null;
        return Trim(message, html) with { Beside = BesideText.Of(message, html) };
    }

    private static TrimmedReply Trim(MimeMessage message, string? html)
    {
        var plain = message.PlainText is { } part ? Plain(part) : null;
        if (string.IsNullOrWhiteSpace(plain))
            return html is null ? TrimText(plain ?? "") : TrimHtml(html);
        var read = TrimText(plain);
        if (read.Quoted.Length > 0 || html is null)
            return read;
        var marked = TrimHtml(html);
        return marked.Quoted.Length > 0 && marked.NewText.Length > 0 ? marked : read;
    }

    /// <summary>What is new in a plain text.</summary>
    public static TrimmedReply TrimText(string text)
    {
        var lines = Lines(text);
        var quoted = new List<string>();
        var kept = new List<string>();
        for (var i = 0; i < lines.Count; )
        {
            if (QuoteHeads.IsDivider(lines[i]) || QuoteHeads.StartsFields(lines, i))
            {
                quoted.AddRange(lines.Skip(i));
                break;
            }
            var introduction = QuoteHeads.Introduction(lines, i);
            if (introduction > 0 && !IsQuotedNext(lines, i + introduction))
            {
                // History that is not marked goes on to the end, unless it starts the text.
                if (kept.Exists(l => l.Trim().Length > 0) || i + introduction >= lines.Count)
                {
                    quoted.AddRange(lines.Skip(i));
                    break;
                }
                quoted.AddRange(lines.Skip(i).Take(introduction));
                i += introduction;
            }
            else if (introduction > 0 || IsQuoted(lines[i]))
                i = TakeQuotation(lines, i, Math.Max(introduction, 1), kept, quoted);
            else
                kept.Add(lines[i++]);
        }
        return Finished(kept, quoted);
    }

    /// <summary>What is new in an HTML text.</summary>
    public static TrimmedReply TrimHtml(string html)
    {
        var root = HtmlNode.Read(html.Length > Most * 4 ? html[..(Most * 4)] : html);
        var history = HtmlQuotes.Remove(root);
        var rest = TrimText(HtmlText.Read(root));
        var quoted = string.Join('\n', ((string[])[rest.Quoted, history]).Where(q => q.Length > 0));
        return rest with { Quoted = quoted };
    }

    private static string Plain(MimePart part)
    {
        var (text, _) = UuencodedFile.Split(part.Text());
        var isFlowed = "flowed".Equals(part.ContentType["format"], StringComparison.OrdinalIgnoreCase);
        return isFlowed ? FlowedText.Read(text, "yes".Equals(part.ContentType["delsp"], StringComparison.OrdinalIgnoreCase)) : text;
    }

    private static List<string> Lines(string text)
    {
        if (text.Length > Most)
            text = text[..Most];
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n')
            .Replace('\u00a0', ' ')
            .Replace("\u200b", "", StringComparison.Ordinal);
        return [.. text.Split('\n').Select(l => l.TrimEnd())];
    }

    private static bool IsQuoted(string line) =>
        line.StartsWith('>') || line.StartsWith("|>", StringComparison.Ordinal) || line.StartsWith(" >", StringComparison.Ordinal);

    private static bool IsQuotedNext(List<string> lines, int at)
    {
        while (at < lines.Count && lines[at].Length == 0)
            at++;
        return at < lines.Count && IsQuoted(lines[at]);
    }

    /// <summary>Takes an introduction and the quoted lines after it; blank lines between quoted lines are theirs.</summary>
    private static int TakeQuotation(List<string> lines, int at, int count, List<string> kept, List<string> quoted)
    {
        var end = at + count;
        for (var i = end; i < lines.Count; i++)
        {
            if (IsQuoted(lines[i]))
                end = i + 1;
            else if (lines[i].Length > 0)
                break;
        }
        quoted.AddRange(lines.Skip(at).Take(end - at));
        if (kept.Count > 0 && kept[^1].Length > 0)
            kept.Add("");
        while (end < lines.Count && lines[end].Length == 0)
            end++;
        return end;
    }

    private static TrimmedReply Finished(List<string> kept, List<string> quoted)
    {
        var signature = Signatures.Start(kept);
        var fresh = Joined(kept.Take(signature));
        // A text that is nothing but a signature is the text.
        if (fresh.Length == 0 && quoted.Count == 0)
            return new(Joined(kept), "", "");
        return new(fresh, Joined(kept.Skip(signature)), Joined(quoted));
    }

    private static string Joined(IEnumerable<string> lines) =>
        string.Join('\n', lines).Trim('\n', ' ', '\t') is var text && text.Length == 0 ? "" : string.Join('\n', lines).Trim('\n').TrimEnd();
}
