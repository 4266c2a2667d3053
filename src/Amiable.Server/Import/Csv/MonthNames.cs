namespace Amiable.Import.Csv;

/// <summary>The months as the seven languages write and shorten them.</summary>
internal static class MonthNames
{
    private static readonly string[] ByMonth =
    [
        "january januar janvier enero gennaio januari janeiro jan janv ene gen",
        "february februar fevrier febrero febbraio februari fevereiro feb fev fevr febr",
        "march marz maerz mars marzo maart marco mar mrz mrt",
        "april avril abril aprile apr avr abr",
        "may mai mayo maggio mei maio mag",
        "june juni juin junio giugno junho jun giu",
        "july juli juillet julio luglio julho jul juil lug",
        "august aout agosto augustus aug ago agt",
        "september septembre septiembre settembre setembro sep sept set sett",
        "october oktober octobre octubre ottobre outubro oct okt ott out",
        "november novembre noviembre novembro nov",
        "december dezember decembre diciembre dicembre dezembro dec dez dic",
    ];

    private static readonly Dictionary<string, int> Months = ByMonth
        .SelectMany((names, i) => names.Split(' ').Select(name => (Name: HeaderWords.Fold(name), Month: i + 1)))
        .ToDictionary(m => m.Name, m => m.Month);

    // "1er", "2nd", "3 de enero de 2025".
    private static readonly HashSet<string> Fillers = ["er", "st", "nd", "rd", "th", "de", "del", "of", "o"];

    public static int? Find(ReadOnlySpan<char> word) =>
        word.Length is >= 3 and <= 12 && Months.TryGetValue(HeaderWords.Fold(word.ToString()), out var month) ? month : null;

    public static bool IsFiller(ReadOnlySpan<char> word) => word.Length <= 3 && Fillers.Contains(word.ToString().ToLowerInvariant());
}
