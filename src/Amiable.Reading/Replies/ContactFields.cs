using System.Text.RegularExpressions;
using Amiable.Reading.Intents;
using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Dates;
using Amiable.Reading.Understanding.People;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Whom to write to instead, who stands in, and until when.</summary>
internal sealed partial class ContactFields(ReplyToRead reply, ReplyFacts facts, List<ReadSentence> told)
{
    private readonly IReadOnlyList<FoundName> names = PeopleReader.Names(facts.Text);

    public ReadContact? New(HashSet<ReplyIntent> has)
    {
        if (has.Contains(ReplyIntent.AutoReply) && !has.Contains(ReplyIntent.WrongContact))
            return null;
        if (has.Contains(ReplyIntent.WrongContact))
            return In(told.Where(s => s["WC"] > 0.3 || s.Means("WRITETO") || Addresses(s)), true);
        if (has.Contains(ReplyIntent.Insolvency) || has.Contains(ReplyIntent.LegalThreat) && IsLawyer())
            return Office();
        // "I pass it to Amelia, who will answer".
        if (has.Contains(ReplyIntent.Acknowledgement))
            return In(told.Where(s => s.Means("CHECKING")), false);
        return null;
    }

    /// <summary>Who administers an estate or acts for somebody is the one to write to, often the sender himself.</summary>
    private ReadContact? Office()
    {
        var written = In(told, true);
        // The debtor who tells of his own insolvency is not the one who administers it.
        if (!IsOffice() && written?.Email is null && !names.Any(n => n.HasTitle) && !told.Exists(s => Appoints().IsMatch(s.Folded)))
            return null;
        var people = names.Where(n => !IsCompany(n)).ToList();
        var sender = PeopleReader
            .Names(WrittenText.Of(reply.FromName))
            .FirstOrDefault(n =>
                n.Name.Contains(' ', StringComparison.Ordinal) && !FirmWord().IsMatch(n.Name) && people.Exists(p => Within(p.Name, n.Name))
            )
            ?.Name;
        var full = people.Where(n => n.Name.Contains(' ', StringComparison.Ordinal)).ToList();
        var name =
            sender
            ?? full.FirstOrDefault(n => n.HasTitle)?.Name
            ?? full.FirstOrDefault(n => Matches(n.Name, reply.FromAddress.Replace('@', '.')))?.Name
            ?? full.FirstOrDefault()?.Name
            ?? PeopleReader.Names(WrittenText.Of(reply.FromName)).FirstOrDefault()?.Name;
        return new(name, written?.Email ?? reply.FromAddress, written?.Phone);
    }

    private bool IsCompany(FoundName name) =>
        FirmWord().IsMatch(name.Name)
        || CompanyBehind().IsMatch(facts.Text.Raw[name.Span.End..])
        || CompanyBefore().IsMatch(facts.Text.Raw[Math.Max(0, name.Span.Start - 20)..name.Span.Start]);

    /// <summary>"Dr. Siebeneich" is Volkmar Siebeneich.</summary>
    private static bool Within(string one, string other) =>
        !one.Split(' ').Except(other.Split(' '), StringComparer.OrdinalIgnoreCase).Any();

    [GeneratedRegex(@"^(?:SARL|SAS|EURL|SA|Kanzlei|Cabinet|Étude|Studio|Kancelaria|Despacho|Firma|Maison)\b")]
    private static partial Regex FirmWord();

    [GeneratedRegex(
        @"^,? ?(?:&|S\.? ?[LAC]\.?|S\.?r\.?l\b|S\.?p\.?A\b|GmbH|AG\b|KG\b|e\.K\.|B\.?V\.?|N\.?V\.?|Ltd|LLP|LLC|Inc|PLC|plc|SARL|SAS|Lda|sp\. ?z|Sp\. ?z|\w+ Ltd)"
    )]
    private static partial Regex CompanyBehind();

    [GeneratedRegex(
        @"\b(?:SARL|SAS|EURL|SA|Kanzlei|Cabinet|Étude|Studio|Kancelaria|Despacho|société|empresa|[Ff]irma|Maison|Entreprise) $|& $"
    )]
    private static partial Regex CompanyBefore();

    public ReadAbsence? Absence()
    {
        var today = DateOnly.FromDateTime(reply.Received.DateTime);
        var away = told.Where(s => s.Means("OOO") || s["AR"] > 0.4).ToList();
        if (away.TrueForAll(s => !s.Means("OOO")))
            return null;
        var until = away.SelectMany(s => s.Dates).Select(d => d.Next ?? (d.Last >= today ? d.Last : null)).Where(d => d is not null).Max();
        var stands = told.Where(s => s.Means("COLLEAGUE") || s.Means("URGENT") || Addresses(s)).ToList();
        var contact = stands.Count == 0 ? null : In(stands, true);
        return until is null && contact is null ? null : new(until, contact);
    }

