using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Amiable.Platform.Api;

/// <summary>Something of a request that may be wrong; then it is answered before anything is done.</summary>
public interface IChecked
{
    Problem? Problem { get; }
}

/// <summary>
/// Which part of a list is asked for: <c>?first=50&amp;after=…</c>. A cursor is encrypted: nobody builds one, what was changed on its way is refused, and
/// that of one list is none of another.
/// </summary>
public sealed class Paging : IChecked, Microsoft.AspNetCore.Http.Metadata.IEndpointParameterMetadataProvider
{
    public const int Most = 200;
    public const int Usual = 50;

    private readonly IDataProtector _cursors;

    private Paging(IDataProtector cursors, int first, string? after, Problem? problem) =>
        (_cursors, First, After, Problem) = (cursors, first, after, problem);

    public int First { get; }

    /// <summary>The place after which it begins; null for the beginning.</summary>
    public string? After { get; }

    public Problem? Problem { get; }

    public static ValueTask<Paging?> BindAsync(HttpContext http)
    {
        var operation = http.GetEndpoint()!.Metadata.GetMetadata<OperationFacts>()!.Id;
        var cursors = http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("api-cursor", operation);
        var (first, after) = (Asked(http, "first"), Asked(http, "after"));
        var size = Usual;
        if (
            first is not null
            && !(int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= Most)
        )
            return Of(Usual, null, new Invalid("first", "invalid-first", $"Ask for 1 to {Most} at a time."));
        if (after is null)
            return Of(size, null, null);
        return Read(cursors, after) is { } place
            ? Of(size, place, null)
            : Of(
                size,
                null,
                new Invalid("after", "invalid-cursor", "This is no cursor of this list: take the endCursor of its last answer.")
            );

        ValueTask<Paging?> Of(int first, string? place, Problem? problem) => new(new Paging(cursors, first, place, problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new ListsFacts());

    /// <summary>A place as a program keeps it.</summary>
    public string? Cursor(string? place) =>
        place is null ? null : WebEncoders.Base64UrlEncode(_cursors.Protect(System.Text.Encoding.UTF8.GetBytes(place)));

    private static string? Asked(HttpContext http, string name) => http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    private static string? Read(IDataProtector cursors, string cursor)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(cursors.Unprotect(WebEncoders.Base64UrlDecode(cursor)));
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>The operation answers with a part of a list.</summary>
public sealed record ListsFacts;
