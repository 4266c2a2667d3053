using System.ComponentModel;
using System.Diagnostics;

namespace Amiable.Documents.Programs;

/// <summary>What an outside program answered.</summary>
/// <param name="ExitCode">0 when it says all is well.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">The first of its error output.</param>
public sealed record ProgramAnswer(int ExitCode, byte[] Output, string Errors);

/// <summary>Why there is no answer.</summary>
public enum ProgramFailure
{
    NotInstalled,
    TooSlow,
    TooMuchOutput,
}

/// <summary>
/// A program of the machine (pdftotext, pdfdetach, pdftoppm, tesseract), run without a shell, in a temporary folder of its own, with an empty
/// environment, no network where the kernel lets us take it away (<see cref="Cage"/>), a time limit and a limit on what it may print. The file it reads was written there by us under a name of ours.
/// </summary>
public static class OutsideProgram
{
    private const int MostErrors = 2_000;

    /// <summary>Where a program of the machine lies; null when it is not installed.</summary>
    public static string? Where(string program) => Find(program);

    public static bool IsInstalled(string program) => Find(program) is not null;

    /// <summary>Runs it to its end, or kills it and everything it started.</summary>
    /// <exception cref="ProgramFailedException">Not installed, too slow, or printing too much.</exception>
    public static async Task<ProgramAnswer> Run(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        TimeSpan limit,
        long mostOutput,
        CancellationToken ct = default
    )
    {
        using var process = Start(Prepare(program, arguments, folder), program);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(limit);
        try
        {
            process.StandardInput.Close();
            var errors = Take(process.StandardError.BaseStream, MostErrors, program, keepReading: true, deadline.Token);
            var output = await Take(process.StandardOutput.BaseStream, mostOutput, program, keepReading: false, deadline.Token);
            var said = await errors;
            await process.WaitForExitAsync(deadline.Token);
            return new(process.ExitCode, output, System.Text.Encoding.UTF8.GetString(said));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ProgramFailedException(program, ProgramFailure.TooSlow);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Prepare(string program, IReadOnlyList<string> arguments, string folder)
    {
        var path = Find(program) ?? throw new ProgramFailedException(program, ProgramFailure.NotInstalled);
        string[] words = [.. Cage.Words, path, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Strip(start.Environment, folder);
        return start;
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new ProgramFailedException(program, ProgramFailure.NotInstalled);
        }
    }

    // Nothing of ours (keys, passwords, proxies) reaches a program that reads strangers' files.
    private static void Strip(IDictionary<string, string?> environment, string folder)
    {
        var path = environment.TryGetValue("PATH", out var found) ? found : null;
        var words = environment.TryGetValue("TESSDATA_PREFIX", out var data) ? data : null;
        environment.Clear();
        environment["PATH"] = path;
        environment["HOME"] = folder;
        environment["TMPDIR"] = folder;
        environment["LC_ALL"] = "C.UTF-8";
        environment["OMP_THREAD_LIMIT"] = "1";
        if (words is not null)
            environment["TESSDATA_PREFIX"] = words;
    }

    private static async Task<byte[]> Take(Stream stream, long most, string program, bool keepReading, CancellationToken ct)
    {
        using var taken = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await stream.ReadAsync(piece, ct) is > 0 and var count)
        {
            var room = (int)Math.Min(count, most - taken.Length);
            taken.Write(piece, 0, room);
            if (room < count && !keepReading)
                throw new ProgramFailedException(program, ProgramFailure.TooMuchOutput);
        }
        return taken.ToArray();
    }

    internal static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
            .FirstOrDefault(File.Exists);
}
