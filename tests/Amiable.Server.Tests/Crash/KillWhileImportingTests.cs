using System.Diagnostics;
using System.Globalization;
using System.Text;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Crash;

/// <summary>An import is all or nothing, also when the process is killed in the middle of it.</summary>
public sealed class KillWhileImportingTests
{
    private const int Invoices = 1500;

    [Fact]
    public async Task An_import_that_is_killed_imported_all_or_nothing_and_can_be_done_again()
    {
        await using var installation = await Installation.Make();
        await installation.Ask(db =>
        {
            db.Add(new Organization(installation.Organization, "Duvernay", "FR", "Europe/Paris", "fr", "EUR"));
            return db.SaveChangesAsync();
        });
        var file = Path.Combine(installation.Data, "ledger.csv");
        await File.WriteAllTextAsync(file, Ledger());
        var random = new Random(20261122);

        for (var kill = 0; kill < 4; kill++)
        {
            var process = installation.Start("import", file, "--organization", "Duvernay");
            // Starting takes most of the time: from the first half second on, anything may be under way.
            var wait = TimeSpan.FromMilliseconds(random.Next(500, 2500));
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < wait && !process.HasExited)
                await Task.Delay(5);
            await Installation.Kill(process);
            await AssertAllOrNothing(installation);
        }
        var last = installation.Start("import", file, "--organization", "Duvernay");
        await last.WaitForExitAsync();

        Assert.Equal(0, last.ExitCode);
        Assert.Equal(Invoices, await installation.Ask(db => db.Invoices.CountAsync()));
        await AssertAllOrNothing(installation);
    }

    private static async Task AssertAllOrNothing(Installation installation)
    {
        var (imports, accounts, contacts, invoices) = await installation.Ask(async db =>
            (await db.Imports.CountAsync(), await db.Accounts.CountAsync(), await db.Contacts.CountAsync(), await db.Invoices.CountAsync())
        );
        if (imports == 0)
            Assert.Equal((0, 0, 0), (accounts, contacts, invoices));
        else
            Assert.Equal((Invoices / 3, Invoices / 3, Invoices), (accounts, contacts, invoices));
    }

    private static string Ledger()
    {
        var csv = new StringBuilder("Customer,E-mail,Invoice,Issued,Due,Amount,Currency\n");
        for (var i = 0; i < Invoices; i++)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"Company {i / 3},pay@company{i / 3}.example,F-{i},2026-01-05,2026-02-04,{100 + i}.50,EUR\n"
            );
        return csv.ToString();
    }
}
