using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Amiable.Platform.Api;

/// <summary>What the description of the API says of each operation alike: its scope, paging, keys, limits and failures.</summary>
internal static class OperationDescription
{
    public static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var facts = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        if (facts.OfType<OperationFacts>().LastOrDefault() is { Scope: not null } guarded)
            Guard(operation, [.. guarded.Scopes], context.Document!);
        if (facts.OfType<ListsFacts>().Any())
            Page(operation);
        else if (context.Description is { HttpMethod: "GET", RelativePath: { } path } && !path.Contains('{', StringComparison.Ordinal))
            operation.Parameters.Add(Organization());
        if (context.Description.HttpMethod != "GET")
            operation.Parameters.Add(Key());
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            parameter.Description ??= ParameterTexts.Of(parameter.Name!);
        Body(operation, facts, context.Document!);
        var answers = operation.Responses!.OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
        operation.Responses!.Clear();
        foreach (var (status, response) in answers)
        {
            Answer(int.Parse(status, CultureInfo.InvariantCulture), (OpenApiResponse)response, context.Document!);
            operation.Responses.Add(status, response);
        }
        return Task.CompletedTask;
    }

    private static void Guard(OpenApiOperation operation, List<string> scopes, OpenApiDocument document)
    {
        operation.Security =
        [
            new() { [new OpenApiSecuritySchemeReference(DocumentDescription.Bearer, document)] = [] },
            new() { [new OpenApiSecuritySchemeReference(DocumentDescription.OAuth, document)] = scopes },
        ];
        var says = $"Scope: {string.Join(", ", scopes.Select(s => $"`{s}`"))}.";
        operation.Description = operation.Description is { Length: > 0 } more ? $"{more}\n\n{says}" : says;
    }

    private static void Page(OpenApiOperation operation)
    {
        operation.Parameters!.Add(
            Query(
                "first",
                new()
                {
                    Type = JsonSchemaType.Integer,
                    Minimum = "1",
                    Maximum = $"{Paging.Most}",
                    Default = Paging.Usual,
                }
            )
        );
        operation.Parameters.Add(Query("after", new() { Type = JsonSchemaType.String }));
        operation.Parameters.Add(Organization());
    }

    private static OpenApiParameter Organization() => Query("organizationId", new() { Type = JsonSchemaType.String, Format = "uuid" });

    private static OpenApiParameter Query(string name, OpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Schema = schema,
        };

    private static OpenApiParameter Key() =>
        new()
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = KeepAnswer.LongestKey,
            },
        };

    private static void Body(OpenApiOperation operation, IList<object> facts, OpenApiDocument document)
    {
        if (operation.RequestBody is not OpenApiRequestBody { Content: { } content } body)
            return;
        body.Required = true;
        if (content.TryGetValue("application/json", out var json) && facts.OfType<ExampleFacts>().LastOrDefault() is { } example)
            ((OpenApiMediaType)json).Example = JsonNode.Parse(example.Json);
        if (facts.OfType<TakesFileFacts>().LastOrDefault() is { } form)
        {
            content["multipart/form-data"] = new OpenApiMediaType { Schema = Form(form) };
            if (form.IsNeeded && content.Remove("application/json", out var never))
                document.Components!.Schemas!.Remove(((OpenApiSchemaReference)never.Schema!).Reference.Id!);
        }
    }

    private static OpenApiSchema Form(TakesFileFacts form) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "The same fields, with flattened names, and the file.",
            Required = form.IsNeeded ? new HashSet<string> { "file" } : null,
            Properties = new Dictionary<string, IOpenApiSchema>(
                form.Fields.Select(name => KeyValuePair.Create(name, (IOpenApiSchema)Text()))
            )
            {
                ["file"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Format = "binary",
                    Description = form.File,
                },
            },
        };

    private static OpenApiSchema Text() => new OpenApiSchema { Type = JsonSchemaType.String };

    private static void Answer(int status, OpenApiResponse response, OpenApiDocument document)
    {
        response.Description = ParameterTexts.OfStatus(status);
        var names = status switch
        {
            StatusCodes.Status401Unauthorized => ["WWW-Authenticate"],
            StatusCodes.Status403Forbidden => [.. DocumentDescription.Limits, "WWW-Authenticate"],
            StatusCodes.Status429TooManyRequests => [.. DocumentDescription.Limits, "Retry-After"],
            _ => DocumentDescription.Limits,
        };
        response.Headers = names.ToDictionary(name => name, name => (IOpenApiHeader)new OpenApiHeaderReference(name, document));
    }
}
