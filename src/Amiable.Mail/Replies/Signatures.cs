using System.Text.RegularExpressions;

namespace Amiable.Mail.Replies;

/// <summary>Where the signature of a text begins: the delimiter, a phone's line, a company's block or disclaimer, a mailing list's footer.</summary>
internal static partial class Signatures
{
    /// <summary>The line at which what is no message any more begins; the number of lines when there is none.</summary>
    public static int Start(IReadOnlyList<string> lines)
    {
        var start = lines.Count;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsDelimiter(lines[i]) && !IsDevice(lines, i) && !IsDisclaimer(lines, i))
                continue;
            start = i;
            break;
        }
        return Dashed(lines, Block(lines, start));
    }

    /// <summary>"-- " (RFC 3676 section 4.3) without its blank too, rules of underscores or dashes.</summary>
    private static bool IsDelimiter(string line) => Delimiter().IsMatch(line);

    /// <summary>"Sent from my iPhone", alone at the end of a text.</summary>
    private static bool IsDevice(IReadOnlyList<string> lines, int at)
    {
        if (lines[at].Length > 120 || !Device().IsMatch(lines[at]))
            return false;
        return lines
            .Skip(at + 1)
            .TakeWhile(l => !IsDelimiter(l))
            .All(l => l.Trim().Length == 0 || l.Trim().Length < 60 && !l.TrimEnd().EndsWith('.'));
    }

    private static bool IsDisclaimer(IReadOnlyList<string> lines, int at) =>
        lines[at].Length > 20 && (at == 0 || lines[at - 1].Trim().Length == 0) && at > 0 && Disclaimer().IsMatch(lines[at]);

    /// <summary>
    /// The block with telephone, address and web site under a name. The closing words and the name above it stay with the text: they were meant for the reader.
    /// </summary>
    private static int Block(IReadOnlyList<string> lines, int end)
    {
        var from = Math.Max(0, end - 16);
        for (var i = end - 1; i >= from; i--)
        {
            if (!Closing().IsMatch(lines[i].Trim()))
                continue;
            var name = i + 1;
            while (name < end && lines[name].Trim().Length == 0)
                name++;
            if (name >= end)
                return end;
            var after = name + 1;
            return lines.Skip(after).Take(end - after).Any(l => Contact().IsMatch(l)) ? after : end;
        }
        return end;
    }

    /// <summary>"-Abhishek", "__ Rick": a name behind a dash or two, at the very end.</summary>
    private static int Dashed(IReadOnlyList<string> lines, int end)
    {
        var last = end - 1;
        while (last >= 0 && lines[last].Trim().Length == 0)
            last--;
        if (last < 1)
            return end;
        if (Dash().IsMatch(lines[last]) && lines[last - 1].Trim().Length == 0)
            return last;
        return end;
    }

    [GeneratedRegex(@"^\s*(?:--|—|––|__+|={5,}|-{5,}|\*{5,})\s*$")]
    private static partial Regex Delimiter();

    [GeneratedRegex(@"^(?:[-–—]\s?|__?\s?)\p{Lu}[\p{L}'.-]*(?: \p{L}[\p{L}'.-]*){0,3}\s*$")]
    private static partial Regex Dash();

    [GeneratedRegex(
        @"^\W{0,3}(?:sent (?:from|via|with|by) (?:my |the )?(?!desk\b)(?:[\w+-]+[ .]?){1,6}\W{0,3}$|sent from (?:outlook|yahoo|samsung|mail for|proton|gmail|mobile)|get outlook for|envoyé (?:de(?:puis)?|à partir de|via) (?:mon |ma |l['’])?|télécharger outlook|von meinem .{2,40} gesendet|gesendet (?:von|mit|aus|über) |diese nachricht wurde von meinem|outlook für .{2,12} (?:herunterladen|beziehen)|enviado (?:desde|de|do|da|a partir d[eo]) (?:mi |meu |minha |el |o )?|obtener outlook para|obter o outlook|inviato da(?:l|llo)? ?(?:mio )?|scarica outlook|ottieni outlook|verzonden (?:vanaf|met|via) (?:mijn )?|verstuurd vanaf|outlook voor .{2,12} downloaden|wysłan[eoy] z |pobierz (?:aplikację )?outlook|skickat från|sendt fra)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Device();

    [GeneratedRegex(
        @"(?:this (?:e-?mail|message|communication)[^.]{0,80}(?:confidential|privileged|intended)|the (?:information|contents?) (?:contained )?in this (?:e-?mail|message)|confidentiality notice|if you are not the intended recipient|ce (?:message|courriel|mail)[^.]{0,80}(?:confidentiel|destiné|exclusi)|diese (?:e-?mail|nachricht)[^.]{0,80}(?:vertraulich|bestimmt)|este (?:mensaje|correo)[^.]{0,80}(?:confidencial|dirigid)|questo messaggio[^.]{0,80}(?:riservat|confidenzial|destinat)|(?:questa|la presente) e-?mail[^.]{0,80}(?:riservat|confidenzial)|dit (?:bericht|e-?mail\w*)[^.]{0,80}(?:vertrouwelijk|bestemd)|deze e-?mail[^.]{0,80}(?:vertrouwelijk|bestemd)|esta mensagem[^.]{0,80}(?:confidencia|destina)|este e-?mail[^.]{0,80}confidencia|ta wiadomość[^.]{0,80}(?:poufn|przeznaczon)|niniejsz\w+ wiadomość|please consider the environment|pensez à l['’]environnement|avant d['’]imprimer|denken sie an die umwelt|you received this message because you are subscribed|to unsubscribe)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Disclaimer();

    [GeneratedRegex(
        @"^(?:(?:kind|best|warm|many)?\s*regards|best(?: wishes)?|(?:many )?thanks(?: and regards| in advance| again)?|thank you|cheers|sincerely|yours (?:sincerely|faithfully|truly)|(?:bien |très )?cordialement|cdlt|salutations|bien à vous|sincères salutations|(?:mit )?(?:freundlichen|besten|herzlichen|vielen)?\s*(?:grüßen?|grüssen?)|freundliche grüße|viele grüße|beste grüße|mfg|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|un saludo|cordiali saluti|distinti saluti|saluti|(?:met )?(?:vriendelijke|hartelijke) groeten?|groeten|mvg|atenciosamente|cumprimentos|(?:com os )?melhores cumprimentos|abraços?|(?:z poważaniem|pozdrawiam|pozdrowienia|z wyrazami szacunku))\W{0,3}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Closing();

    [GeneratedRegex(
        @"(?:\+|\b00|\(0)\d[\d\s().-]{6,}|\b0\d[\d\s().-]{7,}|\b(?:tel|tél|phone|mobile|mob|fax|cell|telefon|telefono|teléfono|telefoon|portable|handy|tlf)\b\.?\s*[:.]?|www\.|https?://|[\w.+-]+@[\w-]+\.\w|\b(?:GmbH|S\.?A\.?S?|SARL|Ltd|Inc|LLC|S\.?r\.?l|S\.?p\.?A|B\.?V|Sp\. z o\.?o|Lda)\b|\bCEO\b|\bCFO\b|manager|direct(?:or|eur|rice)|comptab|buchhaltung|geschäftsführ|accountant|contabil|administra",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Contact();
}
