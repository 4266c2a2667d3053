using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Amiable.Platform.Api;

/// <summary>What the description of the API says of values: how they are called, and what the framework cannot see of them.</summary>
internal static class SchemaDescription
{
    /// <summary>"InvoiceJson" is Invoice, "ListJson of InvoiceJson" InvoiceList. Days and currencies stand where they are used.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        if (type.Type == typeof(DateJson) || type.Type == typeof(DateJson?) || type.Type == typeof(CurrencyJson))
            return null;
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() is var generic)
        {
            var of = Short(type.Type.GetGenericArguments()[0]);
            if (generic == typeof(ListJson<>))
                return of + "List";
            if (generic == typeof(RowsJson<>))
                return of + "s";
        }
        if (type.Type == typeof(ApiStatus.Answer))
            return "Status";
        return OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : Short(type.Type);
    }

    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var isNullable =
            Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null || context.JsonPropertyInfo is { IsGetNullable: true };
        if (type == typeof(DateJson))
            Become(schema, isNullable, Parts(("year", 1, 9999), ("month", 1, 12), ("day", 1, 31)));
        else if (type == typeof(CurrencyJson))
            Become(schema, isNullable, Code());
        else if (type == typeof(DateTimeOffset))
            schema.Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        else if (type == typeof(decimal))
            schema.Format = "decimal";
        else if (type.IsEnum)
            // That it may be left out is said where it is used: a name is never null.
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. Enum.GetNames(type).Select(name => JsonValue.Create(name))]);
        return Task.CompletedTask;
    }

    private static string Short(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name.Replace("Json", "", StringComparison.Ordinal);

    private static void Become(OpenApiSchema schema, bool isNullable, Dictionary<string, IOpenApiSchema> properties)
    {
        schema.Type = isNullable ? JsonSchemaType.Object | JsonSchemaType.Null : JsonSchemaType.Object;
        schema.Properties = properties;
        schema.Required = properties.Keys.ToHashSet();
    }

    private static Dictionary<string, IOpenApiSchema> Parts(params (string Name, int From, int To)[] parts) =>
        parts.ToDictionary(
            p => p.Name,
            p =>
                (IOpenApiSchema)
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Minimum = $"{p.From}",
                        Maximum = $"{p.To}",
                    }
        );

    private static Dictionary<string, IOpenApiSchema> Code() =>
        new()
        {
            ["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = "^[A-Z]{3}$",
                Description = "ISO 4217.",
            },
        };
}
