using System.Net;
using System.Text.Json.Nodes;
using Amiable.Platform.Api;
using Amiable.Tests.Api;

namespace Amiable.Tests.Assistants;

/// <summary>What each tool does: what the API does, and told to a model.</summary>
[Collection(McpTests.Name)]
public sealed class ToolsTests(McpOffice office)
{
    private Assistant Assistant => office.Assistant;

    private ApiClient Api => office.Api;

    [Fact]
    public async Task The_tools_are_those_of_the_contract_and_say_what_they_do()
    {
        string[] promised =
        [
            "list-organizations",
            "get-organization",
            "list-accounts",
            "get-account",
            "create-account",
            "list-contacts",
            "create-contact",
            "list-invoices",
            "list-credit-notes",
            "list-customer-balances",
            "get-customer-balance",
            "get-aging-balance",
            "list-aging-balance-by-account",
            "list-communications",
            "list-incoming-communications",
            "list-outgoing-communications",
            "list-incoming-communications-by-account",
            "list-outgoing-communications-by-account",
            "get-outgoing-communication",
            "update-outgoing-communication",
            "send-outgoing-communication",
            "preview-outgoing-message",
            "send-outgoing-message",
            "get-outgoing-message",
            "list-account-tasks",
            "get-account-task",
            "add-account-task-text-interaction",
            "add-account-task-structured-interaction",
            "cancel-account-task",
            "pause-account-dunning",
            "resume-account-dunning",
            "list-formal-notices",
            "get-formal-notice",
            "prepare-formal-notice",
            "record-formal-notice-posted",
            "list-silent-accounts",
            "prepare-invoice-upload",
        ];

        var tools = (await Assistant.Ask("tools/list"))["result"]!["tools"]!.AsArray();

        Assert.Equal(promised.Order(), tools.Select(Name).Order());
        Assert.All(tools, t => Assert.True(t!["description"]!.ToString().Length > 20 && t["title"] is not null, Name(t)));
        Assert.All(tools, t => Assert.Equal("object", t!["inputSchema"]!["type"]!.ToString()));
        Assert.DoesNotContain("#/components/", tools.ToJsonString());
        Assert.All(
            tools,
            t =>
                Assert.Equal(
                    Name(t).StartsWith("list-", StringComparison.Ordinal)
                        || Name(t).StartsWith("get-", StringComparison.Ordinal)
                        || Name(t).StartsWith("preview-", StringComparison.Ordinal),
                    t!["annotations"]!["readOnlyHint"]!.GetValue<bool>()
                )
        );
        Assert.All(tools, t => Assert.Equal("object", t!["outputSchema"]!["type"]!.ToString()));
        var pause = tools.Single(t => Name(t) == "pause-account-dunning")!["inputSchema"]!;
        Assert.Equal(["accountId", "reason"], pause["required"]!.AsArray().Select(r => r!.ToString()).Order());
        var text = tools.Single(t => Name(t) == "add-account-task-text-interaction")!["inputSchema"]!["properties"]!.AsObject();
        Assert.Equal(["idempotencyKey", "taskId", "text"], text.Select(p => p.Key).Order());

        static string Name(JsonNode? tool) => tool!["name"]!.ToString();
    }

    [Fact]
    public async Task What_is_read_is_what_the_API_answers()
    {
        var (account, _) = await office.Owing("Read alike");
        var us = office.Server.Us.Value;
        await Api.Post(
            "/credit-notes",
            new
            {
                accountId = account,
                number = "A-1",
                issuedDate = "2026-02-01",
                totalAmount = 5,
                currency = "EUR",
            }
        );
        var waiting = (await Api.Get($"/accounts/{account}/communications/outgoing")).Nodes[0].GetProperty("id").GetGuid();
        var task = (await Api.Get("/account-tasks")).Nodes.Select(t => t.GetProperty("id").GetGuid()).FirstOrDefault();

        foreach (
            var (tool, values, path) in new (string, object, string)[]
            {
                ("list-organizations", new { }, "/organizations"),
                ("get-organization", new { organizationId = us }, $"/organizations/{us}"),
                ("list-accounts", new { query = "Read alike" }, "/accounts?query=Read%20alike"),
                ("get-account", new { accountId = account }, $"/accounts/{account}"),
                ("list-invoices", new { accountId = account, status = "Overdue" }, $"/invoices?accountId={account}&status=Overdue"),
                ("list-credit-notes", new { accountId = account }, $"/credit-notes?accountId={account}"),
                ("list-customer-balances", new { first = 200 }, "/customer-balances?first=200"),
                ("get-customer-balance", new { accountId = account }, $"/customer-balances/{account}"),
                ("get-aging-balance", new { }, "/aging-balance"),
                ("list-aging-balance-by-account", new { currencyCode = "EUR" }, "/aging-balance/accounts?currencyCode=EUR"),
                ("list-communications", new { }, "/communications"),
                (
                    "list-outgoing-communications",
                    new { deliveryStatus = "AwaitingApproval" },
                    "/communications/outgoing?deliveryStatus=AwaitingApproval"
                ),
                ("list-outgoing-communications-by-account", new { accountId = account }, $"/accounts/{account}/communications/outgoing"),
                ("get-outgoing-communication", new { communicationId = waiting }, $"/communications/outgoing/{waiting}"),
                ("get-outgoing-message", new { communicationId = waiting }, $"/communications/outgoing/{waiting}"),
                ("list-silent-accounts", new { }, "/accounts/silent"),
            }
        )
            (await Assistant.Call(tool, values)).IsAs(await Api.Get(path));

        var contacts = await Assistant.Call("list-contacts", new { accountId = account });
        Assert.Equal((await Api.Get($"/accounts/{account}/contacts")).Body.GetRawText(), contacts.Nodes.ToJsonString(ApiJson.Options));
        Assert.Equal(task == default, (await Assistant.Call("list-account-tasks")).Nodes.Count == 0);
    }

