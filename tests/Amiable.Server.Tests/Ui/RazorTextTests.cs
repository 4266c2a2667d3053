namespace Amiable.Ui;

public sealed class RazorTextTests
{
    // Where words may stand in the markup, and why.
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["src/Amiable.Server/Ui/Kit/"] = "seen by developers only",
        ["src/Amiable.Server/Ui/SideNav.razor: Text=\"English\""] = "a language is called by its own name",
        ["src/Amiable.Server/Ui/SideNav.razor: Text=\"Français\""] = "a language is called by its own name",
    };

    [Fact]
    public void No_page_has_words_of_its_own()
    {
        var files = Sources.Server(".razor").ToArray();
        Assert.True(files.Length > 30, "The scan finds hardly any page: it is broken.");
        var found = files.SelectMany(file => RazorText.Literals(file.Text).Select(text => $"{file.Path}: {text.Trim()}"));
        Assert.Equal(
            "",
            string.Join('\n', found.Where(place => !Allowed.Keys.Any(allowed => place.StartsWith(allowed, StringComparison.Ordinal))))
        );
    }

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("<p>@name owes you</p>", "owes you")]
    [InlineData("<Field Label=\"Amount\" />", "Label=\"Amount\"")]
    [InlineData("@if (x > 1)\n{\n<b>Late</b>\n}", "Late")]
    public void Words_are_found(string markup, string word) =>
        Assert.Contains(word, RazorText.Literals(markup).Select(text => text.Trim()));

    [Theory]
    [InlineData("<p title=\"@T[\"a.b\"]\">@T[\"a.b\", Model.Name] · @(x is > 0 ? \"<b>\" : y)</p>")]
    [InlineData(
        "@foreach (var (a, b) in List.Where(c => c.On))\n{\n    var d = a;\n    <li class=\"@(a > b ? \"x\" : null)\">@a.B(c)[0].D</li>\n}\nelse if (a)\n{\n}"
    )]
    [InlineData("@* Hello *@\n@code {\n    string a = \"Hello <p>there</p>\";\n}")]
    public void Code_is_not_taken_for_words(string markup) => Assert.Empty(RazorText.Literals(markup));
}
