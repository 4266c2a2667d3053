namespace Amiable.Documents.Text.Papers;

internal sealed record PaperParty(string Name, string Street, string City, string Country, string Vat, string Mail, string Foot);

/// <summary>Invented companies of each country.</summary>
internal static class PaperPeople
{
    private static readonly Dictionary<string, PaperParty[]> People = new()
    {
        ["GB"] =
        [
            new(
                "Harrow Lane Supplies Ltd",
                "14 Harrow Lane",
                "Leeds LS1 4AB",
                "United Kingdom",
                "GB123456782",
                "accounts@harrowlane.example",
                "Registered in England No. 04567891"
            ),
            new(
                "Northfield Dental Practice",
                "2 Mill Road",
                "Bristol BS1 5TR",
                "United Kingdom",
                "GB987654325",
                "billing@northfield.example",
                ""
            ),
        ],
        ["US"] =
        [
            new("Blue Pine Software, Inc.", "410 Cedar Ave", "Portland, OR 97205", "USA", "", "ar@bluepine.example", "EIN 93-1234567"),
            new("Carter & Sons Hardware", "77 Main Street", "Austin, TX 78701", "USA", "", "ap@carterhw.example", ""),
        ],
        ["FR"] =
        [
            new(
                "Atelier Dubreuil SARL",
                "12 rue des Lilas",
                "31000 Toulouse",
                "France",
                "FR40303265045",
                "compta@dubreuil.example",
                "SIRET 303 265 045 00011 - RCS Toulouse"
            ),
            new("Boulangerie Petit SAS", "8 avenue de la Gare", "44000 Nantes", "France", "FR83404833048", "achats@petit.example", ""),
        ],
        ["DE"] =
        [
            new(
                "Nordlicht Technik GmbH",
                "Hafenstraße 7",
                "20457 Hamburg",
                "Deutschland",
                "DE136695976",
                "info@nordlicht.example",
                "Amtsgericht Hamburg HRB 98765"
            ),
            new("Bäckerei Sommer KG", "Marktplatz 3", "70173 Stuttgart", "Deutschland", "DE811907980", "einkauf@sommer.example", ""),
        ],
        ["ES"] =
        [
            new(
                "Suministros Levante S.L.",
                "Calle Mayor 21",
                "46001 Valencia",
                "España",
                "ESB12345674",
                "admin@levante.example",
                "Reg. Merc. de Valencia, Tomo 123, Folio 45"
            ),
            new(
                "Restaurante El Puerto S.A.",
                "Avenida del Mar 5",
                "03001 Alicante",
                "España",
                "ESA58818501",
                "compras@elpuerto.example",
                ""
            ),
        ],
        ["IT"] =
        [
            new(
                "Officine Bianchi S.r.l.",
                "Via Roma 15",
                "20121 Milano (MI)",
                "Italia",
                "IT00743110157",
                "amministrazione@bianchi.example",
                "R.E.A. MI 1234567"
            ),
            new("Trattoria da Gino S.n.c.", "Via Garibaldi 8", "50123 Firenze (FI)", "Italia", "IT01234567897", "info@dagino.example", ""),
        ],
        ["NL"] =
        [
            new(
                "Van Dijk Techniek B.V.",
                "Havenweg 12",
                "3089 JK Rotterdam",
                "Nederland",
                "NL810433941B01",
                "administratie@vandijk.example",
                "KvK 24330087"
            ),
            new("Bakkerij De Molen", "Dorpsstraat 4", "1182 AB Amstelveen", "Nederland", "NL004495445B01", "inkoop@demolen.example", ""),
        ],
        ["PT"] =
        [
            new(
                "Ferragens do Norte, Lda.",
                "Rua das Flores 30",
                "4050-262 Porto",
                "Portugal",
                "PT501442600",
                "geral@fnorte.example",
                "C.R.C. Porto nº 501442600"
            ),
            new(
                "Hotel Miramar, S.A.",
                "Avenida da Liberdade 100",
                "1250-145 Lisboa",
                "Portugal",
                "PT502011378",
                "compras@miramar.example",
                ""
            ),
        ],
        ["CH"] =
        [
            new("Alpina Werkzeuge AG", "Bahnhofstrasse 9", "8001 Zürich", "Schweiz", "CHE116281710", "info@alpina.example", ""),
            new("Hôtel du Lac SA", "Quai du Mont-Blanc 2", "1201 Genève", "Suisse", "", "compta@dulac.example", ""),
        ],
    };

    public static (string Country, PaperParty Seller, PaperParty Buyer) Of(string language, string layout, int turn)
    {
        var country =
            layout == "K"
                ? "CH"
                : language switch
                {
                    "en" => layout is "C" or "I" ? "US" : "GB",
                    _ => language.ToUpperInvariant(),
                };
        var (one, other) = turn % 2 == 0 ? (0, 1) : (0, 1);
        return (country, People[country][one], People[country][other]);
    }
}
