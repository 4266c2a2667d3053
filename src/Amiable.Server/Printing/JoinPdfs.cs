using System.Globalization;
using System.Text;
using Amiable.Documents.Programs;

namespace Amiable.Printing;

/// <summary>
/// Puts PDFs of strangers behind pages of ours, with pdfinfo and pdfunite (poppler): run as every outside program is, without a shell or a network, with a time limit, and under
/// file names of ours.
/// </summary>
public static class JoinPdfs
{
    /// <summary>Pages of one document that still fit into an envelope.</summary>
    public const int MostPages = 20;

    private const string Joined = "joined.pdf";
    private const long MostOutput = 256 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Whether anything can be joined on this machine.</summary>
    public static bool CanJoin => OutsideProgram.IsInstalled("pdfunite") && OutsideProgram.IsInstalled("pdfinfo");

    /// <summary>Looks whether a document can lie behind a letter, by putting it behind itself.</summary>
    public static async Task<EnclosureLook> Look(byte[] document, CancellationToken ct)
    {
        if (!CanJoin)
            return new(0, EnclosureFault.NoProgram);
        if (!document.AsSpan().StartsWith("%PDF-"u8))
            return new(0, EnclosureFault.NotPdf);
        try
        {
            using var folder = new TemporaryFolder();
            await folder.Write("0.pdf", document, ct);
            if (await Pages("0.pdf", folder, ct) is not { } pages)
                return new(0, await AsksForPassword("0.pdf", folder, ct) ? EnclosureFault.Encrypted : EnclosureFault.Broken);
            if (pages > MostPages)
                return new(pages, EnclosureFault.TooManyPages);
            var joined = await Run("pdfunite", ["0.pdf", "0.pdf", Joined], folder, ct);
            if (joined.Errors.Contains("encrypted", StringComparison.OrdinalIgnoreCase))
                return new(0, EnclosureFault.Encrypted);
            return joined.ExitCode == 0 && await Pages(Joined, folder, ct) == 2 * pages ? new(pages, null) : new(0, EnclosureFault.Broken);
        }
        catch (ProgramFailedException)
        {
            return new(0, EnclosureFault.Broken);
        }
    }

    /// <summary>All of them in their order as one document that says of itself what it is; null when they cannot be joined.</summary>
    public static async Task<byte[]?> Run(IReadOnlyList<byte[]> parts, PdfFacts facts, CancellationToken ct)
    {
        try
        {
            using var folder = new TemporaryFolder();
            var names = new List<string>();
            foreach (var part in parts)
            {
                names.Add($"{names.Count.ToString(CultureInfo.InvariantCulture)}.pdf");
                await folder.Write(names[^1], part, ct);
            }
            if (names.Count == 1)
                return PdfBook.Of(parts, facts);
            var joined = await Run("pdfunite", [.. names, Joined], folder, ct);
            return joined.ExitCode == 0 ? PdfStamp.On(await File.ReadAllBytesAsync(Path.Combine(folder.Path, Joined), ct), facts) : null;
        }
        catch (ProgramFailedException)
        {
            return null;
        }
    }

    private static async Task<int?> Pages(string file, TemporaryFolder folder, CancellationToken ct)
    {
        var told = await Run("pdfinfo", [file], folder, ct);
        var line = Encoding.UTF8.GetString(told.Output).Split('\n').FirstOrDefault(l => l.StartsWith("Pages:", StringComparison.Ordinal));
        return told.ExitCode == 0 && int.TryParse(line?[6..], CultureInfo.InvariantCulture, out var pages) && pages > 0 ? pages : null;
    }

    private static async Task<bool> AsksForPassword(string file, TemporaryFolder folder, CancellationToken ct) =>
        (await Run("pdfinfo", [file], folder, ct)).Errors.Contains("password", StringComparison.OrdinalIgnoreCase);

    private static Task<ProgramAnswer> Run(string program, string[] arguments, TemporaryFolder folder, CancellationToken ct) =>
        OutsideProgram.Run(program, arguments, folder.Path, Longest, MostOutput, ct);
}

/// <summary>Why a document does not lie behind a letter.</summary>
public enum EnclosureFault
{
    /// <summary>It is no PDF.</summary>
    NotPdf,

    /// <summary>It is protected.</summary>
    Encrypted,

    /// <summary>It cannot be read.</summary>
    Broken,

    /// <summary>It has more pages than an envelope takes.</summary>
    TooManyPages,

    /// <summary>The programs that join PDFs are not installed.</summary>
    NoProgram,
}

/// <summary>What was found of a document.</summary>
/// <param name="Pages">How many; 0 when nobody can tell.</param>
/// <param name="Fault">Null when it can be enclosed.</param>
public sealed record EnclosureLook(int Pages, EnclosureFault? Fault);
