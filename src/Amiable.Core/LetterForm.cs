namespace Amiable;

/// <summary>Where things stand on the first page of a letter, so that the address shows in the window of an envelope of a country. All in millimetres from the corner of the paper.</summary>
/// <param name="AddressLeft">Where the lines of the address begin.</param>
/// <param name="AddressTop">Where the first of them stands.</param>
/// <param name="AddressWidth">How wide they may be.</param>
/// <param name="AddressHeight">How high all of them are together.</param>
/// <param name="TextTop">Where the subject begins.</param>
/// <param name="HasSenderLine">Whether the sender is named in the window, in small print over the address.</param>
/// <param name="FoldsAt">Where it is folded, marked at the edge; none where nobody marks it.</param>
public sealed record LetterForm(
    double AddressLeft,
    double AddressTop,
    double AddressWidth,
    double AddressHeight,
    double TextTop,
    bool HasSenderLine,
    IReadOnlyList<double> FoldsAt
)
{
    /// <summary>Lines of an address: more do not fit into any window.</summary>
    public const int MostLines = 6;

    // DIN 5008 form B, window 90 × 45 mm at 20 and 15 mm: the address zone of 27.3 mm begins at 62.7 mm, under the line of the sender.
    private static readonly LetterForm Din = new(25, 62.7, 80, 27.3, 98.5, true, [105, 210]);

    // NF Z 11-001 and envelopes DL with the window on the right, 100 × 45 mm at 20 and 20 mm: from 45 to 79 mm it shows whatever way the sheet slips.
    private static readonly LetterForm French = new(105, 48, 82, 29, 98.5, false, [99, 198]);

    // Envelopes DL with a window of 90 × 35 mm at 20 and 18 mm: 57 to 81 mm shows whatever way the sheet slips.
    private static readonly LetterForm British = new(24, 57, 74, 24, 98.5, false, []);

    // Envelopes no. 10 with a window of 4½ × 1⅛ in at ⅞ and ½ in, and Letter paper in three folds.
    private static readonly LetterForm American = new(25.4, 55, 84, 24, 92, false, []);

    /// <summary>The form used where a letter goes to; that of ISO 269 envelopes with the window on the left where no other is known.</summary>
    public static LetterForm For(string country) =>
        country switch
        {
            "FR" or "MC" or "BE" or "LU" or "IT" or "SM" or "VA" or "ES" or "AD" or "PT" or "GP" or "MQ" or "RE" or "GF" or "YT" => French,
            "GB" or "IE" or "AU" or "NZ" or "IN" or "SG" or "HK" or "MT" or "CY" or "ZA" => British,
            "US" or "CA" or "PR" or "MX" => American,
            _ => Din,
        };

    /// <summary>Whether printers of that country hold Letter paper (216 × 279 mm), and not A4.</summary>
    public static bool UsesLetterPaper(string country) => country is "US" or "CA" or "MX" or "PR" or "CO" or "CL" or "PH";

    /// <summary>Whether the window is in the right half.</summary>
    public bool IsRight => AddressLeft > 90;
}
