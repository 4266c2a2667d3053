using System.Reflection;
using Amiable.Accounts;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Developers;
using Amiable.Errands;
using Amiable.FollowUp;
using Amiable.FormalNotices;
using Amiable.Import;
using Amiable.Import.Dropped;
using Amiable.Import.Prepared;
using Amiable.Inbound;
using Amiable.Insights;
using Amiable.Instructions;
using Amiable.Integrations.Models;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Platform.Audit;
using Amiable.Platform.Backups;
using Amiable.Platform.Health;
using Amiable.Platform.Notices;
using Amiable.Platform.OAuth;
using Amiable.Platform.Secrets;
using Amiable.Platform.SignIn;
using Amiable.Referents;
using Amiable.Replays;
using Amiable.SavedFilters;
using Amiable.Tasks;
using Amiable.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>The database as one organization sees it: everybody else's rows do not exist.</summary>
public sealed class AppDb(DbContextOptions<AppDb> options, CurrentOrganization organization, AuditTrail? audit = null) : DbContext(options)
{
    public const string OwnerOnly = nameof(OwnerOnly);

    public CurrentOrganization Organization => organization;

    /// <summary>The kinds of things that this transaction changed so far.</summary>
    internal HashSet<string> Touched { get; } = [];

    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<Logo> Logos => Set<Logo>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<OAuthClient> OAuthClients => Set<OAuthClient>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<GrantToken> GrantTokens => Set<GrantToken>();
    public DbSet<Person> Persons => Set<Person>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Passkey> Passkeys => Set<Passkey>();
    public DbSet<ProviderLogin> ProviderLogins => Set<ProviderLogin>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<JobBeat> JobBeats => Set<JobBeat>();
    public DbSet<InstallationState> InstallationStates => Set<InstallationState>();
    public DbSet<StoredKey> StoredKeys => Set<StoredKey>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<AccountStanding> AccountStandings => Set<AccountStanding>();
    public DbSet<StandingTotal> StandingTotals => Set<StandingTotal>();
    public DbSet<AccountBalance> AccountBalances => Set<AccountBalance>();
    public DbSet<AccountEvent> AccountEvents => Set<AccountEvent>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<UnwantedAddress> UnwantedAddresses => Set<UnwantedAddress>();
    public DbSet<Referent> Referents => Set<Referent>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<DueTotal> DueTotals => Set<DueTotal>();
    public DbSet<InvoiceDocument> InvoiceDocuments => Set<InvoiceDocument>();
    public DbSet<PaymentDeclaration> PaymentDeclarations => Set<PaymentDeclaration>();
    public DbSet<Credit> Credits => Set<Credit>();
    public DbSet<Communication> Communications => Set<Communication>();
    public DbSet<ArchivedMime> ArchivedMimes => Set<ArchivedMime>();
    public DbSet<InboundMail> InboundMails => Set<InboundMail>();
    public DbSet<MailChannel> MailChannels => Set<MailChannel>();
    public DbSet<PostingChannel> PostingChannels => Set<PostingChannel>();
    public DbSet<MailboxCursor> MailboxCursors => Set<MailboxCursor>();
    public DbSet<ModelEndpoint> ModelEndpoints => Set<ModelEndpoint>();
    public DbSet<ModelCall> ModelCalls => Set<ModelCall>();
    public DbSet<ModelWording> ModelWordings => Set<ModelWording>();
    public DbSet<HumanTask> Tasks => Set<HumanTask>();
    public DbSet<TaskAssignment> TaskAssignments => Set<TaskAssignment>();
    public DbSet<TaskNotice> TaskNotices => Set<TaskNotice>();
    public DbSet<LedgerImport> Imports => Set<LedgerImport>();
    public DbSet<DroppedFile> DroppedFiles => Set<DroppedFile>();
    public DbSet<FoundDocument> FoundDocuments => Set<FoundDocument>();
    public DbSet<PreparedInvoice> PreparedInvoices => Set<PreparedInvoice>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();
    public DbSet<InsightFigures> Insights => Set<InsightFigures>();
    public DbSet<Replay> Replays => Set<Replay>();
    public DbSet<ReplayedMessage> ReplayedMessages => Set<ReplayedMessage>();
    public DbSet<MeasuredStep> MeasuredSteps => Set<MeasuredStep>();
    public DbSet<PlanMark> PlanMarks => Set<PlanMark>();
    public DbSet<PlannedZone> PlannedZones => Set<PlannedZone>();
    public DbSet<Instruction> Instructions => Set<Instruction>();
    public DbSet<OwnRate> OwnRates => Set<OwnRate>();
    public DbSet<LateDecision> LateDecisions => Set<LateDecision>();
    public DbSet<FormalNotice> FormalNotices => Set<FormalNotice>();
    public DbSet<Errand> Errands => Set<Errand>();
    public DbSet<KeptAnswer> KeptAnswers => Set<KeptAnswer>();
    public DbSet<Amiable.Webhooks.Webhook> Webhooks => Set<Amiable.Webhooks.Webhook>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<Occurrence> Occurrences => Set<Occurrence>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>The time zone of the organization: known from the door, or read.</summary>
    public async ValueTask<string> ReadTimeZone(CancellationToken ct) =>
        organization.TimeZone ?? await Organizations.Select(o => o.TimeZone).SingleAsync(ct);

    /// <summary>Every save of the program comes through here, and so into the audit log.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        (audit ?? throw new InvalidOperationException("What is saved without an audit log is not saved.")).Save(
            this,
            acceptAllChangesOnSuccess,
            accept => base.SaveChangesAsync(accept, cancellationToken),
            cancellationToken
        );

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreIdsAsGuids();
        // SQLite cannot compare instants in SQL: they are kept as UTC ticks, on both databases alike.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        modelBuilder.Entity<Organization>().HasQueryFilter(OwnerOnly, o => o.Id == organization.Id);

        var hide = typeof(AppDb).GetMethod(nameof(HideFromOthers), BindingFlags.NonPublic | BindingFlags.Instance)!;
        foreach (
            var entity in modelBuilder
                .Model.GetEntityTypes()
                .Where(e => e.BaseType is null && e.ClrType.IsAssignableTo(typeof(Owned)))
                .ToList()
        )
            hide.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
    }

    private void HideFromOthers<T>(ModelBuilder model)
        where T : Owned
    {
        model.Entity<T>().HasQueryFilter(OwnerOnly, e => e.OrganizationId == organization.Id);
        model.Entity<T>().Property(e => e.Version).IsConcurrencyToken();
    }
}
