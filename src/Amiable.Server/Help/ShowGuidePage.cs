namespace Amiable.Help;

/// <summary>One page of the guide in a language; null when there is none of that name.</summary>
public sealed class ShowGuidePage
{
    public GuidePage? Run(string language, string? name) => GuideFiles.In(language).GetValueOrDefault(name ?? GuideFiles.Contents);
}
