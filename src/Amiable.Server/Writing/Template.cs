using System.Text;

namespace Amiable.Writing;

/// <summary>
/// A text with {places} to fill and [one|many] forms to choose. It is taken apart once, before anything is filled in,
/// so that a customer called "{creditor}" or "[a|b]" stays a customer.
/// </summary>
internal sealed class Template
{
    private readonly List<Part> parts = [];

    private Template() { }

    /// <exception cref="FormatException">A bracket is not closed, or a place is not among the known ones: a mistake in a text file.</exception>
    public static Template Parse(string text, IReadOnlySet<string> places)
    {
        var at = 0;
        var template = Read(text, ref at, places, inside: false);
        return template;
    }

    /// <param name="count">How many invoices it is about: chooses the form.</param>
    /// <param name="value">What stands in a place.</param>
    /// <param name="join">Appends a value to what is already written, minding elisions (d’Ateliers, l’8 aprile).</param>
    public string Fill(int count, Func<string, string> value, Action<StringBuilder, string, string> join)
    {
        var written = new StringBuilder();
        Fill(written, count, value, join);
        return written.ToString();
    }

    private void Fill(StringBuilder written, int count, Func<string, string> value, Action<StringBuilder, string, string> join)
    {
        foreach (var part in parts)
        {
            if (part.Forms is { } forms)
                FormFor(count, forms).Fill(written, count, value, join);
            else if (part.IsPlace)
                join(written, part.Text, value(part.Text));
            else
                written.Append(part.Text);
        }
    }

    // [one|many], and where a text may have no invoice at all, [one|many|none].
    private static Template FormFor(int count, List<Template> forms) =>
        count switch
        {
            1 => forms[0],
            0 when forms.Count > 2 => forms[2],
            _ => forms[1],
        };

    private static Template Read(string text, ref int at, IReadOnlySet<string> places, bool inside)
    {
        var template = new Template();
        var literal = new StringBuilder();
        void Flush()
        {
            if (literal.Length > 0)
                template.parts.Add(new Part(literal.ToString(), false, null));
            literal.Clear();
        }

        while (at < text.Length && !(inside && text[at] is '|' or ']'))
        {
            if (text[at] is '{')
            {
                Flush();
                template.parts.Add(new Part(Place(text, ref at, places), true, null));
            }
            else if (text[at] is '[')
            {
                Flush();
                template.parts.Add(new Part("", false, Forms(text, ref at, places)));
            }
            else
                literal.Append(text[at++]);
        }
        Flush();
        return template;
    }

    private static string Place(string text, ref int at, IReadOnlySet<string> places)
    {
        var end = text.IndexOf('}', at);
        var name = end < 0 ? "" : text[(at + 1)..end];
        if (!places.Contains(name))
            throw new FormatException($"\"{{{name}}}\" is no place of a text: {text}");
        at = end + 1;
        return name;
    }

    private static List<Template> Forms(string text, ref int at, IReadOnlySet<string> places)
    {
        var forms = new List<Template>();
        do
        {
            at++;
            forms.Add(Read(text, ref at, places, inside: true));
        } while (at < text.Length && text[at] == '|');
        if (at == text.Length || forms.Count is < 2 or > 3)
            throw new FormatException($"A [one|many] is not complete: {text}");
        at++;
        return forms;
    }

    private sealed record Part(string Text, bool IsPlace, List<Template>? Forms);
}
