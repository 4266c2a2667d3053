using System.Text.RegularExpressions;

namespace Amiable.Platform.OAuth;

/// <summary>Where a member may be sent back to: what a program may register, and what counts as the same (OAuth 2.1 section 2.3, RFC 8252 section 7).</summary>
public static partial class RedirectAddress
{
    public const int Longest = 2000;

    // A private scheme belongs to whoever owns the domain that it is made of, so it has a dot (RFC 8252 section 7.1). These have none, and are well-known editors'.
    private static readonly string[] SchemesWithoutDot = ["cursor", "vscode", "vscode-insiders", "windsurf", "zed"];

    /// <summary>Whether a program may have members sent there.</summary>
    public static bool IsAcceptable(string text)
    {
        if (
            text.Length > Longest
            || text.Any(c => c is <= ' ' or > '~' or '#' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}')
        )
            return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0)
            return false;
        return uri.Scheme switch
        {
            "https" => uri.Host.Length > 0,
            "http" => Loopback().IsMatch(text),
            _ => uri.Scheme.Contains('.', StringComparison.Ordinal) || SchemesWithoutDot.Contains(uri.Scheme),
        };
    }

    /// <summary>Whether it is what was registered, letter by letter. Only the port of a program on the member's own computer may be another: it takes the one that is free.</summary>
    public static bool Fits(string registered, string asked)
    {
        if (registered == asked)
            return true;
        var (own, other) = (Loopback().Match(registered), Loopback().Match(asked));
        return own.Success
            && other.Success
            && own.Groups["host"].Value == other.Groups["host"].Value
            && own.Groups["rest"].Value == other.Groups["rest"].Value
            && Uri.TryCreate(asked, UriKind.Absolute, out _);
    }

    public static bool IsOnThisComputer(string redirect) => Loopback().IsMatch(redirect);

    /// <summary>What a member can recognise of it: a host, in ASCII so that no letter passes for another; of a program on a device, how it is called by links.</summary>
    public static string Shown(string redirect) =>
        new Uri(redirect) is { Scheme: "https" } web ? web.IdnHost : $"{new Uri(redirect).Scheme}://";

    /// <summary>
    /// What the page that leads there must allow (Content-Security-Policy, form-action). Browsers ask it of every step of a chain of redirects, and programs on the web
    /// have chains of their own; so it names the scheme, and not the host.
    /// </summary>
    public static string FormTarget(string redirect) =>
        new Uri(redirect).Scheme is "https" ? "https:" : $"{new Uri(redirect).Scheme}: https:";

    /// <summary>With these parameters behind what it has already.</summary>
    public static string With(string redirect, IEnumerable<(string Name, string? Value)> answer) =>
        answer
            .Where(a => a.Value is not null)
            .Aggregate(
                redirect,
                (text, a) =>
                    $"{text}{(text.Contains('?', StringComparison.Ordinal) ? text[^1] is '?' or '&' ? "" : "&" : "?")}{a.Name}={Uri.EscapeDataString(a.Value!)}"
            );

    // As text: nothing that a parser would put straight counts as the same.
    [GeneratedRegex(@"\Ahttp://(?<host>127\.0\.0\.1|\[::1\]|localhost)(:[0-9]{1,5})?(?<rest>([/?].*)?)\z")]
    private static partial Regex Loopback();
}
