using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Amiable.Platform.Api;

/// <summary>The body of a request, as far as its form goes. Whatever is sent, this answers with a sentence.</summary>
internal sealed partial class SentContent
{
    /// <summary>Of one thing: names, addresses, a text.</summary>
    private const int MostBytes = 1_000_000;

    /// <summary>A document of 10 MB in base64, with line breaks, and what a form adds to it.</summary>
    private const int MostBytesOfForm = 15_000_000;

    private readonly bool _isForm;

    private SentContent(JsonElement root, bool isForm, SentFile? file = null) => (Root, _isForm, File) = (root, isForm, file);

    public JsonElement Root { get; }

    public SentFile? File { get; }

    public static async Task<Result<SentContent>> Read(HttpContext http, CancellationToken ct, int mostBytes = MostBytes)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type))
            return ApiFaults.UnknownMedia;
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await ReadForm(http, ct);
        if (
            !(type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix == "json")
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        )
            return ApiFaults.UnknownMedia;
        return await ReadBytes(http, mostBytes, ct) is { } bytes ? OfJson(bytes) : ApiFaults.TooLarge;
    }

    /// <summary>A part of it as what is expected there.</summary>
    public Result<T> As<T>(JsonElement part)
        where T : class
    {
        if (part.ValueKind != JsonValueKind.Object)
            return new Invalid("", "invalid-body", "Send an object: { … }.");
        if (FaultyText(part, "") is { } faulty)
            return new Invalid(faulty, "invalid-text", "There are characters in this text that cannot be kept.");
        try
        {
            return part.Deserialize<T>(_isForm ? ApiJson.OfForms : ApiJson.Options) is { } read
                ? read
                : new Invalid("", "invalid-body", "Send an object: { … }.");
        }
        catch (JsonException wrong)
        {
            var place = (wrong.Path ?? "").TrimStart('$').TrimStart('.');
            return Missing().Match(wrong.Message) is { Success: true } missing
                ? new Invalid(
                    place.Length == 0 ? missing.Groups[1].Value : $"{place}.{missing.Groups[1].Value}",
                    "missing",
                    "This is missing."
                )
                : new Invalid(
                    place,
                    "invalid-value",
                    wrong is WrongValue ? wrong.Message : "This value is not of the kind that is expected here."
                );
        }
    }

    /// <summary>Forms are read once, by whoever comes first.</summary>
    internal static async Task<IFormCollection?> FormOf(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > MostBytesOfForm)
            return null;
        if (http.Features.Get<IFormFeature>() is not { Form: not null })
            http.Features.Set<IFormFeature>(
                new FormFeature(
                    http.Request,
                    new FormOptions
                    {
                        MultipartBodyLengthLimit = MostBytesOfForm,
                        BufferBodyLengthLimit = MostBytesOfForm,
                        ValueCountLimit = 200,
                        ValueLengthLimit = 100_000,
                        KeyLengthLimit = 200,
                    }
                )
            );
        return await http.Request.ReadFormAsync(ct);
    }

    /// <summary>Null when there are more.</summary>
    internal static async Task<byte[]?> ReadBytes(HttpContext http, int most, CancellationToken ct)
    {
        if (http.Request.ContentLength > most)
            return null;
        using var kept = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(piece, ct) is > 0 and var count)
        {
            if (kept.Length + count > most)
                return null;
            kept.Write(piece, 0, count);
        }
        return kept.ToArray();
    }

    private static Result<SentContent> OfJson(byte[] bytes)
    {
        try
        {
            // Some write a mark at the beginning, which JSON does not know.
            var text = bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
            using var parsed = JsonDocument.Parse(
                text,
                new JsonDocumentOptions { MaxDepth = ApiJson.Options.MaxDepth, AllowDuplicateProperties = false }
            );
            return parsed.RootElement.ValueKind == JsonValueKind.Object
                ? new SentContent(parsed.RootElement.Clone(), isForm: false)
                : new Invalid("", "invalid-body", "Send an object: { … }.");
        }
        catch (JsonException)
        {
            return new BadRequest(400, "malformed-body", "This is no JSON.");
        }
    }

    private static async Task<Result<SentContent>> ReadForm(HttpContext http, CancellationToken ct)
    {
        try
        {
            if (await FormOf(http, ct) is not { } form)
                return ApiFaults.TooLarge;
            if (FlatForm.Unfold(form) is not { } unfolded)
                return new BadRequest(400, "malformed-body", "The names of the form contradict each other.");
            return await FileOf(form, ct) is { Problem: null } file
                ? new SentContent(unfolded, isForm: true, file.Value)
                : new Invalid("file", "invalid-file", "The part \"file\" says that it is base64, and it is not.");
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return wrong.Message.Contains("length limit", StringComparison.OrdinalIgnoreCase)
                ? ApiFaults.TooLarge
                : new BadRequest(400, "malformed-body", "This is no form: see RFC 7578.");
        }
    }

    private static async Task<Result<SentFile?>> FileOf(IFormCollection form, CancellationToken ct)
    {
        if (form.Files["file"] is not { } file)
            return new Result<SentFile?>(null, null);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        if (!file.Headers.TryGetValue("Content-Transfer-Encoding", out var encoding) || encoding != "base64")
            return new SentFile(file.FileName, bytes.ToArray());
        try
        {
            return new SentFile(file.FileName, Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(bytes.ToArray())));
        }
        catch (FormatException)
        {
            return new Invalid("file", "invalid-file", "");
        }
    }

    /// <summary>The first text, or name, with characters no database keeps: NUL, other controls, half a character.</summary>
    private static string? FaultyText(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return IsWhole(element) ? null : path;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    if (FaultyText(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}") is { } faulty)
                        return faulty;
                return null;
            case JsonValueKind.Array:
                foreach (var (item, index) in element.EnumerateArray().Select((item, index) => (item, index)))
                    if (FaultyText(item, $"{path}[{index}]") is { } faulty)
                        return faulty;
                return null;
            default:
                return null;
        }
    }

    private static bool IsWhole(JsonElement text)
    {
        try
        {
            return !text.GetString()!.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is '\uFFFE' or '\uFFFF');
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex("missing required properties including: '(\\w+)'")]
    private static partial Regex Missing();
}
