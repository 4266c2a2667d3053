using System.Net;
using System.Text.Json;

namespace Amiable.Tests.Api;

/// <summary>Accounts, their sources, contacts and internal referents, as a program keeps them.</summary>
[Collection(ApiTests.Name)]
public sealed class AccountsApiTests(ApiServer server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task An_account_is_made_changed_and_deleted()
    {
        var made = (
            await Api.Post(
                "/accounts",
                new
                {
                    fullName = " Forge du Nord ",
                    currency = new { code = "eur" },
                    vatNumber = "FR61954506077",
                    billingAddress = new
                    {
                        street = "2 quai Nord",
                        city = "Lille",
                        country = "fr",
                    },
                }
            )
        ).Is(HttpStatusCode.Created);
        var changed = (await Api.Put($"/accounts/{made.Id}", new { legalName = "Forge du Nord SAS", billingAddress = (object?)null })).Is(
            HttpStatusCode.OK
        );

        Assert.Equal($"/api/public/v1/accounts/{made.Id}", made.Http.Headers.Location!.OriginalString);
        Assert.Equal(
            ("Forge du Nord", "EUR", "FR"),
            (
                made.Body.GetProperty("fullName").GetString(),
                made.Body.GetProperty("currency").GetProperty("code").GetString(),
                made.Body.GetProperty("billingAddress").GetProperty("country").GetString()
            )
        );
        Assert.Equal("Forge du Nord SAS", changed.Body.GetProperty("legalName").GetString());
        Assert.Equal("FR61954506077", changed.Body.GetProperty("vatNumber").GetString());
        Assert.Equal(JsonValueKind.Null, changed.Body.GetProperty("billingAddress").ValueKind);
        (await Api.Delete($"/accounts/{made.Id}")).Is(HttpStatusCode.NoContent);
        (await Api.Get($"/accounts/{made.Id}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Delete($"/accounts/{made.Id}")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_same_company_twice_is_a_duplicate_that_names_the_first_unless_its_numbers_differ()
    {
        var first = await Api.Account("Société Double");

        var again = (await Api.Post("/accounts", new { fullName = "SOCIETE DOUBLE S.A.R.L." })).IsProblem(
            HttpStatusCode.Conflict,
            "account.known"
        );

        Assert.Equal(first, again.Body.GetProperty("facts").GetProperty("accountId").GetGuid());
        await Api.Put($"/accounts/{first}", new { registrationNumber = "552100554" });
        (await Api.Post("/accounts", new { fullName = "Société Double", registrationNumber = "443061841" })).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("fullName", "\"\"", "fullName")]
    [InlineData("billingAddress", "{\"country\":\"XX\"}", "billingAddress.country")]
    [InlineData("language", "\"xx\"", "language")]
    [InlineData("timeZone", "\"Mars/Olympus\"", "timeZone")]
    [InlineData("currency", "{\"code\":\"ABC\"}", "currency")]
    public async Task A_value_that_is_not_acceptable_is_named(string field, string value, string named)
    {
        var body = field == "fullName" ? $"{{\"fullName\":{value}}}" : $"{{\"fullName\":\"Faulty\",\"{field}\":{value}}}";
        Assert.Equal(named, (await Api.Post("/accounts", body)).Is(HttpStatusCode.UnprocessableEntity).Fields);
    }

    [Fact]
    public async Task A_source_is_one_account_and_saying_so_again_changes_nothing()
    {
        var (one, other) = (await Api.Account("Linked one"), await Api.Account("Linked other"));
        var source = new { connectionId = "erp-1", sourceId = "C-1" };

        var linked = (await Api.Put($"/accounts/{one}/source", source)).Is(HttpStatusCode.OK).Body.GetProperty("source");
        (await Api.Put($"/accounts/{one}/source", source)).Is(HttpStatusCode.OK);

        Assert.Equal(
            ("erp-1", "Custom", "C-1"),
            (
                linked.GetProperty("connectionId").GetString(),
                linked.GetProperty("connectorType").GetString(),
                linked.GetProperty("sourceId").GetString()
            )
        );
        var taken = (await Api.Put($"/accounts/{other}/source", source)).IsProblem(HttpStatusCode.Conflict, "source-taken");
        Assert.Equal(one, taken.Body.GetProperty("facts").GetProperty("accountId").GetGuid());
        (await Api.Put($"/accounts/{other}/source", new { connectionId = "erp-2", sourceId = "C-1" })).Is(HttpStatusCode.OK);
        Assert.Equal(one, (await Api.Get("/accounts?connectionId=erp-1&sourceId=C-1")).Nodes.Single().GetProperty("id").GetGuid());
        (await Api.Delete($"/accounts/{one}/source")).Is(HttpStatusCode.NoContent);
        (await Api.Delete($"/accounts/{one}/source")).Is(HttpStatusCode.NoContent);
        (await Api.Put($"/accounts/{other}/source", source)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_source_names_both_of_its_parts_and_was_not_read_in_the_future()
    {
        var account = await Api.Account("Faulty source");

        Assert.Equal(
            "sourceId",
            (await Api.Put($"/accounts/{account}/source", new { connectionId = "x" }))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "missing")
                .Fields
        );
        (await Api.Put($"/accounts/{account}/source", """{"connectionId":"x","sourceId":null}""")).Is(HttpStatusCode.UnprocessableEntity);
        (await Api.Put($"/accounts/{account}/source", new { connectionId = " ", sourceId = "1" })).Is(HttpStatusCode.UnprocessableEntity);
        (
            await Api.Put(
                $"/accounts/{account}/source",
                new
                {
                    connectionId = "x",
                    sourceId = "1",
                    lastUpdate = "2099-01-01T00:00:00Z",
                }
            )
        ).IsProblem(HttpStatusCode.UnprocessableEntity, "source-future");
    }

    [Fact]
    public async Task Follow_ups_rest_and_run_again()
    {
        var account = await Api.Account("Resting");

        var paused = (
            await Api.Post(
                $"/accounts/{account}/dunning/pause",
                new
                {
                    reason = "PaymentPlan",
                    until = new
                    {
                        year = 2026,
                        month = 6,
                        day = 30,
                    },
                }
            )
        ).Is(HttpStatusCode.OK).Body.GetProperty("dunning");
        var other = (await Api.Post($"/accounts/{account}/dunning/pause", new { reason = "They are moving" })).Body.GetProperty("dunning");
        var resumed = (await Api.Post($"/accounts/{account}/dunning/resume")).Is(HttpStatusCode.OK).Body.GetProperty("dunning");

        Assert.Equal((true, "PaymentPlan"), (paused.GetProperty("isPaused").GetBoolean(), paused.GetProperty("reason").GetString()));
        Assert.Equal(("Other", "They are moving"), (other.GetProperty("reason").GetString(), other.GetProperty("note").GetString()));
        Assert.False(resumed.GetProperty("isPaused").GetBoolean());
        (await Api.Post($"/accounts/{account}/dunning/pause", new { reason = "Legal", until = "2020-01-01" })).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "pause.past"
        );
    }

    [Fact]
    public async Task Contacts_are_kept_by_address_and_there_is_one_primary()
    {
        var account = await Api.Account("Contacts");
        var anne = (await Api.Post($"/accounts/{account}/contacts", new { fullName = "Anne", email = "anne@contacts.example" })).Is(
            HttpStatusCode.Created
        );
        var paul = (
            await Api.Put(
                $"/accounts/{account}/contacts/upsert",
                new
                {
                    fullName = "Paul",
                    email = "paul@contacts.example",
                    isPrimary = true,
                }
            )
        ).Is(HttpStatusCode.Created);
        var renamed = (
            await Api.Put($"/accounts/{account}/contacts/upsert", new { fullName = "Anne Roux", email = "ANNE@contacts.example" })
        ).Is(HttpStatusCode.OK);
        var called = (await Api.Put($"/accounts/{account}/contacts/upsert", new { fullName = "PAUL", role = "CFO" })).Is(HttpStatusCode.OK);

        Assert.Equal((anne.Id, "Anne Roux"), (renamed.Id, renamed.Body.GetProperty("fullName").GetString()));
        Assert.Equal((paul.Id, "CFO"), (called.Id, called.Body.GetProperty("role").GetString()));
        var all = (await Api.Get($"/accounts/{account}/contacts")).Body.EnumerateArray().ToList();
        Assert.Equal(
            [("PAUL", true), ("Anne Roux", false)],
            all.Select(c => (c.GetProperty("fullName").GetString()!, c.GetProperty("isPrimary").GetBoolean()))
        );
        (await Api.Post($"/accounts/{account}/contacts", new { email = "paul@contacts.example" })).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "contact.double"
        );
        (await Api.Post($"/accounts/{account}/contacts", new { email = "no address" })).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "contact.email"
        );
        (await Api.Delete($"/accounts/{account}/contacts/{paul.Id}")).Is(HttpStatusCode.NoContent);
        (await Api.Get($"/accounts/{account}/contacts/{paul.Id}")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_change_of_a_contact_leaves_what_it_does_not_mention()
    {
        var account = await Api.Account("Unmentioned");
        var anne = await Api.Post(
            $"/accounts/{account}/contacts",
            new
            {
                fullName = "Anne",
                email = "anne@un.example",
                phone = "+33 1",
                notes = "copy only",
            }
        );

        var changed = (await Api.Put($"/accounts/{account}/contacts/{anne.Id}", new { phone = (string?)null })).Is(HttpStatusCode.OK).Body;

        Assert.Equal(("Anne", "copy only"), (changed.GetProperty("fullName").GetString(), changed.GetProperty("notes").GetString()));
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("phone").ValueKind);
        Assert.Equal("anne@un.example", changed.GetProperty("email").GetProperty("address").GetString());
    }

    [Fact]
    public async Task Internal_representatives_have_one_name_in_the_API_and_two_here()
    {
        var account = await Api.Account("Represented");
        var path = $"/accounts/{account}/internal-representatives";
        var made = (await Api.Post(path, new { fullName = "Paul de la Tour", email = "paul@us.example" })).Is(HttpStatusCode.Created);

        var again = (await Api.Put(path + "/upsert", new { email = "paul@us.example", role = "Sales" })).Is(HttpStatusCode.OK);

        Assert.Equal((made.Id, "Paul de la Tour"), (again.Id, again.Body.GetProperty("fullName").GetString()));
        Assert.Equal("fullName", (await Api.Post(path, new { email = "x@us.example" })).Is(HttpStatusCode.UnprocessableEntity).Fields);
        Assert.Equal("email", (await Api.Post(path, new { fullName = "Nobody" })).Is(HttpStatusCode.UnprocessableEntity).Fields);
        Assert.Equal(1, (await Api.Get(path)).Body.GetArrayLength());
        (await Api.Delete($"{path}/{made.Id}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Many_accounts_and_contacts_at_once_have_a_result_each()
    {
        object Row(string name, string? source) =>
            new { fullName = name, source = source is null ? null : new { connectionId = "bulk", sourceId = source } };
        var rows = new[] { Row("Bulk A", "1"), Row("Bulk B", "2"), new { fullName = 7 }, Row("", "3"), Row("Bulk A renamed", "1") };

        var first = (await Api.Post("/accounts/bulk", new { rows })).Is(HttpStatusCode.OK).Body;
        var again = (await Api.Post("/accounts/bulk", new { rows = rows[..2] })).Is(HttpStatusCode.OK).Body;

        Assert.Equal(["Created", "Created", "Failed", "Failed", "Updated"], Outcomes(first));
        Assert.Equal(
            first.GetProperty("results")[0].GetProperty("id").GetGuid(),
            first.GetProperty("results")[4].GetProperty("id").GetGuid()
        );
        Assert.Equal("invalid-value", first.GetProperty("results")[2].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal(["Updated", "Unchanged"], Outcomes(again));
        var account = first.GetProperty("results")[0].GetProperty("id").GetGuid();
        var people = (
            await Api.Post(
                "/contacts/bulk",
                new
                {
                    rows = new object[]
                    {
                        new
                        {
                            accountId = account,
                            fullName = "Anne",
                            email = "anne@bulk.example",
                        },
                        new
                        {
                            accountId = account,
                            fullName = "Anne R.",
                            email = "anne@bulk.example",
                        },
                        new { accountId = account, email = "nobody" },
                        new { accountId = Guid.CreateVersion7(), fullName = "Lost" },
                        new { accountId = account, email = "anne@bulk.example" },
                    },
                }
            )
        ).Is(HttpStatusCode.OK);
        Assert.Equal(["Created", "Updated", "Failed", "Failed", "Unchanged"], Outcomes(people.Body));
        Assert.Equal(1, (await Api.Get($"/accounts/{account}/contacts")).Body.GetArrayLength());
        (await Api.Post("/accounts/bulk", new { rows = Enumerable.Repeat(Row("X", null), 1001) })).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "too-many-rows"
        );
        (await Api.Post("/accounts/bulk", new { rows = Array.Empty<object>() })).IsProblem(HttpStatusCode.UnprocessableEntity, "no-rows");
    }

    [Fact]
    public async Task Accounts_are_found_by_name_and_by_when_they_changed()
    {
        var account = await Api.Account("Épicerie Fine du Coin");

        Assert.Contains(account, Ids(await Api.Get("/accounts?query=epicerie")));
        Assert.Contains(account, Ids(await Api.Get("/accounts?updatedSince=2026-03-02T08:00:00Z&first=200")));
        Assert.Empty((await Api.Get("/accounts?updatedSince=2030-01-01T00:00:00Z")).Nodes);
        Assert.Equal(
            "updatedSince",
            (await Api.Get("/accounts?updatedSince=yesterday")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-value").Fields
        );
    }

    private static IEnumerable<Guid> Ids(Answer list) => list.Nodes.Select(n => n.GetProperty("id").GetGuid());

    internal static IEnumerable<string> Outcomes(JsonElement body) =>
        body.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("outcome").GetString()!);
}
