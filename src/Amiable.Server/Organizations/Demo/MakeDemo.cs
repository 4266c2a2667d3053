using Amiable.FollowUp;
using Amiable.Platform.SignIn;
using Amiable.Referents;

namespace Amiable.Organizations.Demo;

/// <summary>Makes the demo organization: sixty customers in eleven countries, nine months of invoices, and what the agent wrote to them.</summary>
public static class MakeDemo
{
    public static async Task<OrganizationId> In(AllOrganizations organizations, OrganizationId id, CancellationToken ct)
    {
        return await organizations.For(
            id,
            async services =>
            {
                await Fill(id, services.GetRequiredService<AppDb>(), services.GetRequiredService<Today>(), ct);
                // Whoever opens the demo makes it; what is planned in it is the agent's.
                services.GetRequiredService<CurrentActor>().Is(ActorKind.Agent);
                await services.GetRequiredService<PlanFollowUps>().Run(ct);
                return id;
            }
        );
    }

    private static async Task Fill(OrganizationId id, AppDb db, Today today, CancellationToken ct)
    {
        var organization = new Organization(id, "Duvernay Conseil", "FR", "Europe/Paris", "fr", "EUR", isDemo: true);
        organization.Describe(
            organization.Profile with
            {
                LegalName = "Duvernay Conseil SAS",
                Domain = "duvernay-conseil.example",
                Street = "18 rue de la Part-Dieu",
                PostalCode = "69003",
                City = "Lyon",
                RegistrationNumber = "812 345 676 RCS Lyon",
                VatNumber = "FR27812345676",
                Bank = new("Duvernay Conseil SAS", "FR7630006000011234567890189", "AGRIFRPP", "Banque Exemple"),
            }
        );
        organization.Introduce("Léa", "lea@duvernay-conseil.example", "01 99 00 12 34");
        // Without a password: the demo is entered by its button.
        var visitor = new Person
        {
            Id = today.NewId<PersonId>(),
            Email = "claire.martin@duvernay-conseil.example",
            CreatedAt = today.Now,
        };
        var claire = new Member(today.NewId<MemberId>(), visitor.Id, "Claire", "Martin", visitor.Email);
        db.AddRange(visitor, organization, claire);

        var day = today.For(organization);
        foreach (var (company, index) in DemoCompanies.All.Select((c, i) => (c, i)))
        {
            var ledger = new DemoLedger(company, index, day, today.Now);
            db.Add(ledger.Account);
            db.AddRange(ledger.Contacts);
            db.AddRange(ledger.Invoices);
            db.AddRange(ledger.Credits);
            db.AddRange(ledger.Events);
            if (index % 5 == 0)
                db.Add(
                    new Referent(
                        today.NewId<ReferentId>(),
                        ledger.Account.Id,
                        "Julien",
                        "Duvernay",
                        "julien@duvernay-conseil.example",
                        isPrimary: true
                    )
                );
            foreach (var (message, mail) in DemoHistory.Of(ledger, organization, claire.Id, day, today.Now))
            {
                db.Add(message);
                db.Add(new Communications.ArchivedMime(message.Id, await Communications.MailBytes.Of(mail, ct)));
            }
        }
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }
}