    private bool Addresses(ReadSentence sentence) =>
        facts.Emails.Concat(facts.Phones).Any(e => e.Span.Start >= sentence.Span.Start && e.Span.Start < sentence.Span.End);

    /// <summary>The sender's name, address or signature is that of an office.</summary>
    private bool IsOffice() =>
        OfficeWord().IsMatch(WrittenText.Of($"{reply.FromName} {reply.FromAddress} {reply.Text.Signature}").Folded)
        || OfficeWord().IsMatch(LastLines());

    private string LastLines()
    {
        var lines = facts.Text.Folded.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Skip(1).TakeLast(3).Where(l => l.Length < 70));
    }

    [GeneratedRegex(
        @"avocat|abogad|anwalt|\bra-|legal|\blaw|advoca|\bavv\b|kanzlei|solicitor|adwokat|kancelaria|advogad|attorney|studio|mandatair|administrat(?:eur|or) judic|liquidat|insolv|concurs|procedur|curat(?:or|eur|ore)|verwalter|syndyk|zarzadc|restruktur|recovery|etude|receiver|bewindvoerder|commissa"
    )]
    private static partial Regex OfficeWord();

    [GeneratedRegex(
        @"\b(?:appointed|nomm\w+|designe\w*|bestellt|nombrad\w+|designad\w+|nominat\w*|benoem\w*|benoemd|aangesteld|nomead\w+|ustanowion\w*|powolan\w*|wyznaczon\w*)\b"
    )]
    private static partial Regex Appoints();

    private bool IsLawyer() =>
        told.Exists(s => s["LE"] > 0.5)
        && (reply.FromName + reply.FromAddress).ToLowerInvariant() is var from
        && Array.Exists(
            [
                "llp",
                "avocat",
                "abogad",
                "anwalt",
                "ra-",
                "legal",
                "law",
                "advoca",
                "avv",
                "kanzlei",
                "solicitor",
                "adwokat",
                "kancelaria",
                "advogad",
                "attorney",
                "studio",
            ],
            from.Contains
        );

    private ReadContact? In(IEnumerable<ReadSentence> sentences, bool withAddress)
    {
        var spans = sentences.Select(s => s.Span).ToList();
        if (spans.Count == 0)
            return null;
        var email = withAddress ? facts.Emails.FirstOrDefault(e => Inside(e.Span)) : null;
        var phone = withAddress ? facts.Phones.FirstOrDefault(p => Inside(p.Span)) : null;
        var name = Name(email, phone, spans, !withAddress);
        return name is null && email is null && phone is null ? null : new(name, email?.Value, phone?.Value);

        bool Inside(Span span) => spans.Exists(s => s.Start <= span.Start && span.Start < s.End);
    }

    /// <summary>The name that the address contains, else the one with a title, else the one nearest before the address.</summary>
    private string? Name(FoundAddress? email, FoundAddress? phone, List<Span> spans, bool isPassedOn)
    {
        var here = names.Where(n => spans.Exists(s => s.Start <= n.Span.Start && n.Span.Start < s.End) && !IsSender(n.Name)).ToList();
        if (email is not null && here.FirstOrDefault(n => Matches(n.Name, email.Value)) is { } matching)
            return matching.Name;
        if (here.FirstOrDefault(n => n.HasTitle) is { } titled)
            return titled.Name;
        var at = email?.Span.Start ?? phone?.Span.Start;
        var near = here.Where(n => n.Name.Contains(' ', StringComparison.Ordinal) || at is null)
            .Where(n => at is null || Math.Abs(n.Span.Start - at.Value) < 80);
        return near.OrderBy(n => at is null ? n.Span.Start : Math.Abs(n.Span.Start - at.Value)).FirstOrDefault()?.Name;
    }

    private static bool Matches(string name, string email)
    {
        var local = WrittenText.Of(email.Split('@')[0]).Folded;
        return name.Split(' ').Select(w => WrittenText.Of(w).Folded).Any(w => w.Length > 2 && local.Contains(w, StringComparison.Ordinal));
    }

    private bool IsSender(string name) => reply.FromName.Contains(name, StringComparison.OrdinalIgnoreCase);

    private ReadContact? Sender()
    {
        var name = PeopleReader.Names(WrittenText.Of(reply.FromName)).FirstOrDefault()?.Name;
        return new(name, reply.FromAddress, null);
    }
}
