using Amiable.Platform.Audit;
using Amiable.Tests.Architecture;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Amiable.Tests.Audit;

/// <summary>What is audited, and how columns are told.</summary>
public sealed class AuditRulesTests
{
    [Fact]
    public void Every_table_is_audited_or_named_here_and_says_why_not_where_it_is_mapped()
    {
        using var data = new TemporaryFolder();
        var options = new DbContextOptionsBuilder<AppDb>();
        Database.In(new DataFolder(data.Path)).Configure(options);
        using var db = new AppDb(options.Options, new CurrentOrganization());
        var types = db.Model.GetEntityTypes().Where(t => !t.ClrType.IsAbstract).ToList();

        Assert.Contains(types, t => t.ClrType == typeof(Invoices.Invoice) && AuditedType.IsAudited(t));
        var unaudited = types.Where(t => !AuditedType.IsAudited(t)).ToList();
        Assert.Equal(
            [
                "AccountBalance",
                "AccountEvent",
                "AccountStanding",
                "Allocation",
                "ArchivedMime",
                "AuditEntry",
                "DroppedFile",
                "DueTotal",
                "Errand",
                "FoundDocument",
                "GrantToken",
                "InboundMail",
                "InsightFigures",
                "InstallationState",
                "JobBeat",
                "KeptAnswer",
                "MailboxCursor",
                "MeasuredStep",
                "ModelCall",
                "ModelWording",
                "Notice",
                "OAuthClient",
                "Occurrence",
                "Passkey",
                "Person",
                "PlanMark",
                "PlannedZone",
                "PreparedInvoice",
                "ProviderLogin",
                "Replay",
                "ReplayedMessage",
                "Session",
                "StandingTotal",
                "StoredKey",
                "TaskNotice",
                "UnwantedAddress",
                "WebhookDelivery",
            ],
            unaudited.Select(t => t.ClrType.Name).Order(),
            Anyhow
        );
        foreach (var words in new[] { Words.For("en"), Words.For("fr") })
            Assert.All(
                types.Except(unaudited),
                t =>
                {
                    var kind = AuditedType.Of((IEntityType)t)!.Kind;
                    // One by its name, one without, several.
                    foreach (var key in new[] { $"audit.the.{kind}", $"audit.many.{kind}.one", $"audit.many.{kind}.other" })
                        Assert.True(words.Has(key), $"The log has no word for {t.ClrType.Name}: {key}.");
                }
            );
        Assert.All(unaudited, t => Assert.True(t.WhyNotAudited()?.Length > 10, $"{t.ClrType.Name} does not say why it is not audited."));
    }

    [Fact]
    public void A_secret_is_told_to_have_changed_and_never_what_it_is()
    {
        using var db = new Few();
        var login = new Login
        {
            Id = 1,
            PasswordHash = "old-hash",
            Letter = "Dear Sir",
        };
        var entry = db.Entry(login);
        entry.State = EntityState.Added;
        var added = Told();
        entry.State = EntityState.Unchanged;
        (login.PasswordHash, login.Letter, login.Derived) = ("new-hash", "Dear Madam", "x");
        db.ChangeTracker.DetectChanges();
        var changed = Told();

        foreach (var note in new[] { added, changed })
        {
            Assert.Equal(new AuditField("PasswordHash", "secret", null, null), note.Fields.Single(f => f.Type == "secret"));
            Assert.DoesNotContain("hash", AuditDetails.Of(note).Write().Replace("PasswordHash", "", StringComparison.Ordinal));
        }
        Assert.Equal(new AuditField("Letter", "long-text", "8", "10"), changed.Fields.Single(f => f.Field == "Letter"));
        Assert.DoesNotContain(changed.Fields, f => f.Field == "Derived");

        AuditNote Told() => AuditedType.Of(entry.Metadata)!.Tell(entry, "x")!;
    }

    [Fact]
    public void What_follows_from_others_is_no_change()
    {
        using var db = new Few();
        var login = new Login { Id = 1 };
        db.Attach(login);
        login.Derived = "x";
        db.ChangeTracker.DetectChanges();

        Assert.Null(AuditedType.Of(db.Entry(login).Metadata)!.Tell(db.Entry(login), "changed"));
    }

    private static readonly IEqualityComparer<IEnumerable<string>> Anyhow = EqualityComparer<IEnumerable<string>>.Create(
        (a, b) => a!.Order().SequenceEqual(b!.Order())
    );

    private sealed class Login : Owned
    {
        public int Id { get; set; }
        public string? PasswordHash { get; set; }
        public string? Letter { get; set; }
        public string? Derived { get; set; }
    }

    private sealed class Few : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            configurationBuilder.StoreIdsAsGuids();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Login>().Property(l => l.PasswordHash).IsSecret();
            modelBuilder.Entity<Login>().Property(l => l.Letter).IsLongText();
            modelBuilder.Entity<Login>().Property(l => l.Derived).IsNotAudited();
        }
    }
}
