using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Api;

/// <summary>
/// The operations about one kind of thing, as a table. What all of them share is said here once: scopes, faults, answers that are kept, what the description
/// of the API says of each.
/// </summary>
/// <param name="api">Where they are mapped.</param>
/// <param name="tag">What they are about.</param>
/// <param name="read">The scope for reading.</param>
/// <param name="write">The scope for everything else.</param>
public sealed class ApiArea(RouteGroupBuilder api, string tag, string read, string write)
{
    public Operation Get(string pattern, string id, string summary, Delegate handler) =>
        Map(HttpMethods.Get, pattern, id, summary, handler);

    public Operation Post(string pattern, string id, string summary, Delegate handler) =>
        Map(HttpMethods.Post, pattern, id, summary, handler);

    public Operation Put(string pattern, string id, string summary, Delegate handler) =>
        Map(HttpMethods.Put, pattern, id, summary, handler);

    public Operation Delete(string pattern, string id, string summary, Delegate handler) =>
        Map(HttpMethods.Delete, pattern, id, summary, handler);

    private Operation Map(string method, string pattern, string id, string summary, Delegate handler)
    {
        var scope = HttpMethods.IsGet(method) ? read : write;
        var route = api.MapMethods(pattern, [method], NotReady)
            .WithName(id)
            .WithTags(tag)
            .WithSummary(summary)
            .WithMetadata(new OperationFacts(id, scope))
            .RequireScope(scope);
        var operation = new Operation(route).Fails(401, 403, 404, 422, 429);
        if (!HttpMethods.IsGet(method))
            operation.Fails(409);
        route.Add(endpoint => Prepare((RouteEndpointBuilder)endpoint, handler, changes: !HttpMethods.IsGet(method)));
        return operation;
    }

    private static Task NotReady(HttpContext http) => throw new InvalidOperationException("A route was asked before it was built.");

    /// <summary>As <see cref="RoutesOnDemand"/> does for pages: a handler is compiled at its first request.</summary>
    private static void Prepare(RouteEndpointBuilder endpoint, Delegate handler, bool changes)
    {
        RequestDelegateFactoryOptions Options(EndpointBuilder describe) =>
            new()
            {
                ServiceProvider = endpoint.ApplicationServices,
                RouteParameterNames = endpoint.RoutePattern.Parameters.Select(p => p.Name),
                DisableInferBodyFromParameters = true,
                ThrowOnBadRequest = true,
                EndpointBuilder = describe,
            };
        endpoint.Metadata.Add(handler.Method);
        RequestDelegateFactory.InferMetadata(handler.Method, Options(endpoint));
        if (endpoint.Metadata.OfType<IAcceptsMetadata>().Any())
            foreach (var status in new[] { 400, 413, 415 })
                endpoint.Metadata.Add(Operation.Failure(status));
        var ready = new Lazy<RequestDelegate>(() =>
        {
            var checkedFirst = new RouteEndpointBuilder(null, endpoint.RoutePattern, 0)
            {
                ApplicationServices = endpoint.ApplicationServices,
            };
            checkedFirst.FilterFactories.Add((_, next) => call => Check(call, next));
            return RequestDelegateFactory.Create(handler, Options(checkedFirst)).RequestDelegate;
        });
        endpoint.RequestDelegate = ApiFaults.Told(http => changes ? KeepAnswers.Once(http, ready.Value) : Read(http, ready.Value));
    }

    // Opened once for all that is read: at each opening the database is told how to work.
    private static async Task Read(HttpContext http, RequestDelegate answer)
    {
        await http.RequestServices.GetRequiredService<AppDb>().Database.OpenConnectionAsync(http.RequestAborted);
        await answer(http);
    }

    private static ValueTask<object?> Check(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.Arguments.OfType<IChecked>().FirstOrDefault(c => c.Problem is not null) is { Problem: { } wrong }
            ? new(ApiProblem.Of(wrong))
            : next(call);
}

/// <summary>One operation, for saying more about it.</summary>
public sealed class Operation(IEndpointConventionBuilder route)
{
    /// <summary>What it answers when it does what was asked.</summary>
    public Operation Answers<T>(int status = StatusCodes.Status200OK) =>
        With(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]));

    public Operation AnswersNothing() => With(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));

    public Operation AnswersFile(params string[] mediaTypes) =>
        With(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), mediaTypes));

    /// <summary>Scopes beyond the one of its area: it tells things of several kinds.</summary>
    public Operation NeedsBesides(params string[] scopes)
    {
        foreach (var scope in scopes)
            route.RequireScope(scope);
        route.Add(endpoint => endpoint.Metadata.Add(endpoint.Metadata.OfType<OperationFacts>().Last() with { Besides = scopes }));
        return this;
    }

    /// <summary>More about it than its summary says.</summary>
    public Operation Says(string description) => With(new EndpointDescriptionAttribute(description));

    /// <summary>What may be sent.</summary>
    public Operation For(string json) => With(new ExampleFacts(json));

    /// <summary>Its body may be a form with a file.</summary>
    public Operation TakesFile<T>(IReadOnlyList<string> fields, string file, bool isNeeded = false) =>
        With(new TakesFileFacts(fields, file, isNeeded), new AcceptsMetadata(["application/json", "multipart/form-data"], typeof(T)));

    internal Operation Fails(params int[] statuses) => With([.. statuses.Select(Failure)]);

    internal static ProducesResponseTypeMetadata Failure(int status) => new(status, typeof(ProblemJson), [ApiProblem.MediaType]);

    private Operation With(params object[] metadata)
    {
        route.Add(endpoint =>
        {
            foreach (var item in metadata)
                endpoint.Metadata.Add(item);
        });
        return this;
    }
}
