using System.Diagnostics;
using System.Globalization;
using System.Text;
using Amiable.Organizations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Crash;

/// <summary>A disk that is full in the middle of an import: nothing of it is kept, nothing else is lost, and with room again it is done.</summary>
public sealed class DiskFullTests
{
    private const int Invoices = 6_000;

    [Fact]
    public async Task An_import_for_which_the_disk_has_no_room_leaves_nothing_behind_and_succeeds_with_room()
    {
        TestDatabase.MustBeFile();
        await using var installation = Installation.Empty();
        Assert.SkipUnless(await Do("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", installation.Data), "No small disk can be had here.");
        var folder = Directory.CreateTempSubdirectory("amiable-ledger");
        try
        {
            var ledger = Path.Combine(folder.FullName, "ledger.csv");
            await File.WriteAllTextAsync(ledger, Ledger());
            Assert.Equal(0, await Run(installation, "migrate"));
            await installation.Ask(db =>
            {
                db.Add(new Organization(installation.Organization, "Duvernay", "FR", "Europe/Paris", "fr", "EUR"));
                return db.SaveChangesAsync();
            });

            Assert.NotEqual(0, await Run(installation, "import", ledger, "--organization", "Duvernay"));
            Assert.Equal((0, 0, 1), await Counts(installation));

            Assert.True(await Do("mount", "-o", "remount,size=200m", installation.Data));
            Assert.Equal(0, await Run(installation, "import", ledger, "--organization", "Duvernay"));
            Assert.Equal((Invoices, Invoices / 4, 1), await Counts(installation));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            await Do("umount", "-l", installation.Data);
            folder.Delete(recursive: true);
        }
    }

    private static Task<(int, int, int)> Counts(Installation installation) =>
        installation.Ask(async db => (await db.Invoices.CountAsync(), await db.Accounts.CountAsync(), await db.Organizations.CountAsync()));

    private static async Task<int> Run(Installation installation, params string[] arguments)
    {
        using var process = installation.Start(arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async Task<bool> Do(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Ledger()
    {
        var csv = new StringBuilder("Customer,E-mail,Invoice,Issued,Due,Amount,Currency\n");
        for (var i = 0; i < Invoices; i++)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"Company {i / 4},pay@company{i / 4}.example,F-{i},2026-01-05,2026-02-04,{100 + i}.50,EUR\n"
            );
        return csv.ToString();
    }
}
