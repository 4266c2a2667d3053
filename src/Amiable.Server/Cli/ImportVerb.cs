using System.CommandLine;
using System.Security.Cryptography;
using Amiable.Import;
using Amiable.Organizations;

namespace Amiable.Cli;

/// <summary>./run import FILE --organization X: the same import as the page's.</summary>
internal static class ImportVerb
{
    public static Command Command()
    {
        var csv = new CsvChoices();
        var organization = new Option<string>("--organization") { Description = "Name or id of the organization.", Required = true };
        var leaveOut = new Option<bool>("--leave-out-errors")
        {
            Description = "Import the good rows and leave out the others; without it one bad row stops the whole file.",
        };
        var command = new Command(
            "import",
            "Import a CSV or XLSX file of invoices into an organization, all of it or nothing. The same file again changes nothing."
        )
        {
            organization,
            leaveOut,
        };
        csv.AddTo(command);
        command.SetAction(
            (parsed, ct) =>
                Installation.Use(services => Run(services, parsed, csv, parsed.GetValue(organization)!, parsed.GetValue(leaveOut), ct))
        );
        return command;
    }

    private static async Task<int> Run(
        IServiceProvider services,
        ParseResult parsed,
        CsvChoices csv,
        string name,
        bool leaveOut,
        CancellationToken ct
    )
    {
        var organizations = services.GetRequiredService<AllOrganizations>();
        if (Find(name, await organizations.List(ct)) is not { } ours)
            return 1;
        if (await csv.Read(parsed, new Today(TimeProvider.System).For(ours), ct) is not { } reading)
            return 1;
        CsvChoices.Tell(reading);
        if (reading.ErrorCount > 0 && !leaveOut)
            return Fail($"{reading.ErrorCount} rows cannot be read; nothing was imported. Mend them, or add --leave-out-errors.");

        var file = parsed.GetValue(csv.File)!;
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file.FullName, ct)));
        var source = ImportSource.Of(reading, file.Name, fingerprint) with { LeaveOutErrors = leaveOut };
        var result = await organizations.For(ours.Id, s => s.GetRequiredService<ImportLedger>().Run(source, ct));
        return result.Problem is { } problem ? Fail(problem.Message) : Tell(result.Value!);
    }

    private static Organization? Find(string name, IReadOnlyList<Organization> all)
    {
        var ours =
            all.SingleOrDefault(o => o.Id.Value.ToString() == name)
            ?? all.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase));
        if (ours is null)
            Fail(
                all.Count == 0
                    ? "There is no organization yet: ./run demo makes one."
                    : $"There is no organization {name}. There are: {string.Join(", ", all.Select(o => o.Name))}."
            );
        return ours;
    }

    private static int Tell(ImportOutcome outcome)
    {
        foreach (var error in outcome.Errors)
            Console.Error.WriteLine(error.Message);
        if (outcome.Import is null)
            return Fail("Nothing was imported. Mend these rows, or add --leave-out-errors.");
        var counts = outcome.Counts;
        Console.WriteLine(
            $"{counts.NewAccounts} new accounts, {counts.NewInvoices} new invoices, {counts.NewCreditNotes} new credit notes, {counts.Updated} updated, {counts.Unchanged} unchanged, {counts.LeftOut} left out."
        );
        return 0;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
