using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Payments;
using Amiable.Platform.Api;
using Amiable.Tasks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Amiable.Webhooks;

/// <summary>What the description of the API says of events: each is a webhook of the document.</summary>
internal static class EventDescription
{
    private static readonly Dictionary<string, Type> Shapes = new()
    {
        ["account"] = typeof(AccountJson),
        ["invoice"] = typeof(InvoiceJson),
        ["dispute"] = typeof(DisputeJson),
        ["credit-note"] = typeof(CreditNoteJson),
        ["payment"] = typeof(PaymentJson),
        ["communication"] = typeof(CommunicationJson),
        ["promise"] = typeof(DeclarationJson),
        ["announcement"] = typeof(DeclarationJson),
        ["task"] = typeof(TaskJson),
    };

    public static async Task Complete(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        foreach (var shape in Shapes.Values.Distinct())
            if (document.Components?.Schemas?.ContainsKey(NameOf(shape)) != true)
                document.AddComponent(NameOf(shape), await context.GetOrCreateSchemaAsync(shape, null, ct));
        document.Webhooks = EventType
            .All.Append(new(EventType.Test, Scopes.OrganizationsRead, "Somebody tried the webhook out; data names the webhook."))
            .ToDictionary(type => type.Name, type => (IOpenApiPathItem)Of(type, document));
    }

    private static OpenApiPathItem Of(EventType type, OpenApiDocument document) =>
        new()
        {
            Operations = new()
            {
                [HttpMethod.Post] = new()
                {
                    OperationId = $"event-{type.Name.Replace('.', '-')}",
                    Summary = type.Says,
                    Description = $"Signed as Standard Webhooks has it. Needs the scope `{type.Scope}` where it is subscribed to.",
                    RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            ["application/json"] = new OpenApiMediaType { Schema = Body(type, document) },
                        },
                    },
                    Responses = new()
                    {
                        ["2XX"] = new OpenApiResponse { Description = "Taken. Anything else is tried again for three days." },
                    },
                },
            },
        };

    private static OpenApiSchema Body(EventType type, OpenApiDocument document) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type", "timestamp", "data" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = type.Name },
                ["timestamp"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
                // Of what is gone by the time it is told there is an id.
                ["data"] =
                    type.Name.EndsWith(".deleted", StringComparison.Ordinal) || !Shapes.TryGetValue(type.Group, out var shape)
                        ? Reference(typeof(SubjectJson), document)
                        : new OpenApiSchema { AnyOf = [Reference(shape, document), Reference(typeof(SubjectJson), document)] },
            },
        };

    private static OpenApiSchemaReference Reference(Type shape, OpenApiDocument document) => new(NameOf(shape), document);

    private static string NameOf(Type shape) => shape.Name.Replace("Json", "", StringComparison.Ordinal);
}
