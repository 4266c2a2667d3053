namespace Amiable.Organizations.Demo;

/// <summary>The customers of the demo: invented companies, addresses that can never receive mail (RFC 2606).</summary>
internal static class DemoCompanies
{
    /// <summary>Name | town | country | region | contact | how it pays.</summary>
    private const string Table = """
        Ateliers Roux|Lyon|FR||Anne Roux|late
        Brasserie du Port|Marseille|FR||Marc Vidal|slow
        Société d’Aménagement et de Rénovation Immobilière du Grand-Est et de la Vallée du Rhin|Strasbourg|FR|67|Émilie Schaeffer|late
        Menuiserie Kerbrat|Brest|FR||Yann Kerbrat|promise
        Pharmacie des Halles|Nantes|FR||Sophie Le Goff|good
        Imprimerie Valois|Tours|FR||Hugues Valois|slow
        Transports Mercier|Lille|FR||Nadia Mercier|bad
        Clinique Saint-Joseph|Bordeaux|FR||Comptabilité fournisseurs|slow
        Garage Lemoine|Rennes|FR||Patrick Lemoine|late
        Hôtel Bellevue|Annecy|FR||Claire Perrin|good
        Domaine de la Tuilerie|Beaune|FR||Étienne Moreau|slow
        Cabinet Faure & Associés|Paris|FR||Isabelle Faure|good
        Boulangerie Petit|Dijon|FR||Luc Petit|late
        Électricité Garnier|Grenoble|FR||Thomas Garnier|partial
        Maison Delorme|Reims|FR||Camille Delorme|good
        Studio Lumen|Paris|FR||Inès Benali|late
        Sarl Fontaine Frères|Limoges|FR||Gérard Fontaine|noticed
        Agence Cartier|Nice|FR||Laure Cartier|slow
        Scierie des Vosges|Épinal|FR||Bruno Claudel|nocontact
        Les Jardins d’Armor|Vannes|FR||Maëlle Tanguy|good
        Coopérative Agricole du Berry|Bourges|FR||Service comptable|slow
        Thermique du Midi|Toulouse|FR||Olivier Castan|late
        Halle & Söhne GmbH|München|DE|BY|Jürgen Brandt|partial
        Nordlicht Medien GmbH|Hamburg|DE|HH|Katrin Petersen|good
        Bäckerei Vogel|Freiburg|DE|BW|Martin Vogel|late
        Kraus Maschinenbau AG|Stuttgart|DE|BW|Buchhaltung|slow
        Steinmetz & Partner|Köln|DE|NW|Sabine Steinmetz|late
        Elbe Logistik GmbH|Dresden|DE|SN|Dirk Richter|slow
        Alpenblick Hotels|Garmisch-Partenkirchen|DE|BY|Verena Huber|promise
        Wiener Werkzeug GmbH|Wien|AT|9|Johannes Gruber|slow
        Northwind Foods Ltd|Leeds|GB|ENG|Emma Clarke|bounced
        Harbour & Finch Ltd|Bristol|GB|ENG|Oliver Finch|late
        Caledonian Print Works|Glasgow|GB|SCT|Fiona Murray|bad
        Thameside Interiors|London|GB|ENG|Priya Shah|good
        Ashdown Veterinary Group|Brighton|GB|ENG|Accounts payable|late
        Cantieri Lombardi S.r.l.|Milano|IT||Giulia Lombardi|slow
        Oleificio San Marco|Bari|IT||Paolo De Santis|slow
        Tessitura Bianchi S.p.A.|Como|IT||Amministrazione|late
        Ceramiche Ferri|Faenza|IT||Elena Ferri|good
        De Vries Techniek B.V.|Utrecht|NL||Pieter de Vries|good
        Van den Berg Bloemen|Aalsmeer|NL||Anouk van den Berg|late
        Haven Advies B.V.|Rotterdam|NL||Crediteurenadministratie|slow
        Panadería San Telmo|Valencia|ES|VC|Lucía Ferrer|promise
        Bodegas Alcázar S.L.|Logroño|ES|RI|Javier Alcázar|late
        Instalaciones Moreno|Sevilla|ES|AN|Carmen Moreno|partial
        Textil Montserrat S.A.|Barcelona|ES|CT|Jordi Puig|slow
        Adega do Douro Lda|Porto|PT||Joana Teixeira|late
        Construções Almeida|Lisboa|PT||Rui Almeida|good
        Brouwerij De Kroon|Gent|BE||Lien Claes|late
        Ateliers Wauters|Namur|BE||Philippe Wauters|slow
        Uhrenatelier Keller AG|Zürich|CH|ZH|Regula Keller|good
        Fiduciaire du Léman SA|Genève|CH|GE|Nicolas Rochat|late
        Blue Ridge Outfitters Inc.|Asheville|US|NC|Jennifer Walsh|slow
        Pacific Coast Coffee LLC|Portland|US|OR|Accounts Payable|late
        Maple & Stone Co.|Boston|US|MA|David Chen|good
        Dubois Luxembourg Services|Luxembourg|LU||Michel Dubois|good
        Larsen Maritime ApS|Aarhus|DK||Mette Larsen|slow
        Polska Stal Sp. z o.o.|Katowice|PL||Piotr Nowak|late
        Atlas Import-Export|Casablanca|MA||Youssef El Amrani|paused
        Café Mirabelle|Metz|FR|57|Louise Mirabelle|overpaid
        """;

    public static IReadOnlyList<DemoCompany> All { get; } =
    [
        .. Table
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('|'))
            .Select(c => new DemoCompany(c[0], c[1], c[2], c[3].Length == 0 ? null : c[3], c[4], c[5])),
    ];
}

internal sealed record DemoCompany(string Name, string City, string Country, string? Region, string Contact, string Habit)
{
    public string Currency =>
        Country switch
        {
            "GB" => "GBP",
            "US" => "USD",
            "CH" => "CHF",
            _ => "EUR",
        };
}
