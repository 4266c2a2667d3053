using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Amiable.Help;

/// <summary>Makes a page of a file of the guide. Links between the files become links between the pages.</summary>
internal static class GuideMarkdown
{
    private const string Ending = ".md";
    private const string Pictures = "pictures/";

    // Nothing but what Markdown itself can say: the security policy of our pages allows no more.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    /// <summary>Where the page of that name is.</summary>
    public static string Address(string name) => name == GuideFiles.Contents ? HelpRoutes.Path : $"{HelpRoutes.Path}/{name}";

    public static GuidePage Read(string name, string text, string language)
    {
        var document = Markdown.Parse(text, Pipeline);
        var headings = document.OfType<HeadingBlock>().ToList();
        var title = headings.Single(heading => heading.Level == 1);
        document.Remove(title);
        var leadsTo = document.Descendants<LinkInline>().ToList().Select(link => Redirect(link, language)).OfType<string>().ToList();
        return new(
            name,
            TextOf(title),
            document.ToHtml(Pipeline),
            [
                .. headings
                    .Where(heading => heading.Level == 2)
                    .Select(heading => new GuidePart(heading.GetAttributes().Id!, TextOf(heading))),
            ],
            leadsTo
        );
    }

    /// <summary>Points the link to what the program serves; the name of the page it leads to, if it leads to one.</summary>
    private static string? Redirect(LinkInline link, string language)
    {
        var url = link.Url ?? "";
        if (link.IsImage)
        {
            link.Url = $"{HelpRoutes.Path}/{Pictures}{language}/{url[Pictures.Length..]}";
            // Known before they are there, so that the text does not jump.
            var attributes = link.GetAttributes();
            attributes.AddProperty("width", "1200");
            attributes.AddProperty("height", "750");
            attributes.AddProperty("loading", "lazy");
            return null;
        }
        var (file, part) = url.Split('#', 2) is [var before, var behind] ? (before, "#" + behind) : (url, "");
        if (!file.EndsWith(Ending, StringComparison.Ordinal) || file.Contains('/', StringComparison.Ordinal))
        {
            // A file of the repository, for example: it has no page here.
            link.ReplaceBy(new LiteralInline(TextOf(link)));
            return null;
        }
        var name = file[..^Ending.Length];
        link.Url = Address(name) + part;
        return name;
    }

    private static string TextOf(LeafBlock block) => TextOf(block.Inline!);

    private static string TextOf(ContainerInline inline) =>
        string.Concat(inline.Descendants<LiteralInline>().Select(text => text.Content.ToString()));
}
