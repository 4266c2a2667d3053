using System.Text.Json.Nodes;
using Amiable.Platform.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Api;

/// <summary>The contract, line by line: what others wrote integrations for is there under the same names.</summary>
[Collection(ApiTests.Name)]
public sealed class ContractTests(ApiServer server)
{
    private static readonly string[] Operations =
    [
        "GET /status",
        "GET /organizations",
        "GET /organizations/{organizationId}",
        "GET /accounts ?organizationId ?query ?first ?after",
        "POST /accounts organizationId fullName currency billingAddress registrationNumber vatNumber",
        "GET /accounts/{accountId}",
        "PUT /accounts/{accountId} fullName",
        "DELETE /accounts/{accountId}",
        "PUT /accounts/{accountId}/source connectionId sourceId lastUpdate",
        "DELETE /accounts/{accountId}/source",
        "POST /accounts/{accountId}/dunning/pause reason until",
        "POST /accounts/{accountId}/dunning/resume",
        "GET /accounts/{accountId}/contacts",
        "POST /accounts/{accountId}/contacts fullName email language role notes isPrimary",
        "GET /accounts/{accountId}/contacts/{contactId}",
        "PUT /accounts/{accountId}/contacts/{contactId} fullName email language role notes isPrimary",
        "DELETE /accounts/{accountId}/contacts/{contactId}",
        "PUT /accounts/{accountId}/contacts/upsert fullName email",
        "GET /accounts/{accountId}/internal-representatives",
        "POST /accounts/{accountId}/internal-representatives fullName email",
        "GET /accounts/{accountId}/internal-representatives/{representativeId}",
        "PUT /accounts/{accountId}/internal-representatives/{representativeId} fullName email",
        "DELETE /accounts/{accountId}/internal-representatives/{representativeId}",
        "PUT /accounts/{accountId}/internal-representatives/upsert fullName email",
        "GET /invoices ?organizationId ?accountId ?number ?status ?first ?after",
        "POST /invoices organizationId accountId number poNumber issuedDate dueDate totalAmount taxAmount currency billingAddress sourceId",
        "GET /invoices/{invoiceId}",
        "DELETE /invoices/{invoiceId}",
        "PUT /invoices/{invoiceId}/paid-amount paidAmount paidDate",
        "GET /invoices/{invoiceId}/document",
        "GET /credit-notes ?organizationId ?accountId",
        "POST /credit-notes accountId number issuedDate totalAmount currency",
        "GET /credit-notes/{creditNoteId}",
        "DELETE /credit-notes/{creditNoteId}",
        "POST /credit-allocations creditNoteId invoiceId amount",
        "POST /credit-allocations/remove creditNoteId invoiceId amount",
        "GET /customer-balances ?organizationId",
        "GET /customer-balances/{accountId}",
        "GET /aging-balance ?organizationId",
        "GET /aging-balance/accounts ?organizationId ?currencyCode",
        "GET /communications ?organizationId ?deliveryStatus",
        "GET /communications/incoming ?deliveryStatus",
        "GET /communications/outgoing ?deliveryStatus",
        "GET /accounts/{accountId}/communications ?deliveryStatus",
        "GET /accounts/{accountId}/communications/incoming ?deliveryStatus",
        "GET /accounts/{accountId}/communications/outgoing ?deliveryStatus",
        "GET /communications/outgoing/{communicationId}",
        "PUT /communications/outgoing/{communicationId} subject text",
        "POST /accounts/{accountId}/communications subject text to",
        "POST /accounts/{accountId}/outgoing-message-communications channel text maxCredits",
        "POST /accounts/{accountId}/outgoing-message-communications/preview channel text",
        "GET /account-tasks ?accountId",
        "GET /account-tasks/search ?query",
        "GET /account-tasks/{taskId}",
        "POST /account-tasks/{taskId}/interactions text answer",
        "POST /account-tasks/{taskId}/cancel",
        "GET /accounts/{accountId}/payment-declarations",
        "POST /accounts/{accountId}/payment-declarations/{declarationId}/resolve resolution note",
        // Beyond what others have.
        "POST /imports",
        "GET /imports/{importId}",
        "GET /events ?after ?types",
        "GET /webhooks",
        "POST /webhooks url events",
        "POST /webhooks/{webhookId}/deliveries/{deliveryId}/replay",
        "POST /accounts/bulk rows",
        "POST /contacts/bulk rows",
        "POST /invoices/bulk rows",
        "GET /statistics ?organizationId",
    ];

