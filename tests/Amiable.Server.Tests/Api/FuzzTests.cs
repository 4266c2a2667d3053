using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Amiable.Platform.Api;

namespace Amiable.Tests.Api;

/// <summary>
/// Whatever is sent to whichever operation, there is an answer that says what is wrong with it. The requests are made of the description of the API, with
/// everything in them that programs get wrong. 2,000 of them in a check; AMIABLE_FUZZ says another number.
/// </summary>
[Collection(ApiTests.Name)]
public sealed class FuzzTests(ApiServer server)
{
    private const int Seed = 20261122;

    private static readonly string[] Odd =
    [
        "null",
        "true",
        "0",
        "-1",
        "1e400",
        "1E-400",
        "99999999999999999999999999999",
        "0.000000000000000000000000001",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\uffff\"",
        "\"'; DROP TABLE accounts; --\"",
        "\"%00..%2f..%2f\"",
        "\"2026-02-30\"",
        "\"0199a1de-0000-7000-8000-000000000001\"",
        "\"نص عربي 🧾 é\"",
        "[]",
        "{}",
        "[[[[[[]]]]]]",
        "{\"code\":null}",
        "{\"code\":\"EURO\"}",
        "{\"year\":2026,\"month\":2,\"day\":30}",
        "{\"year\":99999,\"month\":1,\"day\":1}",
        "{\"year\":\"2026\",\"month\":\"1\",\"day\":\"1\"}",
        "{\"a\":{\"a\":{\"a\":{}}}}",
    ];

    [Fact]
    public async Task No_request_is_answered_with_500()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("AMIABLE_FUZZ"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : 2000;
        var random = new Random(Seed);
        var ids = await Ids();
        var operations = server.Description.Operations.Where(o => !o.Path.EndsWith("/status", StringComparison.Ordinal)).ToList();
        var statuses = new SortedDictionary<int, int>();
        List<string> faults = [];
        for (var i = 0; i < count; i++)
        {
            // Some of the requests delete what they name.
            if (i % 150 == 149)
                ids = await Ids();
            var (method, path, operation) = operations[i % operations.Count];
            var filled = Path(path, operation, ids, random);
            var (content, shown) = method == "GET" ? (null, "") : Content(operation, ids, random);
            using (content)
            {
                try
                {
                    var answer = await server.Api.Send(
                        new(method),
                        filled[ApiRoutes.Root.Length..],
                        content,
                        Key(random),
                        isDescribed: false
                    );
                    var status = (int)answer.Status;
                    statuses[status] = statuses.GetValueOrDefault(status) + 1;
                    if (Fault(new(method), filled, answer) is { } fault)
                        faults.Add($"{i}: {method} {filled} {shown} → {status} {answer.Text} {fault}");
                }
                catch (Exception none) when (none is HttpRequestException or TaskCanceledException)
                {
                    faults.Add($"{i}: {method} {filled} {shown} → no answer: {none.Message}");
                    await Console.Error.WriteLineAsync($"Fuzz: {faults[^1]}");
                }
            }
        }

        Console.WriteLine($"Fuzz: {count} requests; {string.Join(", ", statuses.Select(s => $"{s.Value} × {s.Key}"))}");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        // It reaches what lies behind the first checks, too.
        Assert.True(statuses.Keys.Any(s => s is 200 or 201) && statuses.ContainsKey(422) && statuses.ContainsKey(404));
    }

    /// <summary>It failed, or the answer is not as it is described.</summary>
    private string? Fault(HttpMethod method, string filled, Answer answer)
    {
        if (answer.Status >= HttpStatusCode.InternalServerError)
            return "failed";
        try
        {
            server.Description.Check(method, filled.Split('?')[0], answer);
            return null;
        }
        catch (Xunit.Sdk.XunitException other)
        {
            return other.Message;
        }
    }

    private static string? Key(Random random) =>
        random.Next(4) > 0 ? null
        : random.Next(2) == 0 ? $"fuzz-{random.Next(20)}"
        : new string('k', random.Next(300));

