using System.Text;
using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

/// <summary>Where the tests of imports find their files, and a short way to read one.</summary>
internal static class Files
{
    public static string Fixtures => Path.Combine(Root, "tests", "Amiable.Server.Tests", "Import", "fixtures");

    public static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(Fixtures, name));

    /// <summary>A file of the data set that lies beside the repository. Where it is absent the test says that it was not run.</summary>
    public static byte[] Shared(string path) => File.ReadAllBytes(SharedPath(path));

    /// <summary>Its path.</summary>
    public static string SharedPath(string path)
    {
        var root = new DirectoryInfo(Root);
        string?[] places =
        [
            Environment.GetEnvironmentVariable("AMIABLE_SHARED"),
            Path.Combine(root.FullName, "..", "shared"),
            Path.Combine(root.FullName, "..", "..", "shared"),
        ];
        var found = places.Select(place => place is null ? null : Path.Combine(place, "data", path)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, "../shared is absent");
        return found!;
    }

    public static CsvReading Read(byte[] file, CsvOptions? options = null)
    {
        var result = InvoiceCsv.Read(file, options ?? new() { DefaultCurrency = "EUR" });
        Assert.True(result.Problem is null, result.Problem?.Message);
        return result.Value!;
    }

    public static CsvReading Read(string file, CsvOptions? options = null) => Read(Encoding.UTF8.GetBytes(file), options);

    public static Problem Refused(byte[] file, CsvOptions? options = null)
    {
        var result = InvoiceCsv.Read(file, options ?? new() { DefaultCurrency = "EUR" });
        Assert.NotNull(result.Problem);
        return result.Problem;
    }

    public static Problem Refused(string file, CsvOptions? options = null) => Refused(Encoding.UTF8.GetBytes(file), options);

    private static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Amiable.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
