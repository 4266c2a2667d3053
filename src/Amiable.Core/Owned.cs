namespace Amiable;

/// <summary>Belongs to exactly one organization. The database layer stamps the owner and hides everybody else's rows.</summary>
public abstract class Owned
{
    /// <summary>Whose it is; stamped when first saved.</summary>
    public OrganizationId OrganizationId { get; private set; }

    /// <summary>Counts the saves, so that a change made from an old reading is refused instead of overwriting.</summary>
    public int Version { get; private set; }
}

/// <summary>Says when it was last saved, so that who keeps a copy of it asks for no more than what changed.</summary>
public interface IDated
{
    /// <summary>When it was last saved; stamped by the database layer.</summary>
    DateTimeOffset UpdatedAt { get; }
}
