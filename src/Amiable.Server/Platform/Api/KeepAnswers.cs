using System.Security.Cryptography;
using System.Text;
using Amiable.Platform.Secrets;

namespace Amiable.Platform.Api;

/// <summary>
/// Does what changes something once for one Idempotency-Key: the same key with the same request is answered the same for a day. What was begun is brought
/// to its end, even when nobody waits for it any more.
/// </summary>
internal static class KeepAnswers
{
    private const string Header = "Idempotency-Key";
    private const string Replayed = "Idempotency-Replayed";
    private const int MostBytes = 20_000_000;

    /// <summary>Whoever makes something new under a name of its own takes this, so that it is one even when the program died in between.</summary>
    public static Guid? IdOf(HttpContext http) => (Guid?)http.Items[Header];

    /// <summary>The same for what comes without a key, and is to be one nevertheless.</summary>
    public static void Name(HttpContext http, Guid id) => http.Items[Header] = id;

    public static async Task Once(HttpContext http, RequestDelegate work)
    {
        http.RequestAborted = CancellationToken.None;
        if (http.Request.Headers[Header] is not [{ } key, ..])
        {
            await work(http);
            return;
        }
        if (key.Length is 0 or > KeepAnswer.LongestKey || key.Any(c => c is < '!' or > '~'))
        {
            await ApiProblem
                .Of(new Invalid(Header, "idempotency-key", "A key has 1 to 255 visible ASCII characters, such as a UUID."))
                .ExecuteAsync(http);
            return;
        }
        if (await Fingerprint(http) is not { } fingerprint)
        {
            await ApiProblem.Of(ApiFaults.TooLarge).ExecuteAsync(http);
            return;
        }
        await Once(http, work, key, fingerprint);
    }

    private static async Task Once(HttpContext http, RequestDelegate work, string key, byte[] fingerprint)
    {
        var token = http.RequestServices.GetRequiredService<CurrentActor>().Id ?? default;
        var id = http.RequestServices.GetRequiredService<Today>().NewId<KeptAnswerId>();
        var noted = await Apart<KeepAnswer, Result<KeptAnswer>>(http, keep => keep.Run(id, token, key, fingerprint, default));
        if (noted.Value is not { } kept)
            await Refuse(http, noted.Problem!);
        else if (kept.Id != id)
            await Replay(http, kept);
        else
            await Do(http, work, id, new Guid(SHA256.HashData([.. token.ToByteArray(), .. Encoding.ASCII.GetBytes(key)]).AsSpan(0, 16)));
    }

    private static async Task Do(HttpContext http, RequestDelegate work, KeptAnswerId id, Guid own)
    {
        http.Items[Header] = own;
        var (response, body) = (http.Response, http.Response.Body);
        using var written = new MemoryStream();
        response.Body = written;
        (int, string?, string?, byte[])? answer = null;
        try
        {
            await work(http);
            // "Try again" is no answer to keep.
            if (response.StatusCode < 500 && response.Headers.RetryAfter.Count == 0)
                answer = (response.StatusCode, response.ContentType, response.Headers.Location, written.ToArray());
        }
        finally
        {
            response.Body = body;
            await Apart<SettleAnswer, Result<Done>>(http, settle => settle.Run(id, answer, default));
        }
        await body.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length), http.RequestAborted);
    }

    private static Task Refuse(HttpContext http, Problem problem)
    {
        if (KeepAnswer.IsUnderWay(problem))
            http.Response.Headers.RetryAfter = "1";
        return ApiProblem.Of(problem).ExecuteAsync(http);
    }

    private static async Task Replay(HttpContext http, KeptAnswer kept)
    {
        http.Response.StatusCode = kept.Status!.Value;
        http.Response.ContentType = kept.MediaType;
        http.Response.Headers[Replayed] = "true";
        if (kept.Location is not null)
            http.Response.Headers.Location = kept.Location;
        await http.Response.Body.WriteAsync(Revealed(http, kept.Body), http.RequestAborted);
    }

    private static byte[] Revealed(HttpContext http, byte[] body)
    {
        try
        {
            return http.RequestServices.GetRequiredService<SecretBox>().Reveal(KeepAnswer.Purpose, body);
        }
        catch (CryptographicException)
        {
            return body; // Kept by a program that did not encrypt them yet.
        }
    }

    // In a scope of its own: what the operation saves, or fails to save, is not mixed with it.
    private static Task<TResult> Apart<TUseCase, TResult>(HttpContext http, Func<TUseCase, Task<TResult>> run)
        where TUseCase : notnull =>
        http
            .RequestServices.GetRequiredService<AllOrganizations>()
            .For(
                http.RequestServices.GetRequiredService<CurrentOrganization>().Id,
                services => run(services.GetRequiredService<TUseCase>())
            );

    /// <summary>Of method, path and what is sent. A form is drawn up anew at each try, with another boundary: there, what is in it counts.</summary>
    private static async Task<byte[]?> Fingerprint(HttpContext http)
    {
        var request = http.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{request.Method} {request.Path}{request.QueryString}\n");
        if (request.HasFormContentType)
        {
            await AddForm(http, Add, hash);
            return hash.GetHashAndReset();
        }
        if (await SentContent.ReadBytes(http, MostBytes, http.RequestAborted) is not { } bytes)
            return null;
        request.Body = new MemoryStream(bytes);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    private static async Task AddForm(HttpContext http, Action<string> add, IncrementalHash hash)
    {
        IFormCollection? form;
        try
        {
            form = await SentContent.FormOf(http, http.RequestAborted);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            // The operation says what is wrong with it.
            return;
        }
        foreach (
            var (name, value) in form?.OrderBy(f => f.Key, StringComparer.Ordinal)
                ?? Enumerable.Empty<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>>()
        )
            add($"{name.Length} {name} {value.ToString().Length} {value}\n");
        foreach (var file in form?.Files ?? Enumerable.Empty<IFormFile>())
        {
            add($"{file.Name} {file.FileName} {file.Length}\n");
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, http.RequestAborted);
            hash.AppendData(bytes.ToArray());
        }
    }
}
