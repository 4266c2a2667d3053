using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>A name and an address (RFC 5322 section 3.4).</summary>
/// <param name="Name">The display name, decoded; empty when there is none.</param>
/// <param name="Address">The address: "claire@example.com".</param>
public sealed record Mailbox(string Name, string Address)
{
    /// <summary>Most mailboxes read from one message field.</summary>
    public const int MostInList = 10_000;

    /// <summary>
    /// The mailboxes of an address list: groups give their members, comments become the name when there is no other (obsolete but common), quoted names and
    /// encoded ones are read, and what has no address in it is left out.
    /// </summary>
    /// <param name="text">The unfolded field, encoded words not decoded yet.</param>
    public static IReadOnlyList<Mailbox> ReadList(string text)
    {
        var list = new List<Mailbox>();
        var item = new Reading();
        for (var at = 0; at < text.Length && list.Count < MostInList; )
        {
            var c = text[at];
            if (c == '"')
                at = item.Quoted(text, at);
            else if (c == '(')
                at = item.Comment(text, at);
            else if (c == '<')
                at = item.Angle(text, at);
            else if (c is ',' or ';')
            {
                item.End(list);
                at++;
            }
            else if (c == ':' && !item.HasAt)
            {
                item = new Reading();
                at++;
            }
            else
            {
                item.Plain(c);
                at++;
            }
        }
        item.End(list);
        return list;
    }

    /// <summary>The first mailbox of a field, or null.</summary>
    public static Mailbox? Read(string text) => ReadList(text) is [var first, ..] ? first : null;

    /// <inheritdoc/>
    public override string ToString() => Name.Length == 0 ? Address : $"{Name} <{Address}>";

    /// <summary>One item of the list while it is read.</summary>
    private sealed class Reading
    {
        private readonly StringBuilder words = new();
        private readonly StringBuilder comment = new();
        private string? angle;
        private bool quotedLocal;

        public bool HasAt { get; private set; }

        public void Plain(char c)
        {
            HasAt |= c == '@';
            words.Append(c);
        }

        public int Quoted(string text, int at)
        {
            var start = words.Length;
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                    at++;
                words.Append(text[at]);
            }
            at = Math.Min(at + 1, text.Length);
            // "john smith"@example.com: the quotes belong to the address.
            if (at < text.Length && text[at] == '@')
            {
                quotedLocal = true;
                words.Insert(start, '"').Append('"');
            }
            return at;
        }

        public int Comment(string text, int at)
        {
            var depth = 0;
            for (; at < text.Length; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                    comment.Append(text[++at]);
                else if (text[at] == '(' && depth++ > 0)
                    comment.Append('(');
                else if (text[at] == ')' && --depth == 0)
                    return at + 1;
                else if (text[at] != '(')
                    comment.Append(text[at]);
            }
            return at;
        }

        public int Angle(string text, int at)
        {
            var close = text.IndexOf('>', at);
            if (close < 0)
                close = text.Length;
            var inside = text[(at + 1)..close].Trim('<', ' ', '\t');
            // <@relay,@relay2:claire@example.com>: a source route (RFC 5322 section 4.4) is left out.
            if (inside.StartsWith('@') && inside.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                inside = inside[(colon + 1)..];
            angle ??= inside;
            return Math.Min(close + 1, text.Length);
        }

        public void End(List<Mailbox> list)
        {
            var name = words.ToString().Trim();
            var address = angle;
            if (address is null && name.Contains('@', StringComparison.Ordinal))
            {
                var parts = quotedLocal ? [name] : name.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                var which = Array.FindLastIndex(parts, p => p.Contains('@', StringComparison.Ordinal));
                address = parts[which];
                name = string.Join(' ', parts.Where((_, i) => i != which));
            }
            if (name.Length == 0)
                name = comment.ToString().Trim();
            if (!string.IsNullOrWhiteSpace(address))
                list.Add(new(Unquoted(EncodedWords.Decode(name)), Clean(address)));
            words.Clear();
            comment.Clear();
            (angle, HasAt, quotedLocal) = (null, false, false);
        }

        private static string Unquoted(string name) =>
            name.Length > 1 && name[0] is '"' or '\'' && name[^1] == name[0] ? name[1..^1].Trim() : name.Trim();

        private static string Clean(string address)
        {
            address = address.Trim().Trim('\'', '<', '>');
            if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
                address = address[7..];
            return address.StartsWith('"') ? address : string.Concat(address.Where(c => !char.IsWhiteSpace(c)));
        }
    }
}
