using Amiable.Accounts;
using Amiable.Channels;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Crash;

/// <summary>An organization that has a lot to send.</summary>
internal static class DueMessages
{
    /// <summary>So many messages that are due now, whatever day and hour it is: for customers where it is noon on a business day.</summary>
    public static async Task<HashSet<CommunicationId>> Prepare(
        Installation installation,
        OrganizationId id,
        int messages,
        Func<SecretBox, MailChannel>? channel = null
    )
    {
        var now = TimeProvider.System.GetUtcNow();
        var zone = Noon(now);
        var today = SendWindow.LocalDay(now, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var country = Places.Countries.First(c =>
            BusinessCalendar.For(c).IsOpen(today) && BusinessCalendar.For(c).IsOpen(today.AddDays(1))
        );
        await installation.For<AppDb, int>(
            id,
            db =>
            {
                var organization = new Organization(id, "Duvernay Conseil", "FR", zone, "fr", "EUR");
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
                for (var i = 0; i < messages; i++)
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
            }
        );
        if (channel is not null)
            await installation.For<IServiceProvider, int>(
                id,
                s =>
                {
                    var db = s.GetRequiredService<AppDb>();
                    db.Add(channel(s.GetRequiredService<SecretBox>()));
                    return db.SaveChangesAsync();
                }
            );
        var planned = await installation.For<PlanFollowUps, PlanCounts>(id, u => u.Run(default));
        Assert.Equal(messages, planned.Scheduled);
        await installation.For<AppDb, int>(id, db => db.Communications.ExecuteUpdateAsync(set => set.SetProperty(c => c.SendAt, now)));
        return [.. await installation.For<AppDb, List<CommunicationId>>(id, db => db.Communications.Select(c => c.Id).ToListAsync())];
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
