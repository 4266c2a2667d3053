namespace Amiable.Platform.Api;

/// <summary>From what a use case returns to an answer.</summary>
public static class ApiAnswer
{
    /// <summary>What was asked for, as JSON.</summary>
    public static IResult Ok<T>(T value) => Results.Json(value, ApiJson.Options);

    /// <summary>Something new, and where it is.</summary>
    public static IResult Created<T>(string path, T value) =>
        new PlacedAnswer<T>(StatusCodes.Status201Created, ApiRoutes.Root + path, value);

    /// <summary>Something that goes on by itself, and where to ask for it.</summary>
    public static IResult Accepted<T>(string path, T value) =>
        new PlacedAnswer<T>(StatusCodes.Status202Accepted, ApiRoutes.Root + path, value);

    /// <summary>The value, or why there is none.</summary>
    public static IResult Or<T>(this Result<T> result, Func<T, IResult> answer, IReadOnlyDictionary<string, string>? fields = null) =>
        result.Problem is { } problem ? ApiProblem.Of(problem, fields) : answer(result.Value!);

    /// <summary>Done, or why not.</summary>
    public static IResult OrNothing<T>(this Result<T> result, IReadOnlyDictionary<string, string>? fields = null) =>
        result.Or(_ => Results.NoContent(), fields);

    private sealed class PlacedAnswer<T>(int status, string location, T value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.Headers.Location = location;
            return httpContext.Response.WriteAsJsonAsync(value, ApiJson.Options, "application/json", httpContext.RequestAborted);
        }
    }
}
