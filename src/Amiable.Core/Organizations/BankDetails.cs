using System.Collections.Frozen;

namespace Amiable.Organizations;

/// <summary>Where customers pay.</summary>
/// <param name="Holder">Who holds the bank account.</param>
/// <param name="Iban">Without spaces, in capitals (ISO 13616).</param>
/// <param name="Bic">ISO 9362, or null.</param>
/// <param name="BankName">For the reader's eye, or null.</param>
public sealed record BankDetails(string Holder, string Iban, string? Bic = null, string? BankName = null)
{
    // How many characters the IBAN of a country has (ISO 13616, the IBAN registry of SWIFT, release 99).
    private static readonly FrozenDictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 "
        + "GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
        + "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 "
        + "TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
    )
        .Split(' ')
        .ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>
    /// Whether the length is that of the country and the check digits fit (ISO 13616: the number, its first four characters moved to the end, is 1
    /// modulo 97). They run from 02 to 98: 00, 01 and 99 would pass for 97, 98 and 02. A country outside the registry is checked by its digits only.
    /// </summary>
    public bool IbanIsValid => IbanHasItsLength && IbanAddsUp;

    /// <summary>Whether there are as many characters as the country named in front has; a country outside the registry has 15 to 34.</summary>
    public bool IbanHasItsLength =>
        Iban.Length >= 2 && (Lengths.TryGetValue(Iban[..2], out var length) ? Iban.Length == length : Iban.Length is >= 15 and <= 34);

    /// <summary>Whether the BIC has the shape of one: bank, country, place and perhaps branch, 8 or 11 characters (ISO 9362). None is fine.</summary>
    public bool BicIsValid => Bic is null || (Bic.Length is 8 or 11 && Bic.All(IsLetterOrDigit) && Bic[4..6].All(char.IsAsciiLetterUpper));

    /// <summary>As typed or pasted, in the form it is kept in: IBAN and BIC without blanks and in capitals.</summary>
    /// <param name="holder">Who holds it when nobody is named.</param>
    public BankDetails Tidy(string holder) =>
        new(
            string.IsNullOrWhiteSpace(Holder) ? holder : Holder.Trim(),
            Compact(Iban),
            string.IsNullOrWhiteSpace(Bic) ? null : Compact(Bic),
            string.IsNullOrWhiteSpace(BankName) ? null : BankName.Trim()
        );

    private bool IbanAddsUp
    {
        get
        {
            if (Iban.Length is < 15 or > 34 || !Iban.All(IsLetterOrDigit))
                return false;
            if (Iban[..2].Any(char.IsAsciiDigit) || !int.TryParse(Iban.AsSpan(2, 2), out var check) || check is < 2 or > 98)
                return false;
            var remainder = 0;
            foreach (var c in Iban[4..] + Iban[..4])
                remainder = char.IsAsciiDigit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
            return remainder == 1;
        }
    }

    private static bool IsLetterOrDigit(char c) => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c);

    // Printed in groups of four, with blanks of every kind, hyphens or dots between them.
    private static string Compact(string code) =>
        string.Concat(code.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('-' or '.'))).ToUpperInvariant();
}
