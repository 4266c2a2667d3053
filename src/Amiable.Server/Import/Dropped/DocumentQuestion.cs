using System.Globalization;
using System.Text;
using System.Text.Json;
using Amiable.Documents;
using Amiable.Documents.Pages;
using Amiable.Documents.Text;
using Amiable.Integrations.Models;

namespace Amiable.Import.Dropped;

/// <summary>What a language model is asked about an invoice on which something was not found. The words of the document are fenced.</summary>
internal static class DocumentQuestion
{
    private const int MostText = 12_000;

    private static readonly string[] Fields =
    [
        "number",
        "issuedOn",
        "dueOn",
        "total",
        "tax",
        "currency",
        "purchaseOrder",
        "seller",
        "buyer",
    ];

    private static readonly AnswerSchema Schema = new(
        "document",
        JsonSerializer.Serialize(
            new
            {
                type = "object",
                additionalProperties = false,
                required = Fields,
                properties = Fields.ToDictionary(f => f, f => new { type = new[] { f is "total" or "tax" ? "number" : "string", "null" } }),
            }
        )
    );

    public static ModelQuestion<ProposedFields> About(IReadOnlyList<TextPage> pages) =>
        new(ModelPurpose.ReadDocument, Prompt.ReadDocument, Material(pages), Schema, Read) { Longest = 600 };

    private static (ProposedFields?, Unfit?) Read(string json)
    {
        try
        {
            using var answer = JsonDocument.Parse(json);
            var root = answer.RootElement;
            return (
                new()
                {
                    Number = Text(root, "number"),
                    IssuedOn = Day(root, "issuedOn"),
                    DueOn = Day(root, "dueOn"),
                    Total = Amount(root, "total"),
                    Tax = Amount(root, "tax"),
                    Currency = Text(root, "currency")?.ToUpperInvariant(),
                    PurchaseOrder = Text(root, "purchaseOrder"),
                    SellerName = Text(root, "seller"),
                    BuyerName = Text(root, "buyer"),
                },
                null
            );
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return (
                null,
                new(ModelOutcome.Malformed, "It is no JSON object of that schema: texts in quotes, amounts as numbers, days as YYYY-MM-DD.")
            );
        }
    }

    private static string? Text(JsonElement root, string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static DateOnly? Day(JsonElement root, string field) =>
        Text(root, field) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static decimal? Amount(JsonElement root, string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetDecimal() : null;

    private static string Material(IReadOnlyList<TextPage> pages)
    {
        var fence = new Fence();
        var text = new StringBuilder().Append(fence.Explained).Append("\n\n");
        return text.Append(fence.Around("Document", Layout.Of(pages), MostText)).ToString();
    }
}
