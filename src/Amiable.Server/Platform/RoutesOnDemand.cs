using System.Diagnostics.CodeAnalysis;

namespace Amiable.Platform;

/// <summary>
/// Maps handlers so that each is compiled at its first request. The framework compiles all of them before it answers the first one: about two
/// milliseconds each, which made starting slow for a process that may never be asked for most of its routes. Metadata are the framework's own.
/// </summary>
public static class RoutesOnDemand
{
    public static IEndpointConventionBuilder MapGet(
        this RouteGroupBuilder group,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => group.Map(pattern, HttpMethods.Get, handler);

    public static IEndpointConventionBuilder MapPost(
        this RouteGroupBuilder group,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => group.Map(pattern, HttpMethods.Post, handler);

    private static IEndpointConventionBuilder Map(this RouteGroupBuilder group, string pattern, string method, Delegate handler)
    {
        var route = group.MapMethods(pattern, [method], NotReady);
        route.Add(endpoint => Prepare((RouteEndpointBuilder)endpoint, handler, readsBody: method != HttpMethods.Get));
        return route;
    }

    private static Task NotReady(HttpContext http) => throw new InvalidOperationException("A route was asked before it was built.");

    private static void Prepare(RouteEndpointBuilder endpoint, Delegate handler, bool readsBody)
    {
        RequestDelegateFactoryOptions Options(EndpointBuilder? describe) =>
            new()
            {
                ServiceProvider = endpoint.ApplicationServices,
                RouteParameterNames = endpoint.RoutePattern.Parameters.Select(p => p.Name),
                DisableInferBodyFromParameters = !readsBody,
                EndpointBuilder = describe,
            };
        endpoint.Metadata.Add(handler.Method);
        // What a handler is asked with matters to routing where a body is sent; working it out for all the others would take as long again as starting.
        if (readsBody)
            RequestDelegateFactory.InferMetadata(handler.Method, Options(endpoint));
        foreach (var attribute in handler.Method.GetCustomAttributes(inherit: true))
            endpoint.Metadata.Add(attribute);
        var ready = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, Options(null)).RequestDelegate);
        endpoint.RequestDelegate = http => ready.Value(http);
    }
}