    [Fact]
    public async Task A_formal_notice_is_prepared_and_its_posting_recorded_and_nothing_leaves()
    {
        var (account, _) = await office.Owing("Noticed");
        var invoice = (await Api.Get($"/invoices?accountId={account}")).Nodes[0].GetProperty("id").GetGuid();
        var address = new { street = "1 High Street", city = "Leeds" };
        (await Api.Put($"/accounts/{account}", new { fullName = "Noticed", billingAddress = address })).Is(HttpStatusCode.OK);
        var left = office.Server.Mailbox.Sent.Count;

        var values = new
        {
            accountId = account,
            invoiceIds = new[] { invoice },
            businessDays = 8,
        };
        var prepared = await Assistant.Call("prepare-formal-notice", values);
        var one = new { accountId = account, formalNoticeId = prepared.Id };
        var posted = await Assistant.Call(
            "record-formal-notice-posted",
            new
            {
                accountId = account,
                formalNoticeId = prepared.Id,
                postedDate = "2026-03-02",
            }
        );

        Assert.Equal(("Waiting", "Posted"), ($"{prepared.Content["status"]}", $"{posted.Content["status"]}"));
        (await Assistant.Call("get-formal-notice", one)).IsAs(await Api.Get($"/accounts/{account}/formal-notices/{prepared.Id}"));
        (await Assistant.Call("list-formal-notices", new { accountId = account })).IsAs(
            await Api.Get($"/accounts/{account}/formal-notices")
        );
        Assert.Contains(
            "code formal-notice.days",
            await Assistant.Refused(
                "prepare-formal-notice",
                new
                {
                    accountId = account,
                    invoiceIds = new[] { invoice },
                    businessDays = 2,
                }
            )
        );
        Assert.Equal(left, office.Server.Mailbox.Sent.Count);
    }

    [Fact]
    public async Task A_long_list_comes_in_parts_with_a_cursor_of_its_own()
    {
        foreach (var name in new[] { "Zeppelin one", "Zeppelin two", "Zeppelin three" })
            await Api.Account(name);

        var first = await Assistant.Call("list-accounts", new { query = "Zeppelin", first = 2 });
        var cursor = first.Content["pageInfo"]!["endCursor"]!.ToString();
        var second = await Assistant.Call(
            "list-accounts",
            new
            {
                query = "Zeppelin",
                first = 2,
                after = cursor,
            }
        );

        Assert.Contains("call again with after = " + cursor, first.Said);
        Assert.Equal((2, 1), (first.Nodes.Count, second.Nodes.Count));
        Assert.Null(second.Content["pageInfo"]!["endCursor"]);
        Assert.Contains("code invalid-cursor", await Assistant.Refused("list-invoices", new { after = cursor }));
        Assert.Contains("first: Ask for 1 to 200", await Assistant.Refused("list-accounts", new { first = 1000 }));
    }

    [Fact]
    public async Task Accounts_and_contacts_are_added_and_what_is_known_already_is_told()
    {
        var added = await Assistant.Call("create-account", new { fullName = "Ateliers Neufs", currency = new { code = "EUR" } });
        var again = await Assistant.Refused("create-account", new { fullName = "ATELIERS NEUFS SARL", currency = new { code = "EUR" } });
        var contact = await Assistant.Call(
            "create-contact",
            new
            {
                accountId = added.Id,
                fullName = "Nina",
                email = "nina@neufs.example",
            }
        );

        Assert.Equal("Ateliers Neufs", (await Api.Get($"/accounts/{added.Id}")).Body.GetProperty("fullName").GetString());
        Assert.Contains("code account.known", again);
        Assert.Contains(added.Id.ToString(), again);
        Assert.Equal(contact.Id, (await Api.Get($"/accounts/{added.Id}/contacts")).Body[0].GetProperty("id").GetGuid());
        Assert.Contains("fullName", await Assistant.Refused("create-account", new { currency = new { code = "EUR" } }));
    }

