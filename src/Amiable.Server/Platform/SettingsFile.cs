using Microsoft.Extensions.Configuration.Json;

namespace Amiable.Platform;

/// <summary>Settings may stand in a JSON file, which the setting "Settings" names. What the environment or the command line says comes before it.</summary>
public static class SettingsFile
{
    public const string Setting = "Settings";

    public static void AddSettingsFile(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is not { Length: > 0 } file)
            return;
        var source = new JsonConfigurationSource { Path = Path.GetFullPath(file), Optional = false };
        source.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, source);
    }
}
