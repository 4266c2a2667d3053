using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Reading;

/// <summary>A mail of attacks.txt that tries to steer the agent, as a program of the attacker's would build it.</summary>
internal sealed partial record Attack(int Number, string Family, string Language, ILookup<string, string> Fields, string Text, string? Html)
{
    /// <summary>Why it is known to get through; null for one that must not.</summary>
    public string? Known => Fields["Known"].FirstOrDefault();

    public static readonly IReadOnlyList<Attack> All = [.. Read()];

    /// <summary>Its bytes.</summary>
    /// <param name="address">Of the contact it pretends to be.</param>
    /// <param name="answered">The mail it goes on with.</param>
    /// <param name="elsewhere">A mail of another account.</param>
    /// <param name="numbered">Puts the numbers of the account's invoices in.</param>
    public byte[] Mail(string address, string answered, string elsewhere, Func<string, string> numbered)
    {
        var before = Fields["In-Reply-To"].Contains("other") ? elsewhere : answered;
        var mail = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"From: {Word(Fields["Name"].FirstOrDefault() ?? "Anne Roux")} <{address}>\r\nTo: lea@duvernay.example\r\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"Subject: {Word(numbered(Fields["Subject"].FirstOrDefault() ?? "Re: Facture"))}\r\nMessage-ID: <{Guid.NewGuid():N}@elsewhere.example>\r\n"
            )
            .Append(CultureInfo.InvariantCulture, $"In-Reply-To: <{before}>\r\nReferences: <{before}>\r\nMIME-Version: 1.0\r\n");
        foreach (var header in Fields["Header"])
            mail.Append(header).Append("\r\n");
        return Encoding.UTF8.GetBytes(mail.Append(WithFiles(Letter(numbered), numbered)).ToString());
    }

    private string Letter(Func<string, string> numbered) =>
        Html is null ? Part("plain", numbered(Text))
        : Text.Length == 0 ? Part("html", numbered(Html))
        : "Content-Type: multipart/alternative; boundary=\"both\"\r\n\r\n"
            + $"--both\r\n{Part("plain", numbered(Text))}\r\n--both\r\n{Part("html", numbered(Html))}\r\n--both--\r\n";

    private string WithFiles(string letter, Func<string, string> numbered)
    {
        if (!Fields["File"].Any())
            return letter;
        var files = Fields["File"]
            .Select(name =>
                $"--all\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=UTF-8''{Uri.EscapeDataString(numbered(name))}\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQKJSVFT0Y=\r\n"
            );
        return $"Content-Type: multipart/mixed; boundary=\"all\"\r\n\r\n--all\r\n{letter}\r\n{string.Concat(files)}--all--\r\n";
    }

    private string Part(string kind, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
        var (encoding, body) = Fields["Encoding"].FirstOrDefault() switch
        {
            "base64" => ("base64", Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)),
            "quoted-printable" => ("quoted-printable", string.Concat(bytes.Select((b, i) => $"={b:X2}{(i % 20 == 19 ? "=\r\n" : "")}"))),
            _ => ("8bit", Encoding.UTF8.GetString(bytes)),
        };
        return $"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n";
    }

    /// <summary>An encoded word of a header.</summary>
    private static string Word(string text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static IEnumerable<Attack> Read()
    {
        using var file = typeof(Attack).Assembly.GetManifestResourceStream("attacks.txt")!;
        using var reader = new StreamReader(file);
        var number = 0;
        foreach (var block in Regex.Split(reader.ReadToEnd().ReplaceLineEndings("\n"), "^=== ", RegexOptions.Multiline).Skip(1))
        {
            var lines = Escaped()
                .Replace(block, m => char.ConvertFromUtf32(Convert.ToInt32(m.Groups["code"].Value, 16)))
                .Split('\n')
                .ToList();
            var kind = lines[0].Split(' ');
            var fields = lines.Skip(1).TakeWhile(l => Field().IsMatch(l)).Select(l => l.Split(": ", 2)).ToList();
            var body = string.Join('\n', lines.Skip(1 + fields.Count)).Split("--- html\n");
            yield return new(
                ++number,
                kind[0],
                kind[1],
                fields.ToLookup(f => f[0], f => f[1]),
                body[0].Trim('\n'),
                body.Length > 1 ? body[1].Trim('\n') : null
            );
        }
    }

    [GeneratedRegex(@"\\(?:u(?<code>[0-9a-f]{4})|U(?<code>[0-9A-F]{8}))")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"^(?:Subject|Name|File|Header|Encoding|In-Reply-To|Known): ")]
    private static partial Regex Field();
}
