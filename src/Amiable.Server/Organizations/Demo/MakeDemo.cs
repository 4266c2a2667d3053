using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Platform.SignIn;
using Amiable.Reading;
using Amiable.Referents;

namespace Amiable.Organizations.Demo;

/// <summary>Makes the demo organization: sixty customers in eleven countries, nine months of invoices, what the agent wrote to them and what they answered.</summary>
public static class MakeDemo
{
    private const string Domain = "duvernay-conseil.example";

    public static async Task<OrganizationId> In(AllOrganizations organizations, OrganizationId id, CancellationToken ct)
    {
        return await organizations.For(
            id,
            async services =>
            {
                await Fill(id, services, ct);
                // Whoever opens the demo makes it; what is planned in it is the agent's.
                services.GetRequiredService<CurrentActor>().Is(ActorKind.Agent);
                await services.GetRequiredService<PlanFollowUps>().Run(ct);
                return id;
            }
        );
    }

    private static async Task Fill(OrganizationId id, IServiceProvider services, CancellationToken ct)
    {
        var (db, today) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<Today>());
        var (organization, now) = (Creditor(id), today.Now);
        // The visitor is the first.
        var (claire, karim) = (Colleague("Claire", "Martin", now.AddDays(-280), db), Colleague("Karim", "Benali", now.AddDays(-200), db));
        db.Add(organization);

        var day = today.For(organization);
        List<DemoLedger> ledgers = [.. DemoCompanies.All.Select((company, index) => new DemoLedger(company, index, day, now))];
        foreach (var (ledger, index) in ledgers.Select((l, i) => (l, i)))
        {
            foreach (var (message, mail) in DemoHistory.Of(ledger, organization, claire.Id, day, now))
            {
                db.Add(message);
                db.Add(new ArchivedMime(message.Id, await MailBytes.Of(mail, ct)));
            }
            if (DemoNotice.Of(ledger, organization, claire.FullName) is { } notice)
                db.Add(notice);
            db.Add(ledger.Account);
            db.AddRange(ledger.Contacts);
            db.AddRange(ledger.Invoices);
            db.AddRange(ledger.Credits);
            db.AddRange(ledger.Events);
            db.AddRange(DemoDocuments.Of(ledger, organization, now));
            if (index % 5 == 0)
                db.Add(
                    new Referent(today.NewId<ReferentId>(), ledger.Account.Id, "Julien", "Duvernay", $"julien@{Domain}", isPrimary: true)
                );
        }
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        await new FileDemoReplies(db, organization, claire, karim, now, services).Run(ledgers, ct);
        await DemoDeliveries.Hear(ledgers, db, services.GetRequiredService<HearDelivery>(), ct);
        await transaction.CommitAsync(ct);
    }

    internal static Organization Creditor(OrganizationId id)
    {
        var organization = new Organization(id, "Duvernay Conseil", "FR", "Europe/Paris", "fr", "EUR", isDemo: true);
        organization.Describe(
            organization.Profile with
            {
                LegalName = "Duvernay Conseil SAS",
                Domain = Domain,
                Street = "18 rue de la Part-Dieu",
                PostalCode = "69003",
                City = "Lyon",
                RegistrationNumber = "812 345 676 RCS Lyon",
                VatNumber = "FR27812345676",
                Bank = new("Duvernay Conseil SAS", "FR7630006000011234567890189", "AGRIFRPP", "Banque Exemple"),
            }
        );
        organization.Follow(organization.Policy with { Calls = organization.Policy.Calls with { IsOn = true } });
        organization.Introduce("Léa", $"lea@{Domain}", "01 99 00 12 34");
        return organization;
    }

    // Without a password: the demo is entered by its button.
    private static Member Colleague(string firstName, string lastName, DateTimeOffset since, AppDb db)
    {
        var person = new Person
        {
            Id = Ids.New<PersonId>(since),
            Email = $"{firstName}.{lastName}@{Domain}".ToLowerInvariant(),
            CreatedAt = since,
        };
        var member = new Member(Ids.New<MemberId>(since), person.Id, firstName, lastName, person.Email);
        db.AddRange(person, member);
        return member;
    }
}
