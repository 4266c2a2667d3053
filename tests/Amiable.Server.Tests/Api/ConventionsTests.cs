using System.Net;
using System.Text;
using System.Text.Json;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Api;

/// <summary>What all operations have in common: tokens, scopes, lists, days, amounts, problems, keys.</summary>
[Collection(ApiTests.Name)]
public sealed class ConventionsTests(ApiServer server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task Anybody_may_ask_whether_the_API_is_there()
    {
        var status = JsonDocument.Parse(await server.Server.CreateClient().GetStringAsync("/api/public/v1/status")).RootElement;

        Assert.Equal("Amiable", status.GetProperty("name").GetString());
        Assert.EndsWith("/openapi.json", status.GetProperty("openApi").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        var reader = await server.Client(server.Server.Us, Scopes.AccountsRead);

        var answer = (await reader.Post("/accounts", new { fullName = "X" })).IsProblem(HttpStatusCode.Forbidden, "missing-scope");

        Assert.Contains("accounts:all", answer.Body.GetProperty("detail").GetString());
        Assert.Contains("scope=\"accounts:all\"", answer.Header("WWW-Authenticate"));
        (await reader.Get("/accounts")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task All_of_something_includes_reading_it()
    {
        var writer = await server.Client(server.Server.Us, Scopes.InvoicesAll);

        (await writer.Get("/invoices")).Is(HttpStatusCode.OK);
        (await writer.Get("/accounts")).IsProblem(HttpStatusCode.Forbidden, "missing-scope");
    }

    [Fact]
    public async Task Every_answer_to_a_token_tells_how_much_of_its_limit_is_left()
    {
        foreach (var path in new[] { "/accounts", $"/accounts/{Guid.CreateVersion7()}", "/accounts?first=0" })
            Assert.NotNull((await Api.Get(path)).Header("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task A_list_comes_in_parts_that_leave_out_nothing_and_repeat_nothing()
    {
        var account = await Api.Account("Walkers");
        for (var i = 0; i < 7; i++)
            await Api.Invoice(account, $"WALK-{i}");
        List<string> numbers = [];
        string? cursor = null;
        var parts = 0;
        do
        {
            var part = await Api.Get($"/invoices?accountId={account}&first=3{(cursor is null ? "" : "&after=" + cursor)}");
            numbers.AddRange(part.Nodes.Select(n => n.GetProperty("number").GetString()!));
            cursor = part.Body.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            parts++;
        } while (cursor is not null);

        Assert.Equal(3, parts);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"WALK-{i}"), numbers.Order());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1e2")]
    public async Task A_part_has_1_to_200_things(string first) =>
        Assert.Equal(
            "first",
            (await Api.Get($"/accounts?first={first}")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-first").Fields
        );

    [Fact]
    public async Task A_cursor_that_was_changed_or_is_of_another_list_is_refused()
    {
        await Api.Account("One for a cursor");
        await Api.Account("Another for a cursor");
        var cursor = (await Api.Get("/accounts?first=1")).Body.GetProperty("pageInfo").GetProperty("endCursor").GetString()!;

        foreach (var wrong in new[] { cursor[..^2] + (cursor[^2] == 'A' ? "BA" : "AA"), "eyJ9", "…", "null" })
            (await Api.Get($"/accounts?after={wrong}")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-cursor");
        (await Api.Get($"/invoices?after={cursor}")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-cursor");
        (await Api.Get($"/accounts?first=1&after={cursor}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_organization_is_not_found_wherever_it_is_named()
    {
        var other = server.Server.SomebodyElse.Value;

        (await Api.Get($"/accounts?organizationId={other}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Get($"/organizations/{other}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Post("/accounts", new { organizationId = other, fullName = "Theirs" })).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Get("/accounts?organizationId=ours")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-id");
        (await Api.Get($"/accounts?organizationId={server.Server.Us.Value}")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{", "malformed-body", 400)]
    [InlineData("", "malformed-body", 400)]
    [InlineData("[]", "invalid-body", 422)]
    [InlineData("null", "invalid-body", 422)]
    [InlineData("\"text\"", "invalid-body", 422)]
    [InlineData("{\"fullName\":1}", "invalid-value", 422)]
    [InlineData("{\"fullName\":{}}", "invalid-value", 422)]
    [InlineData("{\"fullName\":\"A\",\"fullName\":\"B\"}", "malformed-body", 400)]
    [InlineData("{\"fullName\":\"\\u0000\"}", "invalid-text", 422)]
    [InlineData("{\"fullName\":\"\\ud800\"}", "invalid-text", 422)]
    [InlineData("{\"fullName\":\"   \"}", "account.no-name", 422)]
    public async Task What_cannot_be_read_is_told_so(string body, string code, int status)
    {
        var answer = await Api.Send(HttpMethod.Post, "/accounts", new StringContent(body, Encoding.UTF8, "application/json"));
        answer.IsProblem((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task Other_formats_and_too_much_at_once_are_refused()
    {
        (await Api.Send(HttpMethod.Post, "/accounts", new StringContent("<a/>", Encoding.UTF8, "application/xml"))).IsProblem(
            HttpStatusCode.UnsupportedMediaType,
            "media-type"
        );
        (await Api.Send(HttpMethod.Post, "/accounts", new StringContent("{}", Encoding.Unicode, "application/json"))).IsProblem(
            HttpStatusCode.UnsupportedMediaType,
            "media-type"
        );
        (await Api.Send(HttpMethod.Post, "/accounts")).IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type");
        (await Api.Post("/accounts", new { fullName = new string('x', 1_100_000) })).IsProblem(
            HttpStatusCode.RequestEntityTooLarge,
            "too-large"
        );
    }

    [Fact]
    public async Task Paths_and_methods_that_do_not_exist_answer_as_everything_else_does()
    {
        var http = server.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Api.Token);

        var path = await http.GetAsync("/api/public/v1/nothing");
        var method = await http.PatchAsync("/api/public/v1/accounts", null);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed), (path.StatusCode, method.StatusCode));
        Assert.Contains("\"code\":\"not-found\"", await path.Content.ReadAsStringAsync());
        Assert.Contains("\"code\":\"method-not-allowed\"", await method.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Days_come_as_objects_and_may_be_sent_as_text()
    {
        var account = await Api.Account("Days");
        var made = (await Api.Post("/invoices", ApiClient.InvoiceOf(account, "DAY-1"))).Is(HttpStatusCode.Created).Body;

        Assert.Equal("""{"year":2026,"month":2,"day":15}""", made.GetProperty("dueDate").GetRawText());
        foreach (
            var wrong in new object[]
            {
                "2026-02-30",
                "15/02/2026",
                20260215,
                new
                {
                    year = 2026,
                    month = 13,
                    day = 1,
                },
                new { year = 2026 },
            }
        )
            Assert.Equal("dueDate", (
                    await Api.Post(
                        "/invoices",
                        new
                        {
                            accountId = account,
                            number = "DAY-2",
                            issuedDate = "2026-02-01",
                            dueDate = wrong,
                            totalAmount = 1,
                            currency = "EUR",
                        }
                    )
                ).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-value").Fields);
    }

    [Fact]
    public async Task Amounts_are_exact_or_refused()
    {
        var account = await Api.Account("Exact");

        foreach (var (amount, currency) in new[] { (0.01m, "EUR"), (1234567890.12m, "EUR"), (500m, "JPY"), (1.234m, "KWD") })
        {
            var made = await Api.Post("/invoices", ApiClient.InvoiceOf(account, $"X-{amount}", amount, currency: currency));
            Assert.Equal(amount, made.Is(HttpStatusCode.Created).Body.GetProperty("totalAmount").GetDecimal());
        }
        foreach (var (amount, currency) in new[] { (1.234m, "EUR"), (1.5m, "JPY"), (0m, "EUR"), (-5m, "EUR"), (99999999999999999m, "EUR") })
            Assert.Equal(
                "totalAmount",
                (await Api.Post("/invoices", ApiClient.InvoiceOf(account, "X", amount, currency: currency)))
                    .Is(HttpStatusCode.UnprocessableEntity)
                    .Fields
            );
    }

    [Fact]
    public async Task What_a_program_does_is_in_the_audit_log_under_the_name_of_its_token()
    {
        var account = await Api.Account("Audited");

        var entry = await server.Server.As(
            server.Server.Us,
            s => s.GetRequiredService<AppDb>().AuditEntries.OrderByDescending(e => e.Number).FirstAsync(e => e.SubjectId == account)
        );

        Assert.Equal((ActorKind.ApiClient, "Our ERP"), (entry.ActorKind, entry.ActorName));
    }
}
