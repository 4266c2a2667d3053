using System.ComponentModel;
using System.Diagnostics;

namespace Amiable.Documents.Programs;

/// <summary>
/// What is put before a program so that a document that takes it over reaches no network, eats no memory without end and fills no disk:
/// util-linux's prlimit and unshare, each about a millisecond. Tried once; where the kernel or a container forbids it, the program runs without.
/// </summary>
internal static class Cage
{
    private const long MostMemory = 4L * 1024 * 1024 * 1024;
    private const long MostFile = 512L * 1024 * 1024;

    private static readonly Lazy<IReadOnlyList<string>> Tried = new(() => [.. Limits(), .. NoNetwork()]);

    /// <summary>Whether programs run without network here.</summary>
    public static bool HasNoNetwork => Tried.Value.Contains("--net");

    /// <summary>The words that come before the program's own.</summary>
    public static IReadOnlyList<string> Words => Tried.Value;

    private static string[] Limits() => Works("prlimit", ["--core=0", $"--as={MostMemory}", $"--fsize={MostFile}"]);

    private static string[] NoNetwork() => Works("unshare", ["--map-root-user", "--net"]);

    private static string[] Works(string program, string[] options)
    {
        if (!OperatingSystem.IsLinux() || OutsideProgram.Find(program) is not { } path || OutsideProgram.Find("true") is not { } nothing)
            return [];
        var start = new ProcessStartInfo(path, [.. options, nothing])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            if (process.WaitForExit(TimeSpan.FromSeconds(5)))
                return process.ExitCode == 0 ? [path, .. options] : [];
            process.Kill();
            return [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
