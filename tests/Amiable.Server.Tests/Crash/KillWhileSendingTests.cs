using System.Diagnostics;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Crash;

/// <summary>Killing the process at any moment loses nothing and sends nothing twice.</summary>
public sealed class KillWhileSendingTests
{
    private const int Messages = 150;
    private const int Kills = 5;

    [Fact]
    public async Task Killed_again_and_again_while_it_sends_it_loses_nothing_and_sends_nothing_twice()
    {
        await using var installation = await Installation.Make();
        var due = await Prepare(installation);
        var random = new Random(20261122);

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = installation.Outbox().Count;
            var process = Serve(installation);
            // Somewhere between claiming a message, writing its file and noting that it left.
            await Until(() => installation.Outbox().Count >= Math.Min(before + random.Next(1, 25), Messages - 5), process);
            Thread.SpinWait(random.Next(2_000_000));
            await Installation.Kill(process);
        }
        var last = Serve(installation);
        await Until(
            () => Statuses(installation, due).Values.All(s => s is CommunicationStatus.Sent or CommunicationStatus.Uncertain),
            last
        );
        await Installation.Kill(last);

        var statuses = Statuses(installation, due);
        var files = installation.Outbox();
        Assert.Equal(Messages, statuses.Count);
        Assert.All(files, f => Assert.Single(f)); // nothing twice
        Assert.All(statuses.Where(s => s.Value == CommunicationStatus.Sent), s => Assert.Single(files[$"{s.Key.Value:N}"])); // nothing lost
        var uncertain = statuses.Where(s => s.Value == CommunicationStatus.Uncertain).Select(s => (CommunicationId?)s.Key).ToHashSet();
        Assert.InRange(uncertain.Count, 0, Kills);
        var tasks = await installation.Ask(db => db.Tasks.AsNoTracking().Where(t => t.Kind == TaskKind.UncertainDelivery).ToListAsync());
        Assert.Equal(uncertain.Count, tasks.Count);
        Assert.True(uncertain.SetEquals(tasks.Select(t => t.CommunicationId)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{uncertain.Count} uncertain after {Kills} kills, {files.Count} files.");
    }

    private static Process Serve(Installation installation) =>
        installation.Start(
            "--urls",
            "http://127.0.0.1:0",
            "--Pace:Send",
            "00:00:01",
            "--Pace:Plan",
            "01:00:00",
            "--Pace:ClaimLasts",
            "00:00:02"
        );

    private static Dictionary<CommunicationId, CommunicationStatus> Statuses(Installation installation, HashSet<CommunicationId> of) =>
        installation
            .Ask(db => db.Communications.Where(c => of.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Status))
            .GetAwaiter()
            .GetResult();

    private static async Task Until(Func<bool> holds, Process running)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.False(running.HasExited, "The server ended by itself.");
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "The server does not get on.");
            await Task.Delay(2);
        }
    }

    /// <summary>So many messages that are due now, whatever day and hour it is: for customers where it is noon on a business day.</summary>
    private static async Task<HashSet<CommunicationId>> Prepare(Installation installation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var zone = Noon(now);
        var today = SendWindow.LocalDay(now, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var country = Places.Countries.First(c =>
            BusinessCalendar.For(c).IsOpen(today) && BusinessCalendar.For(c).IsOpen(today.AddDays(1))
        );
        await installation.Ask(db =>
        {
            var organization = new Organization(installation.Organization, "Duvernay Conseil", "FR", zone, "fr", "EUR");
            organization.Trust(Autonomy.Auto);
            Assert.Null(
                organization.Follow(
                    FollowUpPolicy.Standard with
                    {
                        Window = new(new(0, 0), new(23, 59)),
                        MostPerHour = 10_000,
                        UsualVolume = 10_000,
                    }
                )
            );
            db.Add(organization);
            for (var i = 0; i < Messages; i++)
            {
                var account = new Account(
                    TestServer.New<AccountId>(),
                    new()
                    {
                        Name = $"Company {i}",
                        Country = country,
                        TimeZone = zone,
                    },
                    now
                );
                db.Add(account);
                db.Add(new Contact(TestServer.New<ContactId>(), account.Id, "Anne Roux", $"pay@company{i}.example"));
                db.Add(
                    new Invoice(
                        TestServer.New<InvoiceId>(),
                        account.Id,
                        $"F-{i}",
                        today.AddDays(-40),
                        today.AddDays(-10),
                        new(100_00, "EUR"),
                        now
                    )
                );
            }
            return db.SaveChangesAsync();
        });
        var planned = await installation.Use<PlanFollowUps, PlanCounts>(u => u.Run(default));
        Assert.Equal(Messages, planned.Scheduled);
        await installation.Ask(db => db.Communications.ExecuteUpdateAsync(set => set.SetProperty(c => c.SendAt, now)));
        return [.. await installation.Ask(db => db.Communications.Select(c => c.Id).ToListAsync())];
    }

    // Far from midnight, so that the day does not change while the test runs. The sign of Etc/GMT is turned around.
    private static string Noon(DateTimeOffset now)
    {
        var hours = 12 - now.Hour;
        return hours switch
        {
            > 0 => $"Etc/GMT-{hours}",
            < 0 => $"Etc/GMT+{-hours}",
            _ => "Etc/GMT",
        };
    }
}
