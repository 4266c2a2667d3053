using System.Text.RegularExpressions;

namespace Amiable.Platform.Api;

/// <summary>Whatever goes wrong is told in the form that programs read, and nothing of it is kept on its way.</summary>
internal static partial class ApiFaults
{
    public static RequestDelegate Told(RequestDelegate answer) =>
        async http =>
        {
            http.Response.Headers.CacheControl = "no-store";
            try
            {
                if (NotOurs(http) is { } problem)
                    await ApiProblem.Of(problem).ExecuteAsync(http);
                else
                    await answer(http);
            }
            catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
            {
                await ApiProblem.Of(Problem(bad)).ExecuteAsync(http);
            }
            catch (Exception failure) when (failure is not OperationCanceledException && !http.Response.HasStarted)
            {
                Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Amiable.Api"), failure, http.Request.Method);
                await Failure().ExecuteAsync(http);
            }
        };

    /// <summary>An answer to what no operation heard: no such path, no such method.</summary>
    public static IResult Of(int status) =>
        status switch
        {
            404 => ApiProblem.Of(404, "not-found", "There is no such operation."),
            405 => ApiProblem.Of(405, "method-not-allowed", "This path has no such method."),
            413 => ApiProblem.Of(TooLarge),
            415 => ApiProblem.Of(UnknownMedia),
            < 500 => ApiProblem.Of(status, "bad-request", "The request cannot be understood."),
            _ => Failure(),
        };

    internal static readonly BadRequest TooLarge = new(413, "too-large", "That is more than is taken at once.");

    internal static readonly BadRequest UnknownMedia = new(
        415,
        "media-type",
        "Send application/json in UTF-8; where a document belongs to it, multipart/form-data."
    );

    private static IResult Failure() => ApiProblem.Of(500, "internal", "Something went wrong here; it is written down. Try again later.");

    // A token is of one organization. Whoever names another one asks for something that is not there.
    private static Problem? NotOurs(HttpContext http)
    {
        if (http.Request.Query["organizationId"] is not [{ Length: > 0 } asked, ..])
            return null;
        return !Guid.TryParse(asked, out var id) ? new Invalid("organizationId", "invalid-id", "This is no id.")
            : http.RequestServices.GetRequiredService<CurrentOrganization>().Id.Value != id ? new NotFound("organization")
            : null;
    }

    private static Problem Problem(BadHttpRequestException bad) =>
        bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge
        : Parameter().Match(bad.Message) is { Success: true } named
            ? new Invalid(named.Groups[1].Value, "invalid-value", "This value cannot be read.")
        : new BadRequest(400, "bad-request", "The request cannot be understood.");

    [GeneratedRegex("parameter \"[^\"]*?(\\w+)\"")]
    private static partial Regex Parameter();

    [LoggerMessage(LogLevel.Error, "An operation of the API failed ({Method})")]
    private static partial void Failed(ILogger log, Exception failure, string method);
}