    /// <summary>Ids of things that are there, by what paths and bodies call them.</summary>
    private async Task<Dictionary<string, Guid>> Ids()
    {
        // No organization has more than 20.
        foreach (var webhook in (await server.Api.Get("/webhooks?first=50")).Nodes)
            await server.Api.Delete($"/webhooks/{webhook.GetProperty("id").GetGuid()}");
        var account = await server.Api.Account($"Fuzzed {Guid.CreateVersion7():N}");
        async Task<Guid> Made(string path, object body) => (await server.Api.Post(path, body)).Is(HttpStatusCode.Created).Id;
        var tasks = (await server.Api.Get("/account-tasks?first=1")).Nodes;
        return new()
        {
            ["accountId"] = account,
            ["invoiceId"] = await server.Api.Invoice(account, "FUZZ-1"),
            ["contactId"] = await Made($"/accounts/{account}/contacts", new { fullName = "F", email = $"f@{account:N}.example" }),
            ["representativeId"] = await Made(
                $"/accounts/{account}/internal-representatives",
                new { fullName = "R", email = $"r@{account:N}.example" }
            ),
            ["creditNoteId"] = await Made(
                "/credit-notes",
                new
                {
                    accountId = account,
                    number = "FUZZ-C",
                    issuedDate = "2026-03-01",
                    totalAmount = 5,
                    currency = "EUR",
                }
            ),
            // Where nobody is asked the way to: an address inside is refused before it is connected to.
            ["webhookId"] = await Made("/webhooks", new { url = $"https://localhost/{account:N}", events = new[] { "task.*" } }),
            ["taskId"] = tasks.Length > 0 ? tasks[0].GetProperty("id").GetGuid() : account,
            ["other"] = Guid.CreateVersion7(),
            ["nothing"] = Guid.Empty,
        };
    }

    /// <summary>Mostly of the right kind.</summary>
    private static Guid Id(string name, Dictionary<string, Guid> ids, Random random) =>
        ids.TryGetValue(name, out var known) && random.Next(5) > 0 ? known : ids.Values.ElementAt(random.Next(ids.Count));

    private static string Path(string path, JsonNode operation, Dictionary<string, Guid> ids, Random random)
    {
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            if (parameter!["in"]!.GetValue<string>() == "path")
                path = path.Replace($"{{{parameter["name"]}}}", $"{Id($"{parameter["name"]}", ids, random)}");
        var query = (operation["parameters"]?.AsArray() ?? [])
            .Where(p =>
                p!["in"]!.GetValue<string>() == "query" && random.Next(p["name"]!.GetValue<string>() == "organizationId" ? 40 : 3) == 0
            )
            .Select(p =>
                $"{p!["name"]}={Uri.EscapeDataString(random.Next(2) == 0 ? $"{ids["accountId"]}" : Odd[random.Next(Odd.Length)].Trim('"'))}"
            );
        return $"{path}?{string.Join('&', query)}";
    }

    private static (HttpContent?, string) Content(JsonNode operation, Dictionary<string, Guid> ids, Random random)
    {
        var bodies = operation["requestBody"]?["content"];
        if (bodies?["multipart/form-data"] is { } form && (bodies["application/json"] is null || random.Next(3) == 0))
            return (Form(Fields(form), random), "a form");
        if (bodies?["application/json"] is not { } json)
            return random.Next(2) == 0 ? (null, "") : (ApiClient.Json("{\"a\":1}"), "a body");
        var sound = json["example"]!.DeepClone();
        Point(sound, ids, random);
        for (var times = random.Next(4); times > 0; times--)
            Spoil(sound, random);
        var text = sound.ToJsonString();
        return random.Next(12) switch
        {
            0 => (Bytes(Encoding.UTF8.GetBytes(text)[..random.Next(text.Length)], "application/json"), text),
            1 => (Bytes(Encoding.Latin1.GetBytes(text.Replace("FA-902", "é ÿ", StringComparison.Ordinal)), "application/json"), text),
            2 => (Bytes(Encoding.Unicode.GetBytes(text), "application/json; charset=utf-16"), text),
            3 => (Bytes(Encoding.UTF8.GetBytes(text), Media[random.Next(Media.Length)]), text),
            4 => (ApiClient.Json(text.Replace("\"", "\"\"", StringComparison.Ordinal)), text),
            5 => (ApiClient.Json(Odd[random.Next(Odd.Length)]), text),
            6 => (Form(sound, random), "form " + text),
            _ => (ApiClient.Json(text), text),
        };
    }

