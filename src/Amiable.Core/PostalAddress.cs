namespace Amiable;

/// <summary>Where letters go.</summary>
public sealed record PostalAddress
{
    /// <summary>The most characters of one line.</summary>
    public const int LongestLine = 300;

    /// <summary>Street and number.</summary>
    public string? Street { get; init; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Town.</summary>
    public string? City { get; init; }

    /// <summary>ISO 3166-2 subdivision without the country.</summary>
    public string? Region { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Whether a line of it is longer than an address has it.</summary>
    public bool IsTooLong => new[] { Street, PostalCode, City, Region, Country }.Any(line => line?.Length > LongestLine);
}
