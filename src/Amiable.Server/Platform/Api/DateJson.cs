using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amiable.Platform.Api;

/// <summary>A day: <c>{"year": 2026, "month": 3, "day": 31}</c>. "2026-03-31" is understood, too.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct DateJson(DateOnly Day)
{
    public static DateJson? Of(DateOnly? day) => day is { } known ? new(known) : null;

    private sealed class Converter : JsonConverter<DateJson>
    {
        public override DateJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.String
                    when DateOnly.TryParseExact(
                        reader.GetString(),
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var day
                    ) => new(day),
                JsonTokenType.StartObject => OfParts(ref reader, options),
                _ => throw Wrong(),
            };

        public override void Write(Utf8JsonWriter writer, DateJson value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("year"u8, value.Day.Year);
            writer.WriteNumber("month"u8, value.Day.Month);
            writer.WriteNumber("day"u8, value.Day.Day);
            writer.WriteEndObject();
        }

        private static DateJson OfParts(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            using var parts = JsonDocument.ParseValue(ref reader);
            var (year, month, day) = (Part("year"), Part("month"), Part("day"));
            return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
                ? new(new DateOnly(year, month, day))
                : throw Wrong();

            int Part(string name) =>
                !parts.RootElement.TryGetProperty(name, out var part) ? 0
                : part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out var number) ? number
                : options.NumberHandling.HasFlag(JsonNumberHandling.AllowReadingFromString)
                && part.ValueKind == JsonValueKind.String
                && int.TryParse(part.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var written)
                    ? written
                : 0;
        }

        private static WrongValue Wrong() => new("Write the day as {\"year\": 2026, \"month\": 3, \"day\": 31}.");
    }
}

/// <summary>A currency: <c>{"code": "EUR"}</c>. "EUR" is understood, too.</summary>
[JsonConverter(typeof(Converter))]
public sealed record CurrencyJson(string Code)
{
    private sealed class Converter : JsonConverter<CurrencyJson>
    {
        public override CurrencyJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var code = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.StartObject => OfParts(ref reader),
                _ => null,
            };
            return code is { Length: > 0 and <= 10 }
                ? new(code.Trim().ToUpperInvariant())
                : throw new WrongValue("Write the currency as {\"code\": \"EUR\"}.");
        }

        public override void Write(Utf8JsonWriter writer, CurrencyJson value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, value.Code);
            writer.WriteEndObject();
        }

        private static string? OfParts(ref Utf8JsonReader reader)
        {
            using var parts = JsonDocument.ParseValue(ref reader);
            return parts.RootElement.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
                ? code.GetString()
                : null;
        }
    }
}
