using System.Globalization;

namespace Amiable.Import.Xlsx;

/// <summary>What a cell says, as text: a date by its style, a number without the noise of binary fractions.</summary>
internal sealed class CellTexts(IReadOnlyList<string> shared, HashSet<int> dateStyles, bool countsFrom1904)
{
    private const int DaysFrom1900To1904 = 1_462;
    private const double LastDay = 2_958_465;

    // Excel believes that there was a 29 February 1900: days from March of that year on count from here.
    private static readonly DateOnly Start = new(1899, 12, 30);

    /// <param name="type">"s" shared text, "str" text of a formula, "b" yes or no, "e" error, "d" ISO date, else a number.</param>
    /// <param name="style">Place of its style.</param>
    /// <param name="value">As written.</param>
    public string Of(string? type, string? style, string value) =>
        type switch
        {
            "s" => int.TryParse(value, CultureInfo.InvariantCulture, out var place) && place >= 0 && place < shared.Count
                ? shared[place]
                : "",
            "b" => value == "1" ? "true" : "false",
            "e" => "",
            "d" => value.Length > 10 ? value[..10] : value,
            "str" => value,
            _ => Number(value, style),
        };

    private string Number(string value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return value;
        if (number is > 0 and < LastDay && int.TryParse(style, CultureInfo.InvariantCulture, out var place) && dateStyles.Contains(place))
            return Start
                .AddDays((int)number + (countsFrom1904 ? DaysFrom1900To1904 : 0))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Math.Abs(number) < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : value;
    }
}
