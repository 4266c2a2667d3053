namespace Amiable.Documents.Text;

/// <summary>Forms of VAT numbers by country, and the check digits of those where they are simple.</summary>
internal static class TaxDigits
{
    /// <summary>What follows the country's letters.</summary>
    public static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["AT"] = @"U\d{8}",
        ["BE"] = @"[01]?\d{9}",
        ["BG"] = @"\d{9,10}",
        ["CH"] = @"E\d{9}(?:MWST|TVA|IVA)?",
        ["CY"] = @"\d{8}[A-Z]",
        ["CZ"] = @"\d{8,10}",
        ["DE"] = @"\d{9}",
        ["DK"] = @"\d{8}",
        ["EE"] = @"\d{9}",
        ["EL"] = @"\d{9}",
        ["ES"] = @"[A-Z0-9]\d{7}[A-Z0-9]",
        ["FI"] = @"\d{8}",
        ["FR"] = @"[A-HJ-NP-Z0-9]{2}\d{9}",
        ["GB"] = @"\d{9}(?:\d{3})?",
        ["XI"] = @"\d{9}",
        ["HR"] = @"\d{11}",
        ["HU"] = @"\d{8}",
        ["IE"] = @"\d[A-Z0-9]\d{5}[A-Z]{1,2}",
        ["IT"] = @"\d{11}",
        ["LT"] = @"\d{9}(?:\d{3})?",
        ["LU"] = @"\d{8}",
        ["LV"] = @"\d{11}",
        ["MT"] = @"\d{8}",
        ["NL"] = @"\d{9}B\d{2}",
        ["NO"] = @"\d{9}(?:MVA)?",
        ["PL"] = @"\d{10}",
        ["PT"] = @"\d{9}",
        ["RO"] = @"\d{6,10}",
        ["SE"] = @"\d{12}",
        ["SI"] = @"\d{8}",
        ["SK"] = @"\d{10}",
    };

    /// <summary>Null where its country's check is not known here.</summary>
    public static bool? Check(string number)
    {
        var body = number[2..];
        return number[..2] switch
        {
            "FR" => French(body),
            "DE" => German(body),
            "NL" => Weighted(body[..8], [9, 8, 7, 6, 5, 4, 3, 2]) % 11 % 10 == body[8] - '0' || Dutch(number),
            "IT" => Luhn(body),
            "BE" => 97 - (Number(body[..^2]) % 97) == Number(body[^2..]),
            "PT" => Portuguese(body),
            "GB" or "XI" => British(body),
            "AT" => Austrian(body[1..]),
            "ES" => Spanish(body),
            "CH" => Swiss(body),
            _ => null,
        };
    }

    public static bool Luhn(string digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)] - '0';
            var twice = at % 2 == 1 ? digit * 2 : digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return digits.Length > 0 && sum % 10 == 0;
    }

    private static bool? French(string body)
    {
        var siren = body[2..];
        if (!char.IsAsciiDigit(body[0]) || !char.IsAsciiDigit(body[1]))
            return Luhn(siren);
        return (12 + (3 * (Number(siren) % 97))) % 97 == Number(body[..2]);
    }

    private static bool German(string body)
    {
        var product = 10;
        foreach (var digit in body[..8])
        {
            var sum = (digit - '0' + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        return (11 - product) % 10 == body[8] - '0';
    }

    // Since 2020 sole traders have numbers checked over letters and digits, as IBANs are.
    private static bool Dutch(string number)
    {
        var rest = 0;
        foreach (var letter in number)
            rest = char.IsAsciiDigit(letter) ? ((rest * 10) + letter - '0') % 97 : ((rest * 100) + letter - 'A' + 10) % 97;
        return rest == 1;
    }

    private static bool Portuguese(string body)
    {
        var rest = Weighted(body[..8], [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        return (rest < 2 ? 0 : 11 - rest) == body[8] - '0';
    }

    private static bool British(string body)
    {
        var sum = Weighted(body[..7], [8, 7, 6, 5, 4, 3, 2]) + (int)Number(body[7..9]);
        return sum % 97 == 0 || (sum + 55) % 97 == 0;
    }

    private static bool Austrian(string body)
    {
        var sum = 0;
        for (var at = 0; at < 7; at++)
        {
            var value = (body[at] - '0') * (1 + (at % 2));
            sum += (value / 10) + (value % 10);
        }
        return (10 - ((sum + 4) % 10)) % 10 == body[7] - '0';
    }

    private static bool? Spanish(string body)
    {
        const string letters = "TRWAGMYFPDXBNJZSQVHLCKE";
        var first = "XYZ".IndexOf(body[0], StringComparison.Ordinal);
        if (char.IsAsciiDigit(body[0]) || first >= 0)
            return char.IsAsciiLetter(body[8]) && letters[(int)Number((first >= 0 ? $"{first}" : body[..1]) + body[1..8]) % 23] == body[8];
        var sum = 0;
        for (var at = 1; at < 8; at++)
        {
            var value = (body[at] - '0') * (1 + (at % 2));
            sum += (value / 10) + (value % 10);
        }
        var check = (10 - (sum % 10)) % 10;
        return body[8] - '0' == check || body[8] == "JABCDEFGHI"[check];
    }

    private static bool Swiss(string body) => (11 - (Weighted(body[1..9], [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 == body[9] - '0';

    private static long Number(string digits) => long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private static int Weighted(string digits, int[] weights)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
            sum += (digits[at] - '0') * weights[at];
        return sum;
    }
}
