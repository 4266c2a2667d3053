namespace Amiable.Platform.Api;

/// <summary>What there is to know of an operation beside what the framework knows of its route.</summary>
/// <param name="Id">Its name: "list-invoices".</param>
/// <param name="Scope">What a token must include; null for everybody.</param>
public sealed record OperationFacts(string Id, string? Scope);

/// <summary>What a door says of the way to a token, to whoever comes without one.</summary>
/// <param name="Of">Parameters of the challenge: <c>scope="…"</c>.</param>
public sealed record ChallengeFacts(Func<HttpContext, string> Of)
{
    /// <summary>Adds it to the challenge of the answer.</summary>
    public void Tell(HttpContext http)
    {
        var said = http.Response.Headers.WWWAuthenticate.ToString();
        http.Response.Headers.WWWAuthenticate = said + (said.Contains(' ', StringComparison.Ordinal) ? ", " : " ") + Of(http);
    }
}

/// <summary>The operation reads its body as a form, too, with a file in the part "file".</summary>
/// <param name="Fields">What else a form may say, with flattened names.</param>
/// <param name="File">What is sent.</param>
public sealed record TakesFileFacts(IReadOnlyList<string> Fields, string File);

/// <summary>An example of what is sent.</summary>
public sealed record ExampleFacts(string Json);
