using System.Runtime.CompilerServices;

namespace Amiable.Tests;

/// <summary>The corpora beside the repository, which are no part of it. Tests that need one are left out, visibly, where it is absent.</summary>
public static class SharedData
{
    public static string Folder(string name)
    {
        var found = Find(name);
        Assert.SkipWhen(found is null, $"shared/data/{name} is not here");
        return found;
    }

    public static string? Find(string name, [CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared", "data", name);
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
