namespace Amiable.Platform.Tenancy;

/// <summary>What kind of somebody did something.</summary>
public enum ActorKind
{
    /// <summary>A person with a login.</summary>
    Member,

    /// <summary>The agent, by itself.</summary>
    Agent,

    /// <summary>A program that was given access.</summary>
    ApiClient,

    /// <summary>Housekeeping that nobody asked for.</summary>
    Job,

    /// <summary>Whoever runs this installation, on its command line.</summary>
    Operator,

    /// <summary>Somebody who has not signed in.</summary>
    Visitor,
}

/// <summary>Who acts where there is no request: the agent, or on the command line the operator.</summary>
public sealed record ActorWithoutRequest(ActorKind Kind, string From)
{
    public static readonly ActorWithoutRequest Agent = new(ActorKind.Agent, "job");
    public static readonly ActorWithoutRequest Operator = new(ActorKind.Operator, "cli");
}

/// <summary>Who acts in this scope and from where, for the audit log. A request is a visitor's until somebody is recognised at the door.</summary>
public sealed class CurrentActor
{
    public CurrentActor(IHttpContextAccessor requests, ActorWithoutRequest otherwise) =>
        (Kind, From) = requests.HttpContext is { } http
            ? (ActorKind.Visitor, $"{Plain(http.Connection.RemoteIpAddress)}")
            : (otherwise.Kind, otherwise.From);

    public ActorKind Kind { get; private set; }

    /// <summary>The id of the member or API client; null for who has none.</summary>
    public Guid? Id { get; private set; }

    /// <summary>The name at the time; empty for who has none.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The address the request came from, "job" or "cli".</summary>
    public string From { get; }

    public void Is(ActorKind kind, Guid? id = null, string name = "") => (Kind, Id, Name) = (kind, id, name);

    // ::ffff:192.0.2.1 is 192.0.2.1.
    private static System.Net.IPAddress? Plain(System.Net.IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