    /// <summary>Something in each field of a form, now and then nothing.</summary>
    private static JsonObject Fields(JsonNode form)
    {
        var fields = new JsonObject();
        foreach (var (name, _) in form["schema"]!["properties"]!.AsObject().Where(p => p.Key != "file"))
            fields[name] = "2026";
        return fields;
    }

    private static readonly string[] Media =
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/vnd.api+json",
        "x",
    ];

    /// <summary>Ids of things that are there, in place of those of the example.</summary>
    private static void Point(JsonNode node, Dictionary<string, Guid> ids, Random random)
    {
        if (node is JsonArray array)
            foreach (var item in array.ToList())
            {
                if (item is JsonValue value && Guid.TryParse(value.ToString(), out _))
                    array[array.IndexOf(item)] = $"{Id(array.GetPropertyName() == "to" ? "contactId" : "invoiceId", ids, random)}";
                else if (item is not null)
                    Point(item, ids, random);
            }
        if (node is JsonObject thing)
            foreach (var (name, value) in thing.ToList())
                if (value is JsonValue && Guid.TryParse(value.ToString(), out _))
                    thing[name] = $"{Id(name, ids, random)}";
                else if (value is not null)
                    Point(value, ids, random);
    }

    /// <summary>Somewhere in it: another value, nothing at all, a field nobody knows, or far too much.</summary>
    private static void Spoil(JsonNode node, Random random)
    {
        if (node is JsonArray { Count: > 0 } array && array[random.Next(array.Count)] is { } item)
            Spoil(item, random);
        if (node is not JsonObject { Count: > 0 } thing)
            return;
        var (name, value) = thing.ElementAt(random.Next(thing.Count));
        if (value is JsonObject or JsonArray && random.Next(2) == 0)
        {
            Spoil(value, random);
            return;
        }
        switch (random.Next(8))
        {
            case 0:
                thing.Remove(name);
                break;
            case 1:
                thing["nobodyKnows" + random.Next(9)] = 1;
                break;
            case 2:
                thing[name] = new string('x', random.Next(1, 5000));
                break;
            case 3:
                thing[name] = random.Next(-1000, 1000000) / 1000m;
                break;
            case 4:
                thing[name] = $"N-{random.Next(5)}";
                break;
            default:
                thing[name] = Parsed(Odd[random.Next(Odd.Length)]);
                break;
        }
    }

    // What no text can hold is sent as it is; a tree of values has a stand-in for it.
    private static JsonNode? Parsed(string text)
    {
        try
        {
            var node = JsonNode.Parse(text);
            node?.ToJsonString();
            return node;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return "\u0001";
        }
    }

    private static ByteArrayContent Bytes(byte[] bytes, string media)
    {
        var content = new ByteArrayContent(bytes);
        if (MediaTypeHeaderValue.TryParse(media, out var type))
            content.Headers.ContentType = type;
        else
            content.Headers.TryAddWithoutValidation("Content-Type", media);
        return content;
    }

    private static MultipartFormDataContent Form(JsonNode sound, Random random)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in sound as JsonObject ?? [])
            if (value is JsonObject parts)
                foreach (var (part, inner) in parts)
                    form.Add(new StringContent(inner?.ToString() ?? ""), $"{name}[{part}]");
            else
                form.Add(
                    new StringContent(random.Next(4) == 0 ? Odd[random.Next(Odd.Length)].Trim('"') : value?.ToString() ?? ""),
                    random.Next(16) == 0 ? $"{name}[" : name
                );
        if (random.Next(2) == 0)
        {
            var file = new ByteArrayContent(random.Next(2) == 0 ? "%PDF-1.4"u8.ToArray() : [0, 1, 2]);
            if (random.Next(3) == 0)
                file.Headers.Add("Content-Transfer-Encoding", random.Next(2) == 0 ? "base64" : "8bit");
            form.Add(file, "file", random.Next(2) == 0 ? "../../etc/passwd" : "a\u0001b.pdf");
        }
        return form;
    }
}
