using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amiable.Assistants;
using Amiable.Channels;
using Amiable.Contacts;
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
using Amiable.Platform.OAuth;
using Amiable.Platform.SignIn;
using Amiable.Replays;
using Amiable.SavedFilters;
using Amiable.Tasks;
using Amiable.Tests.Api;
using Amiable.Tests.OrganizationData;
using Amiable.Webhooks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Architecture;

/// <summary>
/// Tries every route of the running program with the ids of another organization: as a member, as a program with a token, and as nobody. The routes are
/// asked of the program, and the kinds of things of its model: a new one is tried without being added here.
/// </summary>
public sealed partial class IsolationTests
{
    // What a stranger may open: everything else sends them to sign in.
    private static readonly string[] OpenToStrangers =
    [
        "/sign-in",
        "/sign-up",
        "/sign-out",
        "/welcome",
        // Whether the installation lives and can work: nothing of anybody.
        "/health/live",
        "/health/ready",
        "/invitations",
        "/preferences",
        "/assets",
        ApiRoutes.Root + "/status",
        "/api/oauth",
    ];

    // A PNG.
    private const string OnePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    // What forms ask for, so that none is turned away before it is looked up what it is about.
    private static readonly (string Name, string Value)[] Fields =
    [
        ("version", "1"),
        ("kind", "Close"),
        ("answer", "Done"),
        ("date", "2026-04-01"),
        ("dueOn", "2026-04-01"),
        ("amount", "1"),
        ("text", "okay"),
        ("status", "InProgress"),
        ("credential", "{}"),
    ];

