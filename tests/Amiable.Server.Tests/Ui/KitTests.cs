using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Amiable.Ui;

/// <summary>Whoever needs a component looks at /kit: what is not there is written a second time.</summary>
public sealed partial class KitTests(WebApplicationFactory<Program> server) : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public void Every_component_is_in_the_kit_with_everything_that_can_be_said_of_it()
    {
        var components = Components();
        Assert.True(components.Count > 30, "The scan finds hardly any component: it is broken.");
        var markup = string.Join('\n', Shown().Select(name => Source(name) ?? ""));

        var missing =
            from component in components
            from said in Said(component).DefaultIfEmpty("")
            where !IsSaid(markup, component.Name, said)
            select said.Length == 0 ? component.Name : $"{component.Name}: {said}";

        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public void Every_value_that_can_be_chosen_is_in_the_kit()
    {
        var markup = string.Join('\n', Kits().Select(file => file.Text));
        foreach (var type in new[] { typeof(TimelineItem.Is), typeof(Signal) })
            Assert.True(
                markup.Contains($"Enum.GetValues<{type.Name}>()", StringComparison.Ordinal)
                    || Enum.GetNames(type)
                        .Where(value => value != "Event")
                        .All(value => markup.Contains($"{type.Name}.{value}", StringComparison.Ordinal)),
                type.Name
            );
        foreach (
            var type in FieldTypes()
                .Matches(Source(nameof(Field))!)
                .Select(m => m.Value)
                .SelectMany(line => Word().Matches(line))
                .Select(m => m.Value)
        )
            Assert.Matches($"<Field\\b[^\n]*Type=\"{type}\"", markup);
    }

    [Theory]
    [InlineData("/kit")]
    [InlineData("/kit/list")]
    [InlineData("/kit/list/roux")]
    [InlineData("/kit/none")]
    [InlineData("/kit/new")]
    [InlineData("/kit/new?came=back")]
    [InlineData("/kit/settings")]
    [InlineData("/kit/sign-in")]
    [InlineData("/kit/error/500")]
    public async Task A_page_of_the_kit_opens(string path)
    {
        var browser = server.CreateClient();
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        var answer = await browser.GetAsync(path);
        Assert.Equal(
            path.EndsWith("500", StringComparison.Ordinal) ? HttpStatusCode.InternalServerError : HttpStatusCode.OK,
            answer.StatusCode
        );
    }

    private static List<Type> Components() =>
        [
            .. typeof(AppPage)
                .Assembly.GetTypes()
                .Where(type =>
                    type.Namespace == typeof(AppPage).Namespace && type is { IsAbstract: false } && type.IsAssignableTo(typeof(IComponent))
                ),
        ];

    // Attributes, and contents that are not the only one.
    private static IEnumerable<string> Said(Type component) =>
        component
            .GetProperties()
            .Where(p => p.GetCustomAttribute<ParameterAttribute>() is { CaptureUnmatchedValues: false } && p.Name != "ChildContent")
            .Select(p => p.Name);

    private static bool IsSaid(string markup, string component, string said) =>
        said.Length == 0
            ? Regex.IsMatch(markup, $"<{component}[\\s/>]")
            : Regex.IsMatch(markup, $"<{component}\\s(?:[^<]|(?<=@\\([^\"]*)<)*?\\b{said}(?:=|\\s|/?>)")
                || Regex.IsMatch(markup, $"<{said}>");

    /// <summary>The components that the pages of the kit are made of, and those that these are made of.</summary>
    private static HashSet<string> Shown()
    {
        var shown = new HashSet<string>();
        var open = new Queue<string>(
            Kits().SelectMany(file => Tag().Matches(file.Text)).Select(m => m.Groups[1].Value).Concat(Kits().Select(NameOf))
        );
        while (open.TryDequeue(out var name))
            if (shown.Add(name) && Source(name) is { } source)
                foreach (Match tag in Tag().Matches(source))
                    open.Enqueue(tag.Groups[1].Value);
        return shown;
    }

    private static (string Path, string Text)[] Kits() =>
        [.. Sources.Server(".razor", ".cs").Where(file => file.Path.StartsWith("src/Amiable.Server/Ui/Kit/", StringComparison.Ordinal))];

    private static string NameOf((string Path, string Text) file) => Path.GetFileNameWithoutExtension(file.Path);

    private static string? Source(string name) => Razors.Value.GetValueOrDefault(name);

    private static readonly Lazy<Dictionary<string, string>> Razors = new(() =>
        Sources.Server(".razor").Where(file => !NameOf(file).StartsWith('_')).ToDictionary(NameOf, file => file.Text)
    );

    // A component in markup, or the page of a route.
    [GeneratedRegex("<([A-Z][A-Za-z]+)[\\s/>]")]
    private static partial Regex Tag();

    [GeneratedRegex("(?<=<summary>)text, email[^(]*(?=\\()")]
    private static partial Regex FieldTypes();

    [GeneratedRegex("\\b(?!or\\b|text\\b)[a-z]+\\b")]
    private static partial Regex Word();
}
