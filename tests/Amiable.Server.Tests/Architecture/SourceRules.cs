using System.Text.RegularExpressions;
using Amiable.Ui;

namespace Amiable.Tests.Architecture;

/// <summary>Rules of the house that the text of the sources keeps. Each names its finds, and its exceptions with their reason.</summary>
public sealed partial class SourceRules
{
    private static readonly IReadOnlyList<SourceFile> All = SourceFile.All();
    private static readonly IReadOnlyList<SourceFile> Server = [.. All.Where(f => f.Project == "Amiable.Server")];

    /// <summary>Longer than 250 lines, and why.</summary>
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["Amiable.Core/Communications/Communication.cs"] = "One entity with every transition of its life.",
        ["Amiable.Core/Ids.cs"] = "Every identity, four lines each.",
        ["Amiable.Core/Invoices/Invoice.cs"] = "One entity with its enums, its allocations and every transition of its life.",
        ["Amiable.Server/Platform/Storage/Migrations/M001_Foundation.cs"] = "Every table once.",
    };

    /// <summary>Methods longer than 40 lines: tables of routes and of words, and what tells one story from top to bottom.</summary>
    private static readonly HashSet<string> LongMethods =
    [
        "Amiable.Mail/DeliveryReports/BounceReading.cs FromStatus",
        "Amiable.Mail/DeliveryReports/SenderNotification.cs Reports",
        "Amiable.Mail/Imap/ImapSession.cs AskAsync",
        "Amiable.Mail/Imap/ImapSession.cs ConverseAsync",
        "Amiable.Mail/Replies/HtmlText.cs Write",
        "Amiable.Reading/Evaluation/CommandLabel.cs Of",
        "Amiable.Reading/Instructions/Payments.cs Of",
        "Amiable.Reading/Instructions/PieceKinds.cs Rhythm",
        "Amiable.Reading/Intents/ReplyFacts.cs ReplyFacts",
        "Amiable.Reading/Training/SentenceTrainer.cs Learn",
        "Amiable.Server/Accounts/AccountsApi.cs MapAccountsApi",
        "Amiable.Server/Accounts/AccountsPages.cs MapActions",
        "Amiable.Server/Accounts/Pages/PeopleRoutes.cs Form",
        "Amiable.Server/Accounts/ShowTimeline.cs Run",
        "Amiable.Server/Cli/EvalVerb.cs Replies",
        "Amiable.Server/Cli/PlanVerb.cs Command",
        "Amiable.Server/Communications/CommunicationTable.cs Configure",
        "Amiable.Server/Communications/CommunicationsApi.cs MapLists",
        "Amiable.Server/Communications/Pages/CommunicationRoutes.cs MapCommunications",
        "Amiable.Server/Communications/EditCommunication.cs Edit",
        "Amiable.Server/Contacts/SaveContact.cs Details",
        "Amiable.Server/Doors.cs MapDoors",
        "Amiable.Server/FollowUp/PlanFollowUps.cs Apply",
        "Amiable.Server/FollowUp/PlanLedger.cs For",
        "Amiable.Server/FollowUp/PlanLedger.cs Ledger",
        "Amiable.Server/FollowUp/ReadSituation.cs Facts",
        "Amiable.Server/FollowUp/ReadSituation.cs Run",
        "Amiable.Server/Invoices/InvoicePages.cs MapAction",
        "Amiable.Server/Invoices/InvoicePages.cs MapAdding",
        "Amiable.Server/Organizations/Demo/DemoLedger.cs Behave",
        "Amiable.Server/Platform/Storage/Keyset.cs Column",
        "Amiable.Server/Printing/LetterStyle.cs Of",
        "Amiable.Server/Ui/Kit/KitRoutes.cs MapKit",
    ];

    /// <summary>Which feature adds to, or removes from, which table, where it is not its own.</summary>
    private static readonly Dictionary<string, string> ForeignTables = new()
    {
        ["Communications: ArchivedMimes"] =
            "The page of a letter is kept where mails keep their MIME, in the transaction that says it was posted.",
        ["Credits: AccountEvents"] = "What a member did is told in the timeline, in the same transaction.",
        ["Invoices: AccountEvents"] = "As above.",
        ["Tasks: AccountEvents"] = "As above.",
        ["Reading: AccountEvents"] = "What rests on a customer's word is told in the timeline, in the same transaction.",
        ["FollowUp: AccountEvents"] = "A pause that ends by itself is told in the timeline.",
        ["FollowUp: Communications"] = "The planner schedules them: the outbox is its memory.",
        ["FollowUp: ArchivedMimes"] = "What left is archived in the transaction that says so.",
        ["FollowUp: Tasks"] = "What the agent needs becomes a task in the transaction of the plan.",
        ["Inbound: Communications"] = "What came in is filed in the transaction that says so.",
        ["Inbound: MailboxCursors"] = "How far a mailbox was read is saved with what was read.",
        ["Import: Accounts"] = "As above.",
        ["Import: Credits"] = "As above.",
        ["Import: Invoices"] = "As above.",
        ["FormalNotices: AccountEvents"] = "A decision stands on the timeline, as those of tasks do.",
        ["Import: AccountEvents"] = "An import is all or nothing: one transaction over the ledger.",
        ["Import: Contacts"] = "As above.",
        ["Invoices: Credits"] = "Saying what is paid of an invoice records the payment that paid it.",
        ["Invoices: InvoiceDocuments"] = "The document of an invoice is part of it.",
        ["Payments: Credits"] = "A payment is a credit.",
        ["Members: Invitations"] = "Who is invited becomes a member; the two tables are mapped beside the organization.",
        ["Members: Sessions"] = "Whoever is removed is signed out in the same transaction.",
        ["Members: Persons"] = "Whoever is a member nowhere any more has no login.",
        ["OrganizationData: Organizations"] = "Deletes an organization with all that it owns; the owned tables it takes from the model.",
        ["OrganizationData: Sessions"] = "As above.",
        ["OrganizationData: Persons"] = "Whoever was a member only there has no login any more.",
        ["Organizations: Sessions"] = "Which organization a browser looks at.",
    };

    /// <summary>Where Platform and Ui name a feature, and why.</summary>
    private static readonly Dictionary<string, string> PlatformNames = new()
    {
        ["Platform/Audit/AuditedType.cs"] = "An organization is audited like what it owns.",
        ["Platform/Composition.cs"] = "Puts the program together: the mailer and the language model are outside systems.",
        ["Platform/Http/Face.cs"] = "Starts what goes on behind the pages: long work.",
        ["Platform/Jobs/Heartbeat.cs"] = "Runs the jobs of the agent, the one that deletes, and the reading of mailboxes.",
        ["Platform/Jobs/SendJob.cs"] = "Sends in turns: the job of the agent that all processes share.",
        ["Platform/OAuth/Grant.cs"] = "A grant is a member's, and goes with them.",
        ["Platform/SignIn/SignIn.cs"] = "An address is compared as a member's is.",
        ["Platform/Notices/DeliverNotices.cs"] = "Mail leaves by the same door as everything else.",
        ["Platform/Notices/SendNotice.cs"] = "As above.",
        ["Platform/SignIn/Pages/YouPage.razor"] = "One's own choices stand on one page, those of tasks among them.",
        ["Platform/SignIn/SignInRoutes.cs"] = "The visitor of the demo signs in to it.",
        ["Platform/Tenancy/Membership.cs"] = "A person in an organization.",
        ["Platform/SignIn/Door.cs"] = "Tells the page whose it is.",
        ["Platform/SignIn/ShowYou.cs"] = "The member that one is.",
        ["Platform/Storage/AppDb.cs"] = "DbSets.",
        ["Platform/Tenancy/AllOrganizations.cs"] = "Lists the tenants.",
        ["Platform/Tenancy/OwnershipGuard.cs"] = "An organization is guarded like what it owns.",
        ["Platform/Today.cs"] = "The day of an organization.",
    };

    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        Assert.True(All.Count > 100, $"Only {All.Count} sources found.");
        Assert.Empty(
            All.Where(f =>
                    f.Namespace is not null
                    && f.Namespace
                        != $"{(f.Project is "Amiable.Mail" or "Amiable.Reading" or "Amiable.Documents" ? f.Project : "Amiable")}.{f.Folder.Replace('/', '.')}".TrimEnd(
                            '.'
                        )
                )
                .Select(f => $"{f.Path}: {f.Namespace}")
        );
    }

    [Fact]
    public void No_folder_has_a_name_that_says_nothing()
    {
        var folders = All.SelectMany(f => f.Folder.Split('/')).Where(n => n.Length > 0).Distinct().ToList();
        Assert.Contains("FollowUp", folders);
        Assert.DoesNotContain(folders, MeaninglessNames.Contain);
    }

    [Fact]
    public void The_program_is_put_together_in_under_60_lines()
    {
        var program = Server.Single(f => f.Path == "Amiable.Server/Program.cs");
        Assert.InRange(program.Lines.Length, 20, 59);
    }

    [Fact]
    public void Files_over_250_lines_are_listed_with_a_reason()
    {
        Assert.Equal(
            string.Join('\n', LongFiles.Keys.Order(StringComparer.Ordinal)),
            string.Join('\n', All.Where(f => f.Lines.Length > 250).Select(f => f.Path).Order(StringComparer.Ordinal))
        );
    }

    [Fact]
    public void Methods_have_at_most_40_lines()
    {
        var methods = All.SelectMany(f => f.Methods().Select(m => (f.Path, m.Name, m.Lines))).ToList();
        Assert.True(methods.Count > 400, $"Only {methods.Count} methods found.");
        var tooLong = methods.Where(m => m.Lines > 40 && !m.Path.Contains("/Migrations/")).Select(m => $"{m.Path} {m.Name}").Distinct();
        var unexplained = tooLong.Except(LongMethods).ToList();
        Assert.True(unexplained.Count == 0, "Over 40 lines: " + string.Join('\n', unexplained));
    }

    [Fact]
    public void Doors_hold_no_query()
    {
        var doors = Server.Where(IsDoor).ToList();
        Assert.Contains(doors, f => f.Path.EndsWith(".razor", StringComparison.Ordinal));
        Assert.Contains(doors, f => f.Path.Contains("/Cli/"));
        Assert.Empty(doors.Where(f => f.Code.Contains("AppDb") || f.Code.Contains("EntityFrameworkCore")).Select(f => f.Path));
    }

    [Fact]
    public void A_feature_writes_its_own_tables_and_those_listed()
    {
        var written = Server
            .SelectMany(f => Writing().Matches(f.Code).Select(m => (Feature: f.Folder.Split('/')[0], Table: m.Groups[1].Value)))
            .Where(w => w.Table != "ChangeTracker" && !Owns(w.Feature, w.Table))
            .Select(w => $"{w.Feature}: {w.Table}")
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(ForeignTables.Keys.Order(StringComparer.Ordinal), written);

        static bool Owns(string feature, string table) =>
            table == feature
            || (feature, table)
                is
                    ("Accounts", "AccountEvents")
                    or
                    ("Channels", "MailChannels" or "MailboxCursors" or "PostingChannels")
                    or
                    ("Integrations", "ModelEndpoints" or "ModelCalls")
                    or
                    ("FollowUp", "ModelWordings" or "MeasuredSteps" or "PlanMarks" or "PlannedZones")
                    or
                    ("Replays", "ReplayedMessages")
                    or
                    ("Tasks", "TaskAssignments" or "TaskNotices")
                    or
                    ("Import", "Imports" or "DroppedFiles" or "FoundDocuments" or "PreparedInvoices")
                    or
                    ("Organizations", "Members" or "Logos")
                    or
                    ("Developers", "ApiTokens")
                    or
                    ("Inbound", "InboundMails")
                    or
                    ("Contacts", "UnwantedAddresses")
                    or
                    ("Invoices", "PaymentDeclarations")
                    or
                    ("LatePayment", "OwnRates" or "LateDecisions")
                    or
                    ("Webhooks", "WebhookDeliveries" or "Occurrences")
            || feature == "Platform";
    }

    [Fact]
    public void Platform_and_Ui_know_no_feature_by_name()
    {
        var features = Server.Select(f => f.Folder.Split('/')[0]).Except(["", "Platform", "Ui", "Cli"]).Distinct().ToList();
        Assert.Contains("Invoices", features);
        var named = Server
            .Where(f => f.Folder.Split('/')[0] is "Platform" or "Ui")
            .Where(f => features.Any(feature => Regex.IsMatch(f.Code, $@"\bAmiable\.{feature}\b")))
            .Select(f => f.Path["Amiable.Server/".Length..])
            .Order(StringComparer.Ordinal);
        Assert.Equal(PlatformNames.Keys.Order(StringComparer.Ordinal), named);
    }

    [Fact]
    public void Nothing_reaches_past_the_tenant_filter()
    {
        string[] reachesPast = ["IgnoreQueryFilters", "FromSql", "ExecuteSql", "SqlQuery", "Set<Allocation>"];
        var found = Server.SelectMany(f => reachesPast.Where(f.Code.Contains).Select(what => $"{f.Path} {what}")).ToList();
        Assert.Equal(
            [
                "Amiable.Server/Platform/Storage/Alone.cs ExecuteSql", // A lock: it reads no row of anybody.
                "Amiable.Server/Platform/Storage/DeletedWords.cs ExecuteSql", // Merges parts of an index: it reads no row of anybody.
                "Amiable.Server/Platform/Storage/LateTotals.cs ExecuteSql", // Adds up totals of the organization it names, and of no other: KeptTotalsTests.
                "Amiable.Server/Platform/Storage/Migrating.cs ExecuteSql", // A table of the library that migrates, and a lock: they hold no row of anybody.
                "Amiable.Server/Platform/Storage/Postgres/PostgresTextIndex.cs SqlQuery", // Of the current organization.
                "Amiable.Server/Platform/Storage/QueryStatistics.cs ExecuteSql", // It counts rows, and shows none.
                "Amiable.Server/Platform/Storage/SqliteTextIndex.cs SqlQuery", // Within the range of the current organization.
                "Amiable.Server/Platform/Tenancy/AllOrganizations.cs IgnoreQueryFilters",
            ],
            found.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_clock_and_random_ids_are_banned_and_the_ban_is_lifted_nowhere_else()
    {
        var banned = File.ReadAllText(Path.Combine(Sources.Root, "BannedSymbols.txt"));
        Assert.All(["DateTimeOffset.UtcNow", "DateTime.Now", "Guid.NewGuid"], symbol => Assert.Contains(symbol, banned));
        Assert.Equal(
            ["Amiable.Server/Platform/Tenancy/AllOrganizations.cs"],
            All.Where(f => f.Code.Contains("RS0030")).Select(f => f.Path)
        );
    }

    private static bool IsDoor(SourceFile f) =>
        f.Path.EndsWith(".razor", StringComparison.Ordinal)
        || f.Path.Contains("/Cli/")
        || f.Path.Contains("/Pages/")
        || DoorFile().IsMatch(f.Path);

    [GeneratedRegex(
        @"\bdb\s*\.\s*(\w+)\s*(?:\.\s*Where\([^;]*?\)\s*)?\.\s*(?:Add|AddRange|Remove|RemoveRange|ExecuteDelete\w*|ExecuteUpdate\w*)\("
    )]
    private static partial Regex Writing();

    [GeneratedRegex(@"(Api|Tools|Pages|Routes)\.cs$")]
    private static partial Regex DoorFile();
}

/// <summary>Words that could name anything.</summary>
internal static partial class MeaninglessNames
{
    private static readonly HashSet<string> Words =
    [
        "Service",
        "Services",
        "Helper",
        "Helpers",
        "Manager",
        "Managers",
        "Util",
        "Utils",
        "Utility",
        "Common",
        "Shared",
        "Infrastructure",
        "Dto",
        "Dtos",
        "Impl",
        "Base",
    ];

    public static bool Contain(string name) => Word().Matches(name).Any(m => Words.Contains(m.Value));

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