    [Fact]
    public async Task No_route_shows_or_changes_anything_of_another_organization()
    {
        await using var server = await TestServer.Start();
        var theirs = await Theirs(server);
        var us = await Ours(server);
        var routes = Routes(server);
        var before = await Everything(server, theirs.Organization);

        var tried = new HashSet<string>();
        var faults = new List<string>();
        var requests = 0;
        foreach (var actor in await Actors(server, us, theirs))
        foreach (var (route, method) in routes)
        // Whom the door does not let in is not asked what for: once is enough.
        foreach (var path in Paths(route, theirs, us).Take(IsOpen(route) || actor.MayEnter(route) ? int.MaxValue : 1))
        {
            using var answer = await actor.Ask(method, path);
            requests++;
            tried.Add($"{method} {route.RoutePattern.RawText}");
            var body = await answer.Content.ReadAsStringAsync();
            if (!IsClosed(actor, route, method, answer))
                faults.Add($"{actor.Name}: {method} {route.RoutePattern.RawText} → {(int)answer.StatusCode}");
            if (theirs.Marks.FirstOrDefault(mark => body.Contains(mark, StringComparison.Ordinal)) is { } mark)
                faults.Add($"{actor.Name}: {method} {path} shows “{mark}”");
        }

        Console.WriteLine(
            $"Isolation: {tried.Count} endpoints tried in {requests} requests with {theirs.Ids.Count} ids of another organization."
        );
        Assert.True(tried.Count > 80, $"Only {tried.Count} endpoints were tried.");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(60)));
        Assert.Equal(before, await Everything(server, theirs.Organization));
    }

    /// <summary>Their ids by kind, and words that stand nowhere but in their data.</summary>
    private sealed record Foreign(OrganizationId Organization, Dictionary<string, Guid> Ids, List<string> Marks);

    private static InsightFigures Kept(DateTimeOffset now)
    {
        var kept = new InsightFigures(TestServer.New<InsightFiguresId>());
        kept.Are(new() { Currencies = [new() { Currency = "EUR" }] }, now, TimeSpan.FromSeconds(1));
        return kept;
    }

    private static Replayed Replayed(InvoiceId invoice) =>
        new(
            new(
                new(2026, 2, 2),
                Stage.Overdue,
                Tone.Firm,
                Channel.Email,
                [
                    new()
                    {
                        Id = invoice,
                        Number = "Okapi",
                        Outstanding = new(100, "EUR"),
                    },
                ],
                [],
                []
            ),
            [],
            0,
            []
        );

    private static FormalNotice Notice(AccountId account, DateTimeOffset now) =>
        new(
            TestServer.New<FormalNoticeId>(),
            account,
            new(new(2026, 3, 2), "fr", new("Okapi", "Okapi", "<p>Okapi</p>"), "<p>Okapi</p>", new(), 8, new(2026, 3, 12)),
            "Okapi",
            now
        );

    private sealed record Own(OrganizationId Organization, Guid Account);

    /// <summary>The demo: it has some of everything. What it lacks is added; what a new kind of thing would lack, this test asks for.</summary>
    private static async Task<Foreign> Theirs(TestServer server)
    {
        var scope = server.Services.CreateAsyncScope();
        var demo = (await scope.ServiceProvider.GetRequiredService<OpenDemo>().Run(alsoBesideOthers: true, default)).Value!;
        var now = server.Clock.GetUtcNow();
        var account = await server.As(demo.OrganizationId, s => s.GetRequiredService<AppDb>().Accounts.OrderBy(a => a.Id).FirstAsync());
        var session = new Session
        {
            Id = Guid.CreateVersion7(),
            PersonId = demo.PersonId,
            OrganizationId = demo.OrganizationId,
        };
        var invitation = new Invitation(TestServer.New<InvitationId>(), "okapi@elsewhere.example", "Claire");
        invitation.Send([1, 2, 3], now);
        var logo = new Logo(TestServer.New<LogoId>());
        Assert.Null(logo.Show(Convert.FromBase64String(OnePixel)));
        var model = new ModelSettings
        {
            Kind = ModelKind.OpenAiCompatible,
            Address = "http://okapi.example/v1",
            Model = "okapi",
        };
        var channel = new MailChannel(TestServer.New<MailChannelId>(), "okapi");
        var task = new HumanTask(
            TestServer.New<HumanTaskId>(),
            TaskKind.Free,
            "okapi",
            account.Id,
            new Dictionary<string, string> { ["subject"] = "Okapi" },
            now
        );
        var invoice = await server.As(demo.OrganizationId, s => s.GetRequiredService<AppDb>().Invoices.OrderBy(i => i.Id).FirstAsync());
        var dropped = new DroppedFile(TestServer.New<DroppedFileId>(), "okapi.pdf", "F2", "%PDF-1.4 okapi"u8.ToArray(), "Okapi", now);
        dropped.WasRead();
        var program = new OAuthClient { Id = Guid.CreateVersion7(), Name = "Okapi" };
        var grant = new Grant(TestServer.New<GrantId>(), demo.Id, new(program, "https://okapi.example", null, [], "okapi", null), [1], now);
        var prepared = new PreparedInvoice(TestServer.New<PreparedInvoiceId>(), demo.Id, "okapi");
        prepared.Offer(new() { Number = "Okapi" }, now);
        // Over: else it would be done meanwhile.
        var webhook = new Amiable.Webhooks.Webhook(TestServer.New<WebhookId>(), "https://okapi.example/", ["*"], "okapi", 1, now);
        webhook.Pause(WebhookState.Paused);
        var occurrence = new Occurrence(1, new("account.created", account.Id.Value, account.Id), now);
        var errand = new Errand(TestServer.New<ErrandId>(), ErrandKind.PlanAnew, demo.Id, "Okapi", new() { Matching = "" }, now);
        errand.End(now);
        var replay = new Replay(TestServer.New<ReplayId>(), now);
        replay.IsDone(new(), now);
        await server.Save(
            demo.OrganizationId,
            logo,
            channel,
            new MailboxCursor(channel.Id),
            new PostingChannel(
                TestServer.New<PostingChannelId>(),
                new()
                {
                    Address = "https://okapi.example",
                    Client = "okapi",
                    Organisation = "okapi",
                    MostCost = new(300, "EUR"),
                },
                "okapi"
            ),
            new ModelEndpoint(TestServer.New<ModelEndpointId>(), model, "okapi"),
            new ModelCall(TestServer.New<ModelCallId>(), now, ModelPurpose.Trial, model, new("okapi.v1", ModelOutcome.Declined)),
            new ModelWording(TestServer.New<ModelWordingId>(), account.Id, "okapi", now, "okapi", "okapi.v1", new("Okapi", ["Okapi."], [])),
            new InboundMail(TestServer.New<InboundMailId>(), "From: okapi@elsewhere.example\r\n\r\nOkapi"u8.ToArray(), "okapi", now),
            new UnwantedAddress(TestServer.New<UnwantedAddressId>(), "okapi@elsewhere.example", now),
            new InvoiceDocument(
                TestServer.New<InvoiceDocumentId>(),
                invoice.Id,
                "okapi.pdf",
                "application/pdf",
                "%PDF-1.4 okapi"u8.ToArray(),
                "okapi",
                now
            ),
            session,
            invitation,
            new SavedFilter(TestServer.New<SavedFilterId>(), demo.Id, "/accounts", "Okapi", "?q=okapi"),
            errand,
            new Instruction(TestServer.New<InstructionId>(), account.Id, "Okapi", "okapi", [], now),
            task,
            new TaskAssignment(TestServer.New<TaskAssignmentId>(), task.Id, demo.Id),
            TaskNotice.Of(TestServer.New<TaskNoticeId>(), "okapi@elsewhere.example", task.Id, mail: null, now),
            new ApiToken(TestServer.New<ApiTokenId>(), demo.Id, "Okapi ERP", [Scopes.OrganizationsRead], [1], now),
            program,
            grant,
            new GrantToken(TestServer.New<GrantTokenId>(), grant.Id, [1], now),
            new KeptAnswer(TestServer.New<KeptAnswerId>(), Guid.CreateVersion7(), "okapi", [1], now),
            webhook,
            occurrence,
            new WebhookDelivery(TestServer.New<WebhookDeliveryId>(), webhook.Id, occurrence, now),
            dropped,
            prepared,
            new FoundDocument(TestServer.New<FoundDocumentId>(), dropped, new(), null, null, isCertain: false, now),
            Kept(now),
            replay,
            new ReplayedMessage(TestServer.New<ReplayedMessageId>(), replay.Id, account.Id, Replayed(invoice.Id)),
            new MeasuredStep(TestServer.New<MeasuredStepId>(), account.Id, new("okapi", new(2026, 3, 2), new(2026, 3, 9), true)),
            new OwnRate(TestServer.New<OwnRateId>(), Regime.France, new(2026, 7, 1), 1215, "Okapi"),
            new LateDecision(TestServer.New<LateDecisionId>(), account.Id, 1, ClaimStance.Claim, new(2026, 3, 2), "Okapi", null, []),
            Notice(account.Id, now),
            new LedgerImport(TestServer.New<ImportId>(), "okapi.csv", "F1", new(), "Claire", now)
        );
        return await server.As(
            demo.OrganizationId,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var ids = new Dictionary<string, Guid> { ["Session"] = session.Id, ["Organization"] = demo.OrganizationId.Value };
                foreach (var type in db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(Owned)) && t.BaseType is null))
                    ids[type.ClrType.Name] = await FirstId(db, type.ClrType);
                List<string> marks =
                [
                    .. await db.Accounts.Select(a => a.Name).ToListAsync(),
                    .. await db.Contacts.Where(c => c.Email != null).Select(c => c.Email!).ToListAsync(),
                    .. await db.Invoices.Select(i => i.Number).ToListAsync(),
                    .. await db.Communications.Select(c => c.Subject).Distinct().ToListAsync(),
                    "okapi",
                    "Okapi",
                ];
                return new Foreign(demo.OrganizationId, ids, [.. marks.Where(m => m.Length > 5 || m is "okapi" or "Okapi").Distinct()]);
            }
        );
    }

    private static async Task<Guid> FirstId(AppDb db, Type type)
    {
        var key = db.Model.FindEntityType(type)!.FindPrimaryKey()!.Properties;
        var table = db.Model.FindEntityType(type)!.GetTableName();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        // The last column of the key: an owned row may be numbered within its organization.
        command.CommandText =
            $"SELECT \"{key[^1].Name}\" FROM \"{table}\" WHERE \"OrganizationId\" = '{db.Organization.Id.Value.ToString().ToUpperInvariant()}' LIMIT 1";
        var found = await command.ExecuteScalarAsync();
        Assert.True(found is not null, $"The other organization has no {type.Name}: make one, so that its routes are tried.");
        // A total is known by its day, which no route has in it.
        return Guid.TryParse(found.ToString(), out var id) ? id
            : found is long number ? new Guid((int)number, 0, 0, new byte[8])
            : Guid.Empty;
    }

    private static async Task<Own> Ours(TestServer server)
    {
        var account = await server.Account(name: "Our customer", of: server.SomebodyElse);
        return new(server.SomebodyElse, account.Id.Value);
    }

    /// <summary>Those without an id come last: among them are the ones that sign out.</summary>
    private static List<(RouteEndpoint Route, string Method)> Routes(TestServer server) =>
        [
            .. server
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                // The gallery of components is there for developers only, and shows invented data.
                .Where(e => e.RoutePattern.RawText?.StartsWith("/kit", StringComparison.Ordinal) != true)
                .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (e, m)))
                .OrderByDescending(r => r.e.RoutePattern.Parameters.Count),
        ];

    /// <summary>The route with each of their ids in each place; and with our own account before one of theirs.</summary>
    private static IEnumerable<string> Paths(RouteEndpoint route, Foreign theirs, Own us)
    {
        // A number counts within what an id names: the first one.
        var raw = Number().Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), "0");
        var parameters = route.RoutePattern.Parameters.Select(p => p.Name).Where(name => raw.Contains($"{{{name}")).ToList();
        var pattern = Constraint().Replace(raw, "{$1}");
        if (parameters.Count == 0)
            return [pattern];
        return theirs
            .Ids.Values.Distinct()
            .SelectMany(id =>
                parameters.Count == 1
                    ? [Fill(pattern, parameters, [id])]
                    : new[] { Fill(pattern, parameters, [us.Account, id]), Fill(pattern, parameters, [theirs.Ids["Account"], id]) }
            );
    }

    private static string Fill(string pattern, List<string> parameters, Guid[] values) =>
        parameters
            .Select((name, i) => (name, value: values[Math.Min(i, values.Length - 1)]))
            .Aggregate(pattern, (path, p) => path.Replace($"{{{p.name}}}", p.value.ToString()));

    private static bool IsOpen(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAuthorizeData>() is null && route.Metadata.GetMetadata<AuthorizationPolicy>() is null;

    private static bool IsClosed(Actor actor, RouteEndpoint route, string method, HttpResponseMessage answer)
    {
        var hasId = route.RoutePattern.Parameters.Count > 0;
        if (IsOpen(route))
            return OpenToStrangers.Any(open =>
                    ("/" + route.RoutePattern.RawText!.TrimStart('/')).StartsWith(open, StringComparison.Ordinal)
                )
                || route.RoutePattern.RawText!.Contains('.')
                || answer.StatusCode is HttpStatusCode.NotFound;
        if (!actor.MayEnter(route))
            return answer.StatusCode is HttpStatusCode.Unauthorized || IsSignIn(answer);
        // A page that is not there may lead back to its list; what was asked to be done must say that there is nothing to do it to.
        return !hasId
            || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized
            || (method == "GET" && answer.StatusCode is HttpStatusCode.Redirect);
    }

    // For programs, with a token: the API, and the tools of assistants, which are tried one by one in Assistants/ToolsTests.
    private static bool IsApi(RouteEndpoint route) =>
        route.RoutePattern.RawText!.StartsWith(ApiRoutes.Root, StringComparison.Ordinal)
        || route.RoutePattern.RawText == OAuthRoutes.UserInfo
        || route.RoutePattern.RawText.TrimEnd('/') == McpRoutes.Path;

    private static bool IsSignIn(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Redirect
        && answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<Actor>> Actors(TestServer server, Own us, Foreign theirs)
    {
        var api = new ApiDescription(JsonNode.Parse(await server.CreateClient().GetStringAsync("/openapi.json"))!);
        var stranger = new Actor(
            "nobody",
            IsMember: false,
            null,
            theirs.Ids["Invoice"],
            await Token(server.CreateClient(new() { AllowAutoRedirect = false }), "/sign-in"),
            api
        );
        var memberOf = await server.As(us.Organization, s => s.GetRequiredService<AppDb>().Members.SingleAsync());
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(us.Organization);
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Is(memberOf.Id, memberOf.FullName);
        var token = await scope.ServiceProvider.GetRequiredService<MakeApiToken>().Run("ERP", Scopes.All, default);
        return
        [
            stranger,
            new(
                "a member",
                IsMember: true,
                null,
                theirs.Ids["Invoice"],
                await Token(await server.SignedIn(us.Organization), "/accounts/new"),
                api
            ),
            new(
                "a program",
                IsMember: false,
                token.Value,
                theirs.Ids["Invoice"],
                await Token(server.CreateClient(new() { AllowAutoRedirect = false }), "/sign-in"),
                api
            ),
        ];
    }

    private static async Task<(HttpClient Client, string Token)> Token(HttpClient client, string page)
    {
        var html = await client.GetStringAsync(page);
        return (client, WebUtility.HtmlDecode(Antiforgery().Match(html).Groups[1].Value));
    }

    /// <summary>Somebody who asks, with the antiforgery token of a page they opened.</summary>
    private sealed record Actor(
        string Name,
        bool IsMember,
        string? ApiToken,
        Guid Invoice,
        (HttpClient Client, string Token) Browser,
        ApiDescription Api
    )
    {
        /// <summary>What the API says may be sent there.</summary>
        private string? Example(string method, string path) =>
            Api.Find(new(method), path)?["requestBody"]?["content"] is { } content
                // What takes a file only is asked without one, in a format that is let through.
                ? content["application/json"]?["example"]?.ToJsonString() ?? "{}"
                : null;

        /// <summary>A member the pages, a program the API, nobody nothing.</summary>
        public bool MayEnter(RouteEndpoint route) => IsApi(route) ? ApiToken is not null : IsMember;

        public async Task<HttpResponseMessage> Ask(string method, string path)
        {
            using var request = new HttpRequestMessage(new(method), path);
            request.Headers.Accept.ParseAdd("text/html, application/json");
            if (ApiToken is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiToken);
            if (Example(method, path) is { } example)
                request.Content = new StringContent(example, Encoding.UTF8, "application/json");
            else if (method is not ("GET" or "HEAD"))
                request.Content = new FormUrlEncodedContent([
                    new("__RequestVerificationToken", Browser.Token),
                    new("invoice", Invoice.ToString()),
                    .. Fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
                ]);
            // From everywhere: how often one place may try is not the question here.
            request.Headers.Add(TestSignIn.Address, $"10.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}");
            return await Browser.Client.SendAsync(request);
        }
    }

    /// <summary>Every row of theirs, as text.</summary>
    private static async Task<string> Everything(TestServer server, OrganizationId organization)
    {
        var text = new StringBuilder();
        await using var connection = await TestDatabase.Open(server.Data);
        foreach (
            var table in (await RawRows.Columns(server))
                .Where(t => t.Contains("OrganizationId"))
                .Select(t => t.Key)
                .Order(StringComparer.Ordinal)
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                $"SELECT * FROM \"{table}\" WHERE \"OrganizationId\" = '{organization.Value.ToString().ToUpperInvariant()}' ORDER BY 1";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                text.Append(table)
                    .Append(' ')
                    .AppendJoin(
                        '|',
                        Enumerable.Range(0, rows.FieldCount).Select(i => Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture))
                    )
                    .Append('\n');
        }
        Assert.True(text.Length > 100_000, "Their rows were not read.");
        return text.ToString();
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{\w+:int\}")]
    private static partial Regex Number();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
