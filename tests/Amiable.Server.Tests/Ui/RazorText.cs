using System.Text.RegularExpressions;

namespace Amiable.Ui;

/// <summary>Finds the human words that stand in a .razor file instead of in its *.json. Good enough to catch a slip, no Razor parser.</summary>
internal static partial class RazorText
{
    public static IEnumerable<string> Literals(string source)
    {
        var markup = CodeBlock().Replace(Comment().Replace(source, ""), "");
        foreach (Match match in SpokenAttribute().Matches(markup))
            yield return match.Value;
        foreach (var line in TextOf(markup).Split('\n').Select(line => line.Trim()))
        {
            // What is left of control flow between the tags.
            var isCode = line.EndsWith(';') || line.EndsWith(':') || Flow().IsMatch(line);
            if (!isCode && line.Any(char.IsLetter))
                yield return line;
        }
    }

    /// <summary>The markup without its tags and its expressions.</summary>
    private static string TextOf(string markup)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < markup.Length; i++)
        {
            if (markup[i] == '<' && i + 1 < markup.Length && (char.IsLetter(markup[i + 1]) || markup[i + 1] is '/' or '!'))
                i = EndOfTag(markup, i);
            else if (markup[i] == '@')
                i = EndOfExpression(markup, i);
            else
                text.Append(markup[i]);
        }
        return text.ToString();
    }

    private static int EndOfTag(string markup, int at)
    {
        char? quote = null;
        for (var i = at; i < markup.Length; i++)
        {
            if (markup[i] == '@' && i + 1 < markup.Length && markup[i + 1] is '(' or '[')
                i = EndOfBrackets(markup, i + 1);
            else if (markup[i] == '@' && quote is not null)
                i = EndOfExpression(markup, i);
            else if (markup[i] is '"' && (quote is null || quote == markup[i]))
                quote = quote is null ? markup[i] : null;
            else if (markup[i] == '>' && quote is null)
                return i;
        }
        return markup.Length;
    }

    /// <summary>@name.Name(…)[…], @if (…), @(…): where it ends.</summary>
    private static int EndOfExpression(string markup, int at)
    {
        var i = at + 1;
        while (i < markup.Length)
        {
            if (
                char.IsLetterOrDigit(markup[i])
                || markup[i] is '_' or '!'
                || (markup[i] is '.' or '?' && i + 1 < markup.Length && (char.IsLetter(markup[i + 1]) || markup[i + 1] is '.'))
            )
                i++;
            else if (markup[i] is '(' or '[' || (markup[i] == ' ' && Keyword().IsMatch(markup[at..i])))
                i = EndOfBrackets(markup, markup[i] == ' ' ? i + 1 : i) + 1;
            else
                break;
        }
        return i - 1;
    }

    private static int EndOfBrackets(string markup, int at)
    {
        var (depth, isText) = (0, false);
        for (var i = at; i < markup.Length; i++)
        {
            if (markup[i] == '"')
                isText = !isText;
            else if (!isText)
                depth +=
                    markup[i] is '(' or '[' or '{' ? 1
                    : markup[i] is ')' or ']' or '}' ? -1
                    : 0;
            if (depth == 0)
                return i;
        }
        return markup.Length;
    }

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // Always the last part of a file, by custom.
    [GeneratedRegex(
        @"^@code\b[\s\S]*|^@(using|page|inherits|inject|implements|attribute|namespace|typeparam)\b[^\n]*",
        RegexOptions.Multiline
    )]
    private static partial Regex CodeBlock();

    // Attributes that people read, with letters that are not from an expression.
    [GeneratedRegex(
        @"\s(Text|Label|Title|Heading|Help|Caption|Kind|Placeholder|LinkText|ButtonText|Suffix|aria-label|placeholder|title|alt)=""(?!@)[^""]*\p{L}[^""]*"""
    )]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex(@"^(else\b|if \(|case |[{}]+$|\w+[^.!?]*=>)")]
    private static partial Regex Flow();

    [GeneratedRegex(@"^@(if|for|foreach|while|switch)$")]
    private static partial Regex Keyword();
}
