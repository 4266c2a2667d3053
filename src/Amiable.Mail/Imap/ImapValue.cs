using System.Text;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>An atom, a string, NIL (neither) or a list (RFC 9051 section 4). One character a byte.</summary>
internal sealed record ImapValue(string? Text, IReadOnlyList<ImapValue>? Items)
{
    /// <summary>Stands in a line for a literal that was read into memory.</summary>
    public const char LiteralMark = '\uffff';

    /// <summary>Stands for the literal that went to a stream.</summary>
    public const char StreamedMark = '\ufffe';

    /// <summary>Deeper than any server nests (BODYSTRUCTURE of mails within mails), and safe.</summary>
    private const int Deepest = 64;

    public static ImapValue Streamed { get; } = new("(streamed)", null);

    public bool Is(string word) => string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// What stands in a line, leniently: missing spaces, lists never closed or closed twice, quotes never ended; whatever it is, it gives values.
    /// </summary>
    /// <exception cref="MailServerFailed">Nested deeper than is sane.</exception>
    public static IReadOnlyList<ImapValue> Parse(string line, IReadOnlyList<string> literals)
    {
        var open = new Stack<List<ImapValue>>();
        var current = new List<ImapValue>();
        var literal = 0;
        for (var i = 0; i < line.Length; )
            switch (line[i])
            {
                case ' ' or '\t':
                    i++;
                    break;
                case '(':
                    if (open.Count == Deepest)
                        throw new MailServerFailed(MailFailure.Garbled, "The server nests lists without end.");
                    open.Push(current);
                    current = [];
                    i++;
                    break;
                case ')':
                    Close(open, ref current);
                    i++;
                    break;
                case '"':
                    current.Add(new(Quoted(line, ref i), null));
                    break;
                case LiteralMark:
                    current.Add(new(literal < literals.Count ? literals[literal++] : "", null));
                    i++;
                    break;
                case StreamedMark:
                    current.Add(Streamed);
                    i++;
                    break;
                default:
                    current.Add(Atom(line, ref i));
                    break;
            }
        while (Close(open, ref current)) { }
        return current;
    }

    private static bool Close(Stack<List<ImapValue>> open, ref List<ImapValue> current)
    {
        if (!open.TryPop(out var outer))
            return false;
        outer.Add(new(null, current));
        current = outer;
        return true;
    }

    private static string Quoted(string line, ref int i)
    {
        var text = new StringBuilder();
        for (i++; i < line.Length && line[i] != '"'; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
                i++;
            text.Append(line[i]);
        }
        i = Math.Min(i + 1, line.Length);
        return text.ToString();
    }

    /// <summary>Up to a space or a delimiter; what stands in brackets belongs to it: BODY[HEADER.FIELDS (To)].</summary>
    private static ImapValue Atom(string line, ref int i)
    {
        var start = i;
        for (var brackets = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '[')
                brackets++;
            else if (c == ']' && brackets > 0)
                brackets--;
            else if (c is LiteralMark or StreamedMark || (brackets == 0 && (c is ' ' or '(' or ')' or '"')))
                break;
        }
        var atom = line[start..i];
        return atom.Equals("NIL", StringComparison.OrdinalIgnoreCase) ? new(null, null) : new(atom, null);
    }
}
