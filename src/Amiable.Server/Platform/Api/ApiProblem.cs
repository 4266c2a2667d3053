namespace Amiable.Platform.Api;

/// <summary>What the API answers when it does not do what was asked: problem details (RFC 9457) with our code and sentence.</summary>
public static class ApiProblem
{
    public static IResult Of(int status, string code, string message) =>
        Results.Problem(
            detail: message,
            statusCode: status,
            extensions: new Dictionary<string, object?> { ["code"] = code, ["message"] = message }
        );

    /// <summary>The one place that says which problem is which status.</summary>
    public static IResult Of(Problem problem) =>
        Of(
            problem switch
            {
                NotFound => StatusCodes.Status404NotFound,
                Invalid => StatusCodes.Status422UnprocessableEntity,
                _ => StatusCodes.Status409Conflict,
            },
            problem.Code,
            problem.Message
        );
}
