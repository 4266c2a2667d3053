using System.Globalization;
using System.Text;

namespace Amiable.Bench;

/// <summary>
/// A ledger as a company exports it, of any size, and the same at each run of one seed and day: customers of several countries, nearly all with an address to
/// write to, 1 to a dozen invoices each, due between 120 days ago and in 45 days, a few partly paid, contested or settled.
/// </summary>
/// <param name="invoices">How many rows.</param>
/// <param name="accounts">How many customers; each has one row at least.</param>
/// <param name="seed">Of what is left to chance.</param>
/// <param name="day">From which due dates are counted.</param>
internal sealed class Ledger(int invoices, int accounts, int seed, DateOnly day)
{
    // What one file may hold: the program takes at most 100 MB.
    private const int RowsOfAFile = 200_000;
    private const int EachSoMany = 50;
    private const string Header = "customer id,customer,country,email,contact,number,issued,due,amount,currency,paid,disputed";
    private static readonly string[] First = Words(
        "Alba Boreal Cadre Delta Ebene Faro Gamma Hansa Iris Jura Kappa Lumen Mistral Nova Orion Pont Quai Rhea Sirius Terra Ulm Vega West Xenon Yser Zenit Arden Bruma Corail Dorado Elan Fjord"
    );
    private static readonly string[] Second = Words(
        "Martin Weber Rossi Garcia Dubois Keller Bianchi Lopez Moreau Fischer Romano Navarro Laurent Wagner Greco Torres Girard Becker Conti Ramos Faure Schulz Marino Ortega Blanc Hoffmann Costa Molina Roche Vogel Fontana Serrano"
    );
    private static readonly string[] Trades = Words(
        "Mechanics Foods Textiles Logistics Printing Optics Timber Marine Energy Ceramics Plastics Travel Seeds Paper Glass Tools Paints Metals Studios Clinics Cables Pumps Bakery Garden Vision Audio Stone Leather Bikes Events Rail Cloud"
    );
    private static readonly string[] Forms = ["", "Group", "International", "Partners", "Europe", "& Sons", "Trading", "Works"];
    private static readonly string[] Persons = Words(
        "Anne Bruno Clara David Elena Franz Giulia Hugo Ines Jonas Karin Luca Marta Nils Olga Paul"
    );
    private static readonly (string Country, string Currency)[] Places =
    [
        .. Enumerable.Repeat(("FR", "EUR"), 10),
        .. Enumerable.Repeat(("DE", "EUR"), 4),
        .. Enumerable.Repeat(("GB", "GBP"), 2),
        .. Enumerable.Repeat(("ES", "EUR"), 2),
        ("IT", "EUR"),
        ("US", "USD"),
    ];

    /// <summary>Whether all of it is overdue, unpaid and of one country, and every customer can be written to: the work of a dunning run and nothing else.</summary>
    public bool IsAllOverdue { get; init; }

    public int Invoices => invoices;
    public int Accounts => accounts;

    /// <summary>How many a day changes.</summary>
    public int Changed => invoices / EachSoMany;

    /// <summary>A word that many names have in common, one name and one number, to be searched for.</summary>
    public (string Word, string Name, string Number) Sought => (Second[0], Name(accounts / 2), Number(invoices / 2));

    /// <summary>Writes all of it.</summary>
    /// <returns>The files, in order; a customer is in one of them only.</returns>
    public IReadOnlyList<string> Write(string folder) => Write(folder, "ledger", Rows());

    /// <summary>Writes what a day changed: each fiftieth invoice is settled now.</summary>
    public IReadOnlyList<string> WriteChanges(string folder) =>
        Write(folder, "changes", Rows().Where((_, at) => at % EachSoMany == EachSoMany - 1).Select(r => r with { Paid = r.Total }));

    private static List<string> Write(string folder, string name, IEnumerable<Row> rows)
    {
        List<string> files = [];
        StreamWriter? file = null;
        var (held, last) = (0, -1);
        foreach (var row in rows)
        {
            if (file is null || held >= RowsOfAFile && row.Account != last)
            {
                file?.Dispose();
                files.Add(Path.Combine(folder, $"{name}-{files.Count}.csv"));
                file = new StreamWriter(files[^1], false, new UTF8Encoding(false));
                file.WriteLine(Header);
                held = 0;
            }
            file.WriteLine(row.Line);
            (held, last) = (held + 1, row.Account);
        }
        file?.Dispose();
        return files;
    }

    private IEnumerable<Row> Rows()
    {
        var random = new Random(seed);
        var counts = new int[accounts];
        Array.Fill(counts, 1);
        for (var rest = invoices - accounts; rest > 0; rest--)
            counts[random.Next(accounts)]++;
        var number = 0;
        for (var account = 0; account < accounts; account++)
        {
            var customer = Customer(random, account);
            for (var i = 0; i < counts[account]; i++)
                yield return Invoice(random, account, customer, number++);
        }
    }

    private (string Text, string Currency) Customer(Random random, int account)
    {
        var (country, currency) = IsAllOverdue ? Places[0] : Places[random.Next(Places.Length)];
        var person = Persons[random.Next(Persons.Length)];
        var isReached = IsAllOverdue || random.Next(33) > 0;
        var email = isReached ? $"{person.ToLowerInvariant()}@c{account}.example" : "";
        return (
            $"C{account},{Name(account)},{country},{email},{(isReached ? $"{person} {Second[random.Next(Second.Length)]}" : "")}",
            currency
        );
    }

    private Row Invoice(Random random, int account, (string Text, string Currency) customer, int number)
    {
        var due = day.AddDays(random.Next(-120, IsAllOverdue ? 0 : 46));
        var total = random.Next(20, 600) * (decimal)random.Next(100, 1_000) / 100;
        var kind = IsAllOverdue ? 100 : random.Next(100);
        return new(account, customer.Text, customer.Currency, Number(number), due, total)
        {
            Paid =
                kind < 2 ? total
                : kind < 7 ? Math.Round(total / 3, 2)
                : 0,
            IsDisputed = kind is 7 or 8,
        };
    }

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"F26-{number:0000000}");

    // Neighbours have nothing in common, and each name stands once: 7,919 is a prime.
    private static string Name(int account)
    {
        var most = First.Length * Second.Length * Trades.Length * Forms.Length;
        var at = (int)(account % most * 7_919L % most);
        var name = $"{First[at % 32]} {Second[at / 32 % 32]} {Trades[at / 1_024 % 32]} {Forms[at / 32_768]}".TrimEnd();
        return account < most ? name : $"{name} {account / most + 1}";
    }

    private static string[] Words(string text) => text.Split(' ');

    private sealed record Row(int Account, string Customer, string Currency, string Number, DateOnly Due, decimal Total)
    {
        public decimal Paid { get; init; }
        public bool IsDisputed { get; init; }

        public string Line =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Customer},{Number},{Due.AddDays(-30):yyyy-MM-dd},{Due:yyyy-MM-dd},{Total:0.00},{Currency},{Paid:0.00},{(IsDisputed ? "yes" : "no")}"
            );
    }
}
