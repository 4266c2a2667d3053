namespace Amiable.Ui;

/// <summary>Who looks at this page, and so how it is written. One per request, filled at the door; without a sign-in it is a stranger.</summary>
public sealed class Viewer(TimeProvider clock)
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>Null for a stranger.</summary>
    public string? MemberName { get; private set; }

    public string? OrganizationName { get; private set; }

    /// <summary>Null for a stranger.</summary>
    public Guid? OrganizationId { get; set; }

    /// <summary>Where the organization's logo is; null without one.</summary>
    public string? LogoUrl { get; set; }

    /// <summary>When the organization is deleted; null for never.</summary>
    public DateTimeOffset? DeletionDueAt { get; set; }

    public bool IsSignedIn => MemberName is not null;

    /// <summary>The other organizations this person is a member of.</summary>
    public IReadOnlyList<OtherOrganization> Others { get; private set; } = [];

    /// <summary>Whether this person may set up a further organization.</summary>
    public bool MayFound { get; set; }

    /// <summary>Whether this person runs the installation.</summary>
    public bool IsOperator { get; set; }

    /// <summary>Whether nothing leaves because the installation came out of a backup.</summary>
    public bool IsSendingHeld { get; set; }

    /// <summary>What waits for them, shown in the navigation.</summary>
    public NavCounts Counts { get; set; } = NavCounts.None;

    /// <summary>What the member keeps of the list on this page; null where there is none.</summary>
    public OwnFilters? Filters { get; set; }

    /// <summary>Long work that goes on, or has just ended.</summary>
    public IReadOnlyList<UnderWay> UnderWay { get; set; } = [];

    /// <summary>"light", "dark", or null to follow the system.</summary>
    public string? Theme { get; set; }

    /// <summary>The words in the language of the screens; pages have it as T.</summary>
    public Words T { get; private set; } = Words.For(null);

    public Reader Reader => T.Reader;

    public string Language
    {
        get => T.Language;
        set => T = Words.For(value);
    }

    /// <summary>The organization's time zone (IANA), in which days begin. An unknown one is UTC.</summary>
    public string TimeZone
    {
        get => _zone.Id;
        set => _zone = TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone);

    /// <summary>Tells who it is. A language the member never chose stays the browser's.</summary>
    public void IsMember(
        string organizationName,
        string memberName,
        string timeZone,
        string? language = null,
        IReadOnlyList<OtherOrganization>? others = null
    )
    {
        (OrganizationName, MemberName, TimeZone, Others) = (organizationName, memberName, timeZone, others ?? []);
        if (language is not null)
            Language = language;
    }
}

/// <summary>An organization one can switch to.</summary>
public sealed record OtherOrganization(Guid Id, string Name);

/// <summary>What waits for the viewer.</summary>
/// <param name="Tasks">Tasks that need an action of theirs.</param>
/// <param name="ToApprove">Messages that wait for approval.</param>
public sealed record NavCounts(int Tasks, int ToApprove)
{
    /// <summary>More are not counted: "99+" is all that is said of them.</summary>
    public const int Most = 100;

    public static readonly NavCounts None = new(0, 0);
}

/// <summary>The saved filters of a list.</summary>
/// <param name="List">Its address.</param>
/// <param name="Asked">What this page asks, written as a saved filter is; empty for everything.</param>
/// <param name="Saved">By name.</param>
public sealed record OwnFilters(string List, string Asked, IReadOnlyList<OwnFilter> Saved);

/// <summary>A filter under its name.</summary>
/// <param name="Query">As it stands behind the address of the list.</param>
public sealed record OwnFilter(Guid Id, string Name, string Query);

/// <summary>Long work, as the navigation mentions it.</summary>
/// <param name="Kind">What it is: "pause-accounts".</param>
/// <param name="Percent">How far it is; null while that is not known.</param>
/// <param name="IsOver">Whether there is only its summary to read.</param>
public sealed record UnderWay(Guid Id, string Kind, int? Percent, bool IsOver);
