using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Amiable.Platform.Api;

/// <summary>How programs and Amiable write to each other.</summary>
public static class ApiJson
{
    /// <summary>Of what is written, and of JSON that is read: a number is a number, a text a text.</summary>
    public static readonly JsonSerializerOptions Options = Configured(new());

    /// <summary>Of forms, in which everything is text.</summary>
    internal static readonly JsonSerializerOptions OfForms = new(Options) { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    internal static JsonSerializerOptions Configured(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new Instants());
        return options;
    }

    /// <summary>Instants are UTC, to the millisecond: "2026-03-02T08:00:00.000Z".</summary>
    private sealed class Instants : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var instant)
                ? instant.ToUniversalTime()
                : throw new WrongValue("Write the instant as in ISO 8601: 2026-03-02T08:00:00Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            // The round-trip format, less its last four digits: no other one is written as quickly, and a list has two for each row.
            Span<byte> text = stackalloc byte[28];
            value.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
            text[23] = (byte)'Z';
            writer.WriteStringValue(text[..24]);
        }
    }
}

/// <summary>A value of which we can say what is wrong with it.</summary>
internal sealed class WrongValue(string message) : JsonException(message);
