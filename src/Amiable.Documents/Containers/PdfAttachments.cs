using System.Text;
using System.Text.RegularExpressions;
using Amiable.Documents.Pages;
using Amiable.Documents.Programs;

namespace Amiable.Documents.Containers;

/// <summary>The XML files embedded in a PDF, the likeliest e-invoice first; or why it cannot be opened.</summary>
internal sealed record PdfXml(IReadOnlyList<(string Name, byte[] Bytes)> Files, DocumentProblem? Problem = null);

/// <summary>
/// Takes embedded files out of a PDF with pdfdetach (poppler). They come through its standard output, one at a time: nothing is written
/// under a name of theirs, and none can be larger than we let it be.
/// </summary>
internal static partial class PdfAttachments
{
    private const string FileName = "document.pdf";
    private const int MostLooked = 5;

    // The names that Factur-X, ZUGFeRD 1 and 2, and XRechnung in a PDF prescribe.
    private static readonly string[] InvoiceNames = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "cii.xml", "order-x.xml"];

    public static async Task<PdfXml> Xml(ReadOnlyMemory<byte> pdf, ReadingLimits limits, CancellationToken ct)
    {
        try
        {
            using var folder = new TemporaryFolder();
            await folder.Write(FileName, pdf, ct);
            var listed = await Run(["-list", "-enc", "UTF-8", FileName], folder, limits, 1_000_000, ct);
            if (listed.ExitCode != 0)
                return new(
                    [],
                    listed.Errors.Contains("password", StringComparison.OrdinalIgnoreCase) ? PageProblems.Encrypted : PageProblems.Broken
                );
            var files = new List<(string, byte[])>();
            foreach (var (number, name) in Candidates(Encoding.UTF8.GetString(listed.Output)))
            {
                string[] save = ["-save", number, "-o", "/dev/stdout", FileName];
                var saved = await Run(save, folder, limits, limits.MostBytes, ct);
                if (saved.Output.Length > 0)
                    files.Add((name, saved.Output));
            }
            return new(files);
        }
        catch (ProgramFailedException failed)
        {
            return new([], PageProblems.Of(failed));
        }
    }

    private static Task<ProgramAnswer> Run(
        string[] arguments,
        TemporaryFolder folder,
        ReadingLimits limits,
        long most,
        CancellationToken ct
    ) => OutsideProgram.Run("pdfdetach", arguments, folder.Path, limits.ProgramTime, most, ct);

    private static IEnumerable<(string Number, string Name)> Candidates(string list) =>
        Listed()
            .Matches(list)
            .Select(m => (Number: m.Groups[1].Value, Name: m.Groups[2].Value.Trim()))
            .Where(f => f.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || !f.Name.Contains('.'))
            .OrderBy(f => Array.IndexOf(InvoiceNames, f.Name.ToLowerInvariant()) is >= 0 and var rank ? rank : InvoiceNames.Length)
            .Take(MostLooked);

    [GeneratedRegex(@"^(\d{1,5}): (.*)$", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
