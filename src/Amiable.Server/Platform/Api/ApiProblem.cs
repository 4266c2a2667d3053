using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Amiable.Platform.Api;

/// <summary>Why something was not done (RFC 9457), with our code and sentence.</summary>
public sealed record ProblemJson
{
    [Description("Names the kind of problem, as a URI.")]
    public required string Type { get; init; }

    [Description("The HTTP status in words.")]
    public required string Title { get; init; }

    [Description("The HTTP status.")]
    public required int Status { get; init; }

    [Description("What is wrong and what to do, in a sentence for people.")]
    public required string Detail { get; init; }

    [Description("Stable, for programs: lower case, words joined by hyphens.")]
    public required string Code { get; init; }

    [Description("The same as detail.")]
    public required string Message { get; init; }

    [Description("Names this request in the log of the server: tell it to whoever runs the installation.")]
    public string? TraceId { get; init; }

    [Description("By field, what is wrong with it; null when nothing is wrong with a field.")]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    [Description("What else there is to say, by the code of the problem.")]
    public IReadOnlyDictionary<string, object>? Facts { get; init; }
}

/// <summary>A request nobody could do anything with, whatever it is about.</summary>
internal sealed record BadRequest(int Status, string Code, string Message) : Problem(Code, Message);

/// <summary>A problem of which a program needs to know more than the sentence.</summary>
public interface ITellsMore
{
    IReadOnlyDictionary<string, object> Facts();
}

/// <summary>What the API answers when it does not do what was asked.</summary>
public static class ApiProblem
{
    public const string MediaType = "application/problem+json";

    public static IResult Of(int status, string code, string message) => Answer(Written(status, code, message));

    /// <summary>The one place that says which problem is which status.</summary>
    /// <param name="problem">What stands in the way.</param>
    /// <param name="fields">What the API calls the fields of a use case, where it has other names for them.</param>
    public static IResult Of(Problem problem, IReadOnlyDictionary<string, string>? fields = null) => Answer(Written(problem, fields));

    internal static ProblemJson Written(Problem problem, IReadOnlyDictionary<string, string>? fields = null)
    {
        var written = Written(StatusOf(problem), problem.Code, problem.Message) with { Facts = (problem as ITellsMore)?.Facts() };
        return problem is Invalid { Field: { Length: > 0 } field }
            ? written with
            {
                Errors = new Dictionary<string, string[]>
                {
                    [fields?.GetValueOrDefault(field) ?? JsonNamingPolicy.CamelCase.ConvertName(field)] = [problem.Message],
                },
            }
            : written;
    }

    internal static int StatusOf(Problem problem) =>
        problem switch
        {
            BadRequest bad => bad.Status,
            NotFound => StatusCodes.Status404NotFound,
            Invalid => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status409Conflict,
        };

    // A lost race is over by the time it is told: asked again, the answer may be another.
    internal static bool IsOver(string code) => code == new ChangedMeanwhile().Code;

    private static ProblemJson Written(int status, string code, string message) =>
        new()
        {
            Type = $"urn:amiable:problem:{code}",
            Title = ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } title ? title : "Problem",
            Status = status,
            Detail = message,
            Code = code,
            Message = message,
            TraceId = Watching.Telemetry.TraceId,
        };

    private static ProblemAnswer Answer(ProblemJson problem) => new(problem);

    private sealed class ProblemAnswer(ProblemJson problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = problem.Status;
            if (IsOver(problem.Code))
                response.Headers.RetryAfter = "1";
            return response.WriteAsJsonAsync(problem, ApiJson.Options, MediaType, httpContext.RequestAborted);
        }
    }
}
