using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Amiable.Platform.Api;

namespace Amiable.Tests.Api;

/// <summary>What the description of the API shows as an example is sent as it stands, with ids of things that are there, and does what it says.</summary>
[Collection(ApiTests.Name)]
public sealed class ExamplesTests(ApiServer server)
{
    private readonly Dictionary<string, string> _ids = [];

    [Fact]
    public async Task Every_example_is_taken()
    {
        var (shown, taken) = (0, new List<string>());
        foreach (var (method, path, operation) in server.Description.Operations.ToList())
        {
            if (operation["requestBody"]?["content"]?["application/json"]?["example"] is not { } example)
                continue;
            shown++;
            var id = operation["operationId"]!.GetValue<string>();
            // The examples are about one invoice: two of them make it.
            await Prepare(id is "create-invoice" or "upsert-invoices" ? "FA-1" : "FA-90210");
            if (id == "remove-credit-allocation")
                await server.Api.Post(
                    "/credit-allocations",
                    new
                    {
                        creditNoteId = _ids["creditNoteId"],
                        invoiceId = _ids["invoiceId"],
                        amount = 20,
                    }
                );
            // Another example may have made the account that this one makes.
            if (id == "create-account")
                foreach (var same in (await server.Api.Get($"/accounts?query={Uri.EscapeDataString($"{example["fullName"]}")}")).Nodes)
                    await server.Api.Delete($"/accounts/{same.GetProperty("id").GetString()}");
            var body = Real(example.DeepClone());
            var address = _ids.Aggregate(path[ApiRoutes.Root.Length..], (text, known) => text.Replace($"{{{known.Key}}}", known.Value));
            if (address.Contains('{', StringComparison.Ordinal))
                continue;
            var answer = await server.Api.Send(new(method), address, ApiClient.Json(body.ToJsonString()));
            Assert.True((int)answer.Status < 300, $"{id}: {body.ToJsonString()} → {answer.Text}");
            if (answer.Status == HttpStatusCode.OK && answer.Body.TryGetProperty("failed", out var failed))
                Assert.True(failed.GetInt32() == 0, $"{id}: {answer.Text}");
            taken.Add(id);
        }

        // Declarations and tasks come of what customers write: their examples are sent where those are tested.
        Assert.Empty(Left(taken).Except(["add-account-task-interaction", "resolve-payment-declaration"]));
        Assert.True(shown > 25, $"Only {shown} examples.");
    }

    private IEnumerable<string> Left(List<string> taken) =>
        server
            .Description.Operations.Where(o => o.Operation["requestBody"]?["content"]?["application/json"]?["example"] is not null)
            .Select(o => o.Operation["operationId"]!.GetValue<string>())
            .Except(taken);

    /// <summary>An account with a contact, an invoice, a credit note, a message that waits, a task, a webhook: new ones for each example.</summary>
    private async Task Prepare(string invoice)
    {
        var account = await server.Api.Account($"Example {Guid.CreateVersion7():N}");
        _ids["accountId"] = $"{account}";
        var address = new { street = "1 High Street", city = "Leeds" };
        (await server.Api.Put($"/accounts/{account}", new { fullName = $"Example {account:N}", billingAddress = address })).Is(
            HttpStatusCode.OK
        );
        _ids["contactId"] =
            $"{(await server.Api.Post($"/accounts/{account}/contacts", new { fullName = "Anne", email = $"a@{account:N}.example", isPrimary = true })).Is(HttpStatusCode.Created).Id}";
        _ids["representativeId"] =
            $"{(await server.Api.Post($"/accounts/{account}/internal-representatives", new { fullName = "Paul P", email = $"p@{account:N}.example" })).Is(HttpStatusCode.Created).Id}";
        var number = account.ToString("N", CultureInfo.InvariantCulture)[^8..];
        _ids["invoiceId"] = $"{await server.Api.Invoice(account, invoice, 1200.50m)}";
        var note = await server.Api.Post(
            "/credit-notes",
            new
            {
                accountId = account,
                number = "A-" + number,
                issuedDate = "2026-03-01",
                totalAmount = 20,
                currency = new { code = "EUR" },
            }
        );
        _ids["creditNoteId"] = $"{note.Is(HttpStatusCode.Created).Id}";
        // It went to the invoice by itself; the examples set it there themselves.
        await server.Api.Post(
            "/credit-allocations/remove",
            new
            {
                creditNoteId = note.Id,
                invoiceId = _ids["invoiceId"],
                amount = 20,
            }
        );
        _ids["formalNoticeId"] =
            $"{(await server.Api.Post($"/accounts/{account}/formal-notices", new { invoiceIds = new[] { _ids["invoiceId"] }, businessDays = 8 })).Is(HttpStatusCode.Created).Id}";
        await server.Api.Put($"/accounts/{account}/source", new { connectionId = "our-erp", sourceId = "S-" + number });
        _ids["sourceId"] = "S-" + number;
        var waiting = (await server.Api.Get($"/accounts/{account}/communications/outgoing?deliveryStatus=AwaitingApproval")).Nodes;
        if (waiting.Length > 0)
            _ids["communicationId"] = waiting[0].GetProperty("id").GetString()!;
        if ((await server.Api.Get("/account-tasks?status=ActionRequired")).Nodes is [var task, ..])
            _ids["taskId"] = task.GetProperty("id").GetString()!;
        if (!_ids.ContainsKey("webhookId"))
            _ids["webhookId"] =
                $"{(await server.Api.Post("/webhooks", new { url = "https://erp.example.com/other", events = new[] { "task.*" } })).Is(HttpStatusCode.Created).Id}";
    }

    /// <summary>The ids of the example are of nobody: those of the same name take their place.</summary>
    private JsonNode Real(JsonNode node)
    {
        if (node is JsonArray array)
            for (var i = 0; i < array.Count; i++)
                if (array[i] is JsonValue value && Guid.TryParse($"{value}", out _))
                    array[i] = Id(array.GetPropertyName());
                else
                    Real(array[i]!);
        if (node is JsonObject thing)
            foreach (var (name, value) in thing.ToList())
                if (value is JsonValue && (Guid.TryParse($"{value}", out _) || name == "sourceId" && thing.ContainsKey("connectionId")))
                    thing[name] = Id(name);
                else if (value is JsonArray or JsonObject)
                    Real(value);
        return node;
    }

    private string Id(string name) =>
        _ids[
            name switch
            {
                "to" or "cc" => "contactId",
                "invoiceIds" => "invoiceId",
                _ => name,
            }
        ];
}
