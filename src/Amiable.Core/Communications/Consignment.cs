namespace Amiable.Communications;

/// <summary>Where a letter is that a service prints and posts.</summary>
public enum ConsignmentState
{
    /// <summary>The service has the pages and was not told to post them: nothing happens to them.</summary>
    Draft,

    /// <summary>It was told to post them, and said yes.</summary>
    Accepted,

    /// <summary>It waits until the balance there is topped up.</summary>
    WaitsForCredit,

    /// <summary>It waits for a decision that is made there.</summary>
    WaitsForUs,

    /// <summary>It is being printed.</summary>
    Printing,

    /// <summary>It is in the post.</summary>
    InTransit,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>The post brought it back: nobody lives there.</summary>
    Returned,

    /// <summary>The service did not post it after all.</summary>
    Refused,
}

/// <summary>A letter in the hands of a service that prints and posts it.</summary>
/// <param name="Letter">What the service calls it.</param>
/// <param name="State">Where it is, as far as the service told.</param>
/// <param name="Pages">Of the letter and what it encloses.</param>
/// <param name="Cost">What posting costs; null before that is known.</param>
/// <param name="AskedAt">When the service was last asked.</param>
/// <param name="Tracking">The number by which the post knows it; null for none.</param>
public sealed record Consignment(
    string Letter,
    ConsignmentState State,
    int Pages,
    Money? Cost,
    DateTimeOffset AskedAt,
    string? Tracking = null
)
{
    /// <summary>Whether nothing more will be heard of it.</summary>
    public bool IsOver => State is ConsignmentState.Delivered or ConsignmentState.Returned or ConsignmentState.Refused;
}
