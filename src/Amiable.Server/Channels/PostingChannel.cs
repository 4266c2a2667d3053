namespace Amiable.Channels;

/// <summary>How fast the post carries a letter, and what for.</summary>
public enum PostingProduct
{
    /// <summary>The cheapest way there is in a country.</summary>
    Cheap,

    /// <summary>The fastest ordinary way.</summary>
    Fast,
}

/// <summary>The service that prints and posts letters, as a member entered it: Pingen, or what speaks as it does.</summary>
public sealed record PostingSettings
{
    /// <summary>Where its API is without a slash at the end: "https://api.pingen.com".</summary>
    public required string Address { get; init; }

    /// <summary>By which it knows us; the secret of it is stored apart.</summary>
    public required string Client { get; init; }

    /// <summary>The organization there that pays.</summary>
    public required string Organisation { get; init; }

    public PostingProduct Product { get; init; }

    /// <summary>Whether it is printed in colour.</summary>
    public bool IsInColour { get; init; }

    /// <summary>Whether sheets are printed on both sides.</summary>
    public bool IsDuplex { get; init; }

    /// <summary>The most a letter may cost: what costs more is not posted.</summary>
    public required Money MostCost { get; init; }
}

/// <summary>By whom the letters of an organization are posted. There is one at most; without one a member posts them.</summary>
public sealed class PostingChannel : Owned
{
    /// <summary>What the service is called on screens.</summary>
    public const string Name = "Pingen";

    public PostingChannelId Id { get; private init; }
    public PostingSettings Service { get; private set; } = null!;

    /// <summary>Of the client there. Encrypted.</summary>
    public string Secret { get; private set; } = "";

    private PostingChannel() { }

    public PostingChannel(PostingChannelId id, PostingSettings settings, string secret) => (Id, Service, Secret) = (id, settings, secret);

    public void Become(PostingSettings settings, string secret) => (Service, Secret) = (settings, secret);
}
