namespace Amiable.Ui;

/// <summary>The source files of the program, for tests that read them.</summary>
internal static class Sources
{
    public static readonly string Root = FindRoot();

    public static IEnumerable<(string Path, string Text)> Server(params string[] extensions) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "src", "Amiable.Server"), "*", SearchOption.AllDirectories)
        where extensions.Contains(Path.GetExtension(file)) && !file.Contains("node_modules", StringComparison.Ordinal)
        select (Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Amiable.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Amiable.slnx is in no folder above the tests.");
    }
}
