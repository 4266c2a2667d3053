namespace Amiable.Communications;

/// <summary>How the characters of a text message travel.</summary>
public enum SmsCoding
{
    /// <summary>Seven bits each (3GPP TS 23.038, 6.2.1): 160 to a message, 153 to each part of a longer one.</summary>
    Gsm7,

    /// <summary>Sixteen bits each: 70 to a message, 67 to each part of a longer one.</summary>
    Ucs2,
}

/// <summary>
/// A text message as networks count and charge it: in parts of 140 octets, of which a part of a longer one gives six to its heading (3GPP TS 23.040, 9.2.3.24.1).
/// One character that is not of the seven-bit alphabet makes all of them travel in sixteen bits.
/// </summary>
public sealed record SmsText
{
    // 3GPP TS 23.038 section 6.2.1; its escape character is not one to write.
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // Section 6.2.1.1: behind an escape, so that each takes two places.
    private const string Extension = "\f^{}\\[~]|€";

    private SmsText(SmsCoding coding, int units, int segments, IReadOnlyList<string> widening) =>
        (Coding, Units, Segments, Widening) = (coding, units, segments, widening);

    /// <summary>How it travels.</summary>
    public SmsCoding Coding { get; }

    /// <summary>Places it takes: septets, or units of sixteen bits.</summary>
    public int Units { get; }

    /// <summary>Messages it is charged as; nought for an empty text.</summary>
    public int Segments { get; }

    /// <summary>The characters, each once, for which all of it travels in sixteen bits.</summary>
    public IReadOnlyList<string> Widening { get; }

    /// <summary>Counts a text.</summary>
    public static SmsText Of(string text)
    {
        List<string> widening = [];
        var septets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var character = rune.ToString();
            if (Basic.Contains(character, StringComparison.Ordinal))
                septets++;
            else if (Extension.Contains(character, StringComparison.Ordinal))
                septets += 2;
            else if (!widening.Contains(character))
                widening.Add(character);
        }
        return widening.Count == 0
            ? new(SmsCoding.Gsm7, septets, Parts(text, septets, 160, 153, SeptetsOf), widening)
            : new(SmsCoding.Ucs2, text.Length, Parts(text, text.Length, 70, 67, r => r.Utf16SequenceLength), widening);
    }

    private static int SeptetsOf(System.Text.Rune rune) => Extension.Contains(rune.ToString(), StringComparison.Ordinal) ? 2 : 1;

    // A character of two places is not torn: where one place is left, it goes to the next part.
    private static int Parts(string text, int units, int alone, int each, Func<System.Text.Rune, int> size)
    {
        if (units <= alone)
            return units == 0 ? 0 : 1;
        var (parts, left) = (1, each);
        foreach (var rune in text.EnumerateRunes())
        {
            if (size(rune) > left)
                (parts, left) = (parts + 1, each);
            left -= size(rune);
        }
        return parts;
    }
}
