namespace Amiable.Help;

/// <summary>One picture of the guide; null when there is none of that name.</summary>
public sealed class ShowGuidePicture
{
    public GuidePicture? Run(string language, string name) => GuideFiles.PictureOf(language, name);
}