    [Fact]
    public async Task A_key_makes_a_call_that_is_repeated_one_call()
    {
        var values = new
        {
            fullName = "Once only",
            currency = new { code = "EUR" },
            idempotencyKey = "once-1",
        };

        var first = await Assistant.Call("create-account", values);
        var second = await Assistant.Call("create-account", values);

        Assert.Equal(first.Id, second.Id);
    }

    [Fact]
    public async Task A_pause_of_what_rests_already_is_told()
    {
        var (account, _) = await office.Owing("Paused twice");

        var first = await Assistant.Call("pause-account-dunning", new { accountId = account, reason = "PaymentPlan" });
        var second = await Assistant.Call(
            "pause-account-dunning",
            new
            {
                accountId = account,
                reason = "Other",
                until = "2026-03-20",
            }
        );
        var resumed = await Assistant.Call("resume-account-dunning", new { accountId = account });
        var again = await Assistant.Call("resume-account-dunning", new { accountId = account });

        Assert.DoesNotContain("already", first.Said);
        Assert.Contains("rested already (PaymentPlan, until somebody resumes)", second.Said);
        Assert.Contains("until 2026-03-20", second.Said);
        Assert.DoesNotContain("already", resumed.Said);
        Assert.Contains("running already", again.Said);
        Assert.False(again.Content["dunning"]!["isPaused"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_cannot_be_is_an_error_a_model_can_act_on()
    {
        var nobody = Guid.CreateVersion7();

        Assert.Contains("do not guess them", await Assistant.Refused("get-account", new { accountId = nobody }));
        Assert.Contains("accountId", await Assistant.Refused("get-account", new { accountId = "Roux" }));
        Assert.Contains("The argument accountId is missing", await Assistant.Refused("get-account"));
        var unknown = await Assistant.Refused("list-accounts", new { name = "Roux" });
        Assert.Contains("There is no argument name", unknown);
        Assert.Contains("query", unknown);
        var (account, _) = await office.Owing("No text messages");
        foreach (var tool in new[] { "preview-outgoing-message", "send-outgoing-message" })
            Assert.Contains(
                "Offer the user an e-mail",
                await Assistant.Refused(
                    tool,
                    new
                    {
                        accountId = account,
                        channel = "Sms",
                        to = nobody,
                        text = "Hello",
                    }
                )
            );
        Assert.Contains(
            "the account's address",
            await Assistant.Refused(
                "send-outgoing-message",
                new
                {
                    accountId = account,
                    channel = "Letter",
                    text = "Hello",
                }
            )
        );
    }

    [Fact]
    public async Task Nothing_of_another_organization_is_seen_or_touched()
    {
        var (account, contact) = await office.Owing("Ours alone");
        var waiting = (await Api.Get($"/accounts/{account}/communications/outgoing")).Nodes[0].GetProperty("id").GetGuid();
        var before = (await Api.Get($"/accounts/{account}")).Text;

        Assert.DoesNotContain("Ours alone", (await office.Elsewhere.Ask("tools/call", new { name = "list-accounts" })).ToJsonString());
        foreach (
            var (tool, values) in new (string, object)[]
            {
                ("get-account", new { accountId = account }),
                ("get-organization", new { organizationId = office.Server.Us.Value }),
                ("list-accounts", new { organizationId = office.Server.Us.Value }),
                ("list-contacts", new { accountId = account }),
                ("create-contact", new { accountId = account, fullName = "X" }),
                ("get-customer-balance", new { accountId = account }),
                ("list-outgoing-communications-by-account", new { accountId = account }),
                ("list-incoming-communications-by-account", new { accountId = account }),
                ("get-outgoing-communication", new { communicationId = waiting }),
                ("update-outgoing-communication", new { communicationId = waiting, subject = "X" }),
                (
                    "send-outgoing-communication",
                    new
                    {
                        accountId = account,
                        subject = "X",
                        text = "X",
                        to = new[] { contact },
                    }
                ),
                (
                    "send-outgoing-message",
                    new
                    {
                        accountId = account,
                        channel = "Letter",
                        text = "X",
                    }
                ),
                ("pause-account-dunning", new { accountId = account, reason = "Other" }),
                ("resume-account-dunning", new { accountId = account }),
                ("prepare-invoice-upload", new { importId = "x", accountId = account }),
            }
        )
            Assert.Contains("not-found", await office.Elsewhere.Refused(tool, values));
        Assert.Contains(
            "There is no resource",
            (await office.Elsewhere.Ask("resources/read", new { uri = $"amiable://accounts/{account}" }))["error"]!["message"]!.ToString()
        );
        Assert.Equal(before, (await Api.Get($"/accounts/{account}")).Is(HttpStatusCode.OK).Text);
    }
}
