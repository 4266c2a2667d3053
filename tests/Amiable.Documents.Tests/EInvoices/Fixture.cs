using System.Runtime.CompilerServices;

namespace Amiable.Documents.EInvoices;

/// <summary>Files written for these tests.</summary>
internal static class Fixture
{
    public static string Path(string name, [CallerFilePath] string here = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path($"fixtures/{name}"));

    public static string Text(string name) => File.ReadAllText(Path($"fixtures/{name}"));
}
