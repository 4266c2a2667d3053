namespace Amiable.Help;

/// <summary>One page of the guide, as it is shown.</summary>
/// <param name="Name">Of its file: "quick-start".</param>
/// <param name="Title">Its first heading.</param>
/// <param name="Html">What stands under that.</param>
/// <param name="Parts">Its further headings.</param>
/// <param name="LeadsTo">Names of the pages it links to, in their order.</param>
public sealed record GuidePage(string Name, string Title, string Html, IReadOnlyList<GuidePart> Parts, IReadOnlyList<string> LeadsTo)
{
    public GuidePlace? Previous { get; init; }

    public GuidePlace? Next { get; init; }

    /// <summary>Where it is.</summary>
    public GuidePlace Place => new(GuideMarkdown.Address(Name), Title);
}

/// <summary>A part of a page.</summary>
/// <param name="Id">Of its heading, for links.</param>
/// <param name="Title">Its heading.</param>
public sealed record GuidePart(string Id, string Title);

/// <summary>A page as other pages name it.</summary>
/// <param name="Href">Its address.</param>
/// <param name="Title">Its first heading.</param>
public sealed record GuidePlace(string Href, string Title);
