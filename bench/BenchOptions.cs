using System.Globalization;

namespace Amiable.Bench;

/// <summary>What was asked for on the command line of ./run bench.</summary>
internal sealed record BenchOptions(int Invoices, int Accounts, int Seed, IReadOnlyList<string> Databases, string? Program, bool IsJson)
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    private static readonly string[] Known = ["--invoices", "--accounts", "--seed", "--database", "--program"];

    /// <returns>Null when it makes no sense; <paramref name="wrong"/> then says why.</returns>
    public static BenchOptions? Read(string[] args, out string wrong)
    {
        var given = new Dictionary<string, string>();
        var isJson = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--json")
                isJson = true;
            else if (!Known.Contains(args[i]))
                return No($"{args[i]} is no option of the bench.", out wrong);
            else if (i + 1 == args.Length)
                return No($"{args[i]} wants a value.", out wrong);
            else
                given[args[i]] = args[++i];
        }
        if (Number(given, "--invoices", 10_000, 100) is not { } invoices)
            return No("--invoices wants a number from 100 to 10,000,000.", out wrong);
        if (Number(given, "--accounts", invoices / 5, 1) is not { } accounts || accounts > invoices)
            return No("--accounts wants a number from 1 to that of the invoices: each customer has one.", out wrong);
        if (Number(given, "--seed", 1, 0) is not { } seed)
            return No("--seed wants a number from 0.", out wrong);
        if (Chosen(given.GetValueOrDefault("--database"), out wrong) is not { } databases)
            return null;
        var program = given.GetValueOrDefault("--program");
        return program is not null && !File.Exists(program)
            ? No($"There is no program {program}: ./run publish makes one.", out wrong)
            : new(invoices, accounts, seed, databases, program, isJson);
    }

    private static IReadOnlyList<string>? Chosen(string? database, out string wrong)
    {
        wrong = "";
        switch (database)
        {
            case "sqlite":
                return [Sqlite];
            case "postgres":
                return [Postgres];
            case null when Bench.Postgres.IsThere:
                return [Sqlite, Postgres];
            case null:
                Console.Error.WriteLine("PostgreSQL is not installed here: measured on SQLite only.");
                return [Sqlite];
            default:
                wrong = "--database wants sqlite or postgres.";
                return null;
        }
    }

    private static int? Number(Dictionary<string, string> given, string name, int otherwise, int least) =>
        !given.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 10_000_000
            ? number
        : null;

    private static BenchOptions? No(string why, out string wrong)
    {
        wrong = why;
        return null;
    }
}
