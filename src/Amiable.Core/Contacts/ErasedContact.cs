using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;
using Amiable.Communications;

namespace Amiable.Contacts;

/// <summary>
/// Somebody whose data are erased: how texts named this person, and the pseudonym that stands there from now on. The same person has the same
/// pseudonym everywhere, so that who was written to when can still be followed.
/// </summary>
public sealed class ErasedContact
{
    private readonly ContactId _id;
    private readonly HashSet<string> _addresses;
    private readonly Regex? _address;
    private readonly Regex? _name;

    /// <summary>"Contact 7F3A".</summary>
    public string Name { get; }

    /// <summary>An address that looks like one and never leads anywhere (RFC 2606 section 2).</summary>
    public string Address { get; }

    /// <summary>Learns how a person was named.</summary>
    /// <param name="contact">As last known.</param>
    /// <param name="earlier">As named in messages; those that are not this person are passed over.</param>
    /// <param name="others">
    /// Names that must stay: of the company, its other contacts, our members. A first or family name that is also one of theirs is not replaced
    /// where it stands alone.
    /// </param>
    public ErasedContact(Contact contact, IEnumerable<Recipient> earlier, IEnumerable<string?> others)
    {
        _id = contact.Id;
        var mark = contact.Id.Value.ToString("N")[^4..];
        (Name, Address) = ($"Contact {mark.ToUpperInvariant()}", $"contact-{mark}@erased.invalid");
        _addresses = new(StringComparer.OrdinalIgnoreCase);
        if (contact.Email is not null)
            _addresses.Add(contact.Email);
        var known = earlier.Where(Is).ToList();
        _addresses.UnionWith(known.Select(r => r.Address).Where(a => a.Length > 0 && a != Address));
        var names = known.Select(r => r.Name).Append(contact.FullName).Where(n => n != Name).Select(Words).Where(n => n.Length > 0);
        var kept = others.SelectMany(n => Words(n ?? "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _address = AnyOf(_addresses.OrderByDescending(a => a.Length).Select(OfAddress), RegexOptions.IgnoreCase);
        _name = AnyOf(names.SelectMany(n => OfName(n, kept)).Concat(OfPhone(contact.Phone)).Distinct().OrderByDescending(p => p.Length));
    }

    /// <summary>Whether that is this person, by identity or by address: somebody who was removed and added again is the same.</summary>
    public bool Is(Recipient recipient) =>
        recipient.Contact == _id && recipient.Address != Address || _addresses.Contains(recipient.Address);

    /// <summary>The recipient, by the pseudonym if it is this person.</summary>
    public Recipient In(Recipient recipient) => Is(recipient) ? recipient with { Name = Name, Address = Address } : recipient;

    /// <summary>Whether this person wrote it.</summary>
    public bool Is(Sender sender) => sender.Contact == _id && sender.Address != Address || _addresses.Contains(sender.Address);

    /// <summary>The sender, by the pseudonym if it is this person.</summary>
    public Sender In(Sender sender) => Is(sender) ? sender with { Name = Name, Address = Address } : sender with { Name = In(sender.Name) };

    /// <summary>An invoice as a message states it: only the customer's order number may name a person.</summary>
    public StatedInvoice In(StatedInvoice stated) => stated with { PurchaseOrder = In(stated.PurchaseOrder) };

    /// <summary>The text with the pseudonym where the person was named.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? In(string? text)
    {
        if (text is null)
            return null;
        text = _address?.Replace(text, Address) ?? text;
        return _name?.Replace(text, Name) ?? text;
    }

    /// <summary>As <see cref="In(string?)"/>, cut where it would become longer than it may be.</summary>
    public string In(string text, int most) => In(text) is var told && told.Length > most ? told[..most] : told;

    private static string[] Words(string name) => name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static Regex? AnyOf(IEnumerable<string> patterns, RegexOptions options = RegexOptions.None)
    {
        var all = string.Join('|', patterns);
        return all.Length == 0 ? null : new Regex(all, options | RegexOptions.CultureInvariant);
    }

    private static string OfAddress(string address) => $@"(?<![\w.+-]){Written(address)}(?![\w-]|\.\w)";

    // A whole name in any spelling and order; a part of it only as a name is written, and only if it can mean nobody else.
    private static IEnumerable<string> OfName(string[] name, HashSet<string> kept)
    {
        if (name.Length == 1)
        {
            if (!kept.Contains(name[0]))
                yield return Alone(Written(name[0]));
            yield break;
        }
        yield return Alone($"(?i:{string.Join(@"(?:\s|&nbsp;)+", name.Select(Written))})");
        if (name.Length == 2)
            yield return Alone($@"(?i:{Written(name[1])}(?:\s|&nbsp;)+{Written(name[0])})");
        if (name.Length > 4 || !name.All(w => char.IsUpper(w[0])))
            yield break;
        foreach (var part in name.Where(w => w.Length > 2 && !kept.Contains(w)))
            yield return Alone($"(?:{Written(part)}|{Written(part.ToUpperInvariant())})");
    }

    private static IEnumerable<string> OfPhone(string? phone) =>
        phone is not null && phone.Count(char.IsDigit) >= 6 ? [$@"(?<!\d){Written(phone)}(?!\d)"] : [];

    // "Roux" is neither in "Leroux" nor in "Roux-Dupont".
    private static string Alone(string pattern) => $@"(?<!\w-?){pattern}(?!-?\w)";

    // As in plain text, or as in HTML.
    private static string Written(string text) =>
        WebUtility.HtmlEncode(text) is var encoded && encoded == text
            ? Regex.Escape(text)
            : $"(?:{Regex.Escape(text)}|{Regex.Escape(encoded)})";
}
