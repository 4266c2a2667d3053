using System.Text;
using Amiable.Mail.Mime;

namespace Amiable.Mail.Authentication;

/// <summary>One method's result (RFC 8601 section 2.2).</summary>
/// <param name="Method">"spf", "dkim", "dmarc", "arc", in lower case, without its version.</param>
/// <param name="Result">"pass", "fail", "softfail", "neutral", "none", "temperror", "permerror", "policy", in lower case.</param>
/// <param name="Reason">Why, in words, or null.</param>
/// <param name="Properties">What was checked: "smtp.mailfrom", "header.d", "header.from", names in lower case.</param>
public sealed record AuthenticationResult(string Method, string Result, string? Reason, IReadOnlyDictionary<string, string> Properties);

/// <summary>
/// The Authentication-Results of a message (RFC 8601). Only those of the server that is trusted count: anybody can write such a field, and a message may bring
/// some along (section 5).
/// </summary>
public static class AuthenticationResults
{
    /// <summary>Most results read of one message.</summary>
    public const int Most = 100;

    /// <summary>The results the trusted server wrote, top to bottom; fields that cannot be read are left out.</summary>
    /// <param name="message">The message.</param>
    /// <param name="trustedId">The authserv-id of one's own receiving server (section 2.5), compared without regard to case.</param>
    public static IReadOnlyList<AuthenticationResult> Of(MimeMessage message, string trustedId) =>
        [.. message.Headers.All("Authentication-Results").SelectMany(h => Read(h.Text, trustedId)).Take(Most)];

    /// <summary>The result of a method, "pass" winning over others when a method was tried several times (as DKIM is, once a signature); null when it was not tried.</summary>
    public static AuthenticationResult? Best(this IReadOnlyList<AuthenticationResult> results, string method)
    {
        var tried = results.Where(r => r.Method.Equals(method, StringComparison.OrdinalIgnoreCase)).ToList();
        return tried.Find(r => r.Result == "pass") ?? tried.FirstOrDefault();
    }

    /// <summary>The results in one field; none when another server wrote it.</summary>
    public static IReadOnlyList<AuthenticationResult> Read(string text, string trustedId)
    {
        var clauses = Clauses(text);
        // "mx.example.com 1": the id, then perhaps the version of the format, of which there is only this one.
        if (clauses.Count == 0 || clauses[0] is not [var id, .. var version] || !id.Equals(trustedId, StringComparison.OrdinalIgnoreCase))
            return [];
        if (version.Count > 0 && version[0] != "1")
            return [];
        return [.. clauses.Skip(1).Select(Result).OfType<AuthenticationResult>().Take(Most)];
    }

    private static AuthenticationResult? Result(List<string> tokens)
    {
        if (tokens.Count == 0 || tokens[0].Split('=', 2) is not [var method, var result] || method.Length == 0 || result.Length == 0)
            return null;
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? reason = null;
        foreach (var token in tokens.Skip(1))
        {
            if (token.Split('=', 2) is not [var name, var value] || name.Length == 0)
                continue;
            if (name.Equals("reason", StringComparison.OrdinalIgnoreCase))
                reason = value;
            else if (name.Contains('.', StringComparison.Ordinal))
                properties.TryAdd(name.ToLowerInvariant(), value);
        }
        return new(method.Split('/')[0].ToLowerInvariant(), result.ToLowerInvariant(), reason, properties);
    }

    /// <summary>The field cut at semicolons, each clause into words; comments dropped, quoted strings unquoted, blanks around "=" closed.</summary>
    private static List<List<string>> Clauses(string text)
    {
        var clauses = new List<List<string>> { new() };
        var word = new StringBuilder();
        var (depth, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && (isQuoted || depth > 0) && i + 1 < text.Length)
            {
                if (isQuoted)
                    word.Append(text[i + 1]);
                i++;
            }
            else if (depth == 0 && c == '"')
                isQuoted = !isQuoted;
            else if (isQuoted)
                word.Append(c);
            else if (c == '(')
                depth++;
            else if (c == ')')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0)
                Take(c, clauses, word);
        }
        End(clauses, word);
        return clauses;
    }

    private static void Take(char c, List<List<string>> clauses, StringBuilder word)
    {
        if (c == ';')
        {
            End(clauses, word);
            clauses.Add([]);
        }
        else if (char.IsWhiteSpace(c))
        {
            if (word.Length > 0 && word[^1] != '=')
                End(clauses, word);
        }
        else if (c == '=' && word.Length == 0 && clauses[^1].Count > 0 && !clauses[^1][^1].Contains('=', StringComparison.Ordinal))
        {
            word.Append(clauses[^1][^1]).Append('=');
            clauses[^1].RemoveAt(clauses[^1].Count - 1);
        }
        else
            word.Append(c);
    }

    private static void End(List<List<string>> clauses, StringBuilder word)
    {
        if (word.Length > 0)
            clauses[^1].Add(word.ToString());
        word.Clear();
    }
}
