using System.Globalization;

namespace Amiable.Import;

/// <summary>Finds the country a source means: "FR", "FRA", "France", "Frankreich".</summary>
internal static class Countries
{
    private const string Alpha2 =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL "
        + "CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT "
        + "GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY "
        + "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN "
        + "PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT "
        + "TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

    // English names come from the runtime; these are the neighbours as the other languages write them, and common short forms.
    private const string Names = """
        AT autriche osterreich oesterreich oostenrijk
        BE belgique belgien belgica belgio belgie
        CH suisse schweiz suiza svizzera zwitserland suica
        CZ czechrepublic tchequie tschechien chequia cechia tsjechie
        DE allemagne deutschland alemania germania duitsland alemanha
        DK danemark danemark dinamarca danimarca denemarken
        ES espagne spanien espana spagna spanje espanha
        FR frankreich francia frankrijk franca
        GB uk greatbritain england royaumeuni vereinigteskonigreich reinounido regnounito verenigdkoninkrijk grossbritannien
        IE irlande irland irlanda ierland
        IT italie italien italia
        LU luxemburg luxemburgo lussemburgo
        NL holland paysbas niederlande paisesbajos paesibassi nederland paisesbaixos
        PL pologne polen polonia
        PT portogallo
        SE suede schweden suecia svezia zweden
        US usa etatsunis vereinigtestaaten estadosunidos statiuniti verenigdestaten
        """;

    private static readonly Lazy<Dictionary<string, string>> Known = new(Build);

    /// <summary>The ISO 3166-1 alpha-2 code; null when the text names no country.</summary>
    public static string? Find(string text) => Known.Value.GetValueOrDefault(Fold(text));

    private static string Fold(string text) => Csv.HeaderWords.Fold(text);

    private static Dictionary<string, string> Build()
    {
        var known = new Dictionary<string, string>();
        foreach (var code in Alpha2.Split(' '))
        {
            known[Fold(code)] = code;
            try
            {
                var region = new RegionInfo(code);
                known.TryAdd(Fold(region.ThreeLetterISORegionName), code);
                known.TryAdd(Fold(region.EnglishName), code);
            }
            catch (ArgumentException)
            {
                // A system without that region's data: its two letters are understood all the same.
            }
        }
        foreach (var line in Names.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            foreach (var name in words.Skip(1))
                known.TryAdd(name, words[0]);
        }
        return known;
    }
}