    /// <summary>What answers say, by the name of the schema.</summary>
    private static readonly string[] Shapes =
    [
        "Invoice id organizationId accountId number poNumber issuedDate dueDate totalAmount taxAmount paidAmount remainingAmount currency status paymentStatus "
            + "billingAddress sourceId readOnlyReason createdAt updatedAt",
        "InvoiceStatus =Issued =Overdue =Paid",
        "PaymentStatus =Unpaid =PartiallyPaid =Paid",
        "Contact id fullName email language role notes isPrimary",
        "Email address status",
        "Source connectionId connectorType sourceId lastUpdate",
        "Aging notDue d0_30 d31_60 d61_90 d90Plus overdueRate",
        "DeclarationResolution =InvoicesSettled =PaymentReceived =ResumeAuthorized =Rejected",
        "PageInfo endCursor",
        "Problem type title status detail code message errors",
    ];

    private static readonly string[] Others =
    [
        "/api/oauth/authorize",
        "/api/oauth/token",
        "/api/oauth/register",
        "/api/oauth/revoke",
        "/.well-known/oauth-authorization-server",
        "/.well-known/oauth-protected-resource",
        "/.well-known/oauth-protected-resource/mcp",
        "/openapi.json",
    ];

    [Fact]
    public void Every_operation_of_the_contract_is_there_and_takes_what_the_contract_names()
    {
        var missing = Operations.SelectMany(line => Missing(line.Split(' '))).ToList();
        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public void Every_answer_of_the_contract_says_what_the_contract_names()
    {
        var schemas = server.Description.Document["components"]!["schemas"]!;
        foreach (var words in Shapes.Select(line => line.Split(' ')))
        {
            var schema = schemas[words[0]];
            Assert.True(schema is not null, words[0]);
            var known = schema["enum"] is JsonArray names
                ? names.Select(n => $"={n}")
                : schema["properties"]!.AsObject().Select(p => p.Key);
            Assert.Equal("", string.Join(' ', words.Skip(1).Except(known)));
        }
    }

    [Fact]
    public void Every_other_address_of_the_contract_is_there()
    {
        var routes = server
            .Server.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'));
        Assert.Empty(Others.Except(routes));
    }

    [Fact]
    public void Every_scope_of_the_contract_can_be_granted() =>
        Assert.Empty(
            (
                "openid profile email organizations:read organizations:all accounts:read accounts:all invoices:read invoices:all credit-notes:read "
                + "credit-notes:all communications:read dunning:manage tasks:read tasks:all mcp:read mcp:write"
            )
                .Split(' ')
                .Except(Scopes.Grantable)
        );

    private IEnumerable<string> Missing(string[] words)
    {
        var (method, path) = (words[0], words[1]);
        var operation = server.Description.Operations.SingleOrDefault(o => o.Method == method && o.Path == ApiRoutes.Root + path).Operation;
        if (operation is null)
            return [$"{method} {path}"];
        var asked = (operation["parameters"]?.AsArray() ?? []).Select(p => $"?{p!["name"]}");
        var body = operation["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>().Split('/')[^1];
        var fields = body is null
            ? []
            : server.Description.Document["components"]!["schemas"]![body]!["properties"]!.AsObject().Select(p => p.Key);
        return words.Skip(2).Except(asked).Except(fields).Select(word => $"{method} {path}: {word}");
    }
}
