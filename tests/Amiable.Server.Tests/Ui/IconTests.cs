using System.Text.RegularExpressions;

namespace Amiable.Ui;

public sealed partial class IconTests
{
    [Fact]
    public void The_sprite_has_every_icon_that_is_named()
    {
        var named = Sources
            .Server(".razor")
            .SelectMany(file => Named().Matches(file.Text).Select(match => match.Groups[1].Value))
            .ToHashSet();
        Assert.True(named.Count > 10, "The scan finds hardly any icon: it is broken.");
        Assert.Empty(named.Except(AssetFiles.Icons));
        Assert.Empty(NavPlace.All.Select(place => place.Icon).Except(AssetFiles.Icons));
    }

    [GeneratedRegex("(?:<Icon Name|\\bIcon)(?: = |=)\"([a-z-]+)\"")]
    private static partial Regex Named();
}
