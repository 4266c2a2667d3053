using System.Text.Json.Nodes;
using Amiable.Channels;

namespace Amiable.Integrations.Pingen;

/// <summary>
/// Speaks with Pingen (API version 2, JSON:API) or what stands in its place. A letter is first uploaded as a draft, which nobody prints, and posted by a second call: only that one
/// can leave a doubt. Every write carries a key of ours, so that the same one twice is done once.
/// </summary>
public sealed class PingenLine(PostingNetwork network) : IDisposable
{
    private readonly PingenHttp http = new(network);

    /// <summary>Who pays there, and what is left.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<PingenOrganization> Look(PingenClient client, CancellationToken ct)
    {
        var told = Attributes(await http.Ask(client, HttpMethod.Get, "", null, null, ct));
        return new(Text(told, "name") ?? "", Amount(told, "billing_balance", Text(told, "billing_currency")));
    }

    /// <summary>What so many pages to a country cost.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="way">How it is printed and carried.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="pages">How many.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<Money> Price(PingenClient client, PingenWay way, string country, int pages, CancellationToken ct)
    {
        var asked = way.Attributes();
        asked["country"] = country;
        asked["paper_types"] = new JsonArray([.. Enumerable.Repeat("normal", pages).Select(type => JsonValue.Create(type))]);
        var told = Attributes(
            await http.Ask(
                client,
                HttpMethod.Post,
                "/deliveries/letters/price-calculator",
                Resource("letter_price_calculator", null, asked),
                null,
                ct
            )
        );
        return Amount(told, "price", Text(told, "currency")) ?? throw new PingenFailed(PingenFault.Garbled, "");
    }

    /// <summary>Uploads a letter as a draft: it is looked at there, and not printed.</summary>
    /// <returns>What it is called there.</returns>
    /// <exception cref="PingenFailed">It says no, or nothing: it certainly is not posted.</exception>
    public async Task<string> Draft(PingenClient client, byte[] pdf, string fileName, bool isAddressRight, string key, CancellationToken ct)
    {
        var upload = Attributes(await http.Ask(client, HttpMethod.Get, "/file-upload", null, null, ct, ofOrganization: false));
        if (Text(upload, "url") is not { } url || Text(upload, "url_signature") is not { } signature)
            throw new PingenFailed(PingenFault.Garbled, "");
        await http.Upload(url, pdf, ct);
        var made = await http.Ask(
            client,
            HttpMethod.Post,
            "/deliveries/letters",
            Resource(
                "letters",
                null,
                new()
                {
                    ["file_original_name"] = fileName,
                    ["file_url"] = url,
                    ["file_url_signature"] = signature,
                    ["address_position"] = isAddressRight ? "right" : "left",
                    ["auto_send"] = false,
                }
            ),
            key,
            ct
        );
        return made["data"]?["id"] is JsonValue id && id.TryGetValue(out string? letter) && letter.Length is > 0 and <= 100
            ? letter
            : throw new PingenFailed(PingenFault.Garbled, "");
    }

    /// <summary>Where a letter is.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<PingenLetter> Ask(PingenClient client, string letter, CancellationToken ct)
    {
        var told = Attributes(await http.Ask(client, HttpMethod.Get, Own(letter), null, null, ct));
        return new(
            Text(told, "status") ?? "",
            told["file_pages"] is JsonValue pages && pages.TryGetValue(out int count) ? count : null,
            Amount(told, "price_value", Text(told, "price_currency")),
            Text(told, "tracking_number")
        );
    }

    /// <summary>When the post got it; null when nobody there says.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<DateTimeOffset?> PostedAt(PingenClient client, string letter, CancellationToken ct)
    {
        var told = await http.Ask(client, HttpMethod.Get, $"{Own(letter)}/events", null, null, ct);
        return (told["data"] as JsonArray ?? [])
            .Select(e => e?["attributes"] as JsonObject)
            .OfType<JsonObject>()
            .Where(e => Text(e, "code") is "transferred_to_distributor" or "sent")
            .Select(e => PingenTime.Of(Text(e, "emitted_at")))
            .Max();
    }

    /// <summary>Has a draft printed and posted.</summary>
    /// <exception cref="PingenFailed">It says no; or nobody knows, when the fault is <see cref="PingenFault.Unknown"/>.</exception>
    public Task Post(PingenClient client, string letter, PingenWay way, string key, CancellationToken ct) =>
        http.Ask(client, HttpMethod.Patch, $"{Own(letter)}/send", Resource("letters", letter, way.Attributes()), key, ct);

    /// <summary>Throws a draft away.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public Task ThrowAway(PingenClient client, string letter, CancellationToken ct) =>
        http.Ask(client, HttpMethod.Delete, Own(letter), null, null, ct);

    private static string Own(string letter) => $"/deliveries/letters/{Uri.EscapeDataString(letter)}";

    private static JsonObject Resource(string type, string? id, JsonObject attributes)
    {
        var data = new JsonObject { ["type"] = type, ["attributes"] = attributes };
        if (id is not null)
            data["id"] = id;
        return new() { ["data"] = data };
    }

    private static JsonObject Attributes(JsonObject answer) =>
        answer["data"]?["attributes"] as JsonObject ?? throw new PingenFailed(PingenFault.Garbled, "");

    private static string? Text(JsonObject from, string name) =>
        from[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    private static Money? Amount(JsonObject from, string name, string? currency) =>
        from[name] is JsonValue value && value.TryGetValue(out decimal amount) && currency is { Length: 3 } && Currencies.IsKnown(currency)
            ? Money.OfMajor(amount, currency)
            : null;

    public void Dispose() => http.Dispose();
}
