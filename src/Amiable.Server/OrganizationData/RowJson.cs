using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amiable.Platform.Audit;
using Amiable.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Amiable.OrganizationData;

/// <summary>
/// Writes rows as JSON: every column the model knows, with the parts that are reached only through a row (the allocations of an invoice) inside of
/// it. Left out: the owner, which is the same in every row; the count of saves; secrets; and bytes, which are files of their own.
/// </summary>
internal sealed class RowJson(IModel model)
{
    private static readonly JsonSerializerOptions Options = new(JsonColumn.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new IdAsText() },
    };

    public static readonly JsonWriterOptions Written = new() { Encoder = Options.Encoder };

    private readonly Dictionary<Type, Shape> _shapes = [];

    public void Write(Utf8JsonWriter json, object row)
    {
        var shape = ShapeOf(row.GetType());
        json.WriteStartObject();
        foreach (var (name, property) in shape.Values)
            if (property.GetValue(row) is { } value)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, property.PropertyType, Options);
            }
        if (shape.Kind is not null)
            json.WriteString("kind", shape.Kind);
        foreach (var (name, property) in shape.Parts)
        {
            json.WriteStartArray(name);
            foreach (var part in (System.Collections.IEnumerable)property.GetValue(row)!)
                Write(json, part);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>Whether a column is written.</summary>
    internal static bool IsWritten(IReadOnlyProperty property) =>
        property.PropertyInfo is not null
        && property.Name is not (nameof(Owned.OrganizationId) or nameof(Owned.Version))
        && (property.ClrType != typeof(byte[]) || property.Name.EndsWith("Hash", StringComparison.Ordinal))
        && !property.IsSecret();

    private Shape ShapeOf(Type row)
    {
        if (_shapes.TryGetValue(row, out var known))
            return known;
        var type = model.FindEntityType(row)!;
        return _shapes[row] = new(
            [
                .. type.GetProperties().Where(IsWritten).Select(p => (Name(p), p.PropertyInfo!)),
                .. type.GetComplexProperties().Select(p => (Name(p), p.PropertyInfo!)),
            ],
            type.FindDiscriminatorProperty() is null ? null : (string?)type.GetDiscriminatorValue(),
            [.. type.GetNavigations().Where(n => n.IsCollection).Select(n => (Name(n), n.PropertyInfo!))]
        );
    }

    private static string Name(IReadOnlyPropertyBase property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private sealed record Shape(
        IReadOnlyList<(string Name, PropertyInfo Property)> Values,
        string? Kind,
        IReadOnlyList<(string Name, PropertyInfo Property)> Parts
    );

    /// <summary>An id is its text, not an object around it.</summary>
    private sealed class IdAsText : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsValueType
            && typeToConvert.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

        private sealed class Converter<TId> : JsonConverter<TId>
            where TId : struct, IId<TId>
        {
            public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                TId.From(reader.GetGuid());

            public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
                writer.WriteStringValue(value.Value);
        }
    }
}
