using System.Text;
using Amiable.Evidence.Pages;
using Amiable.Integrations.Chromium;
using Amiable.Printing;

namespace Amiable.Evidence;

/// <summary>The document of an evidence file as it grows: sections are printed some at a time and only their pages kept; cover and index come last and stand first.</summary>
internal sealed class EvidenceBook(PrintPages printPages, EvidenceWords words)
{
    private const int AtATime = 50;
    private const int LinesOfIndex = 800;
    private readonly List<byte[]> printed = [];
    private readonly List<(DateOnly On, string Title, string Path)> index = [];
    private readonly StringBuilder sections = new();
    private int waiting;

    /// <summary>Why there is none; null as long as there is one.</summary>
    public Problem? Problem { get; private set; } = printPages.CanPrint ? null : PrintPages.Missing;

    public async Task Add(EvidenceItem item, IReadOnlyList<EvidenceFile> files, CancellationToken ct)
    {
        if (Problem is not null)
            return;
        index.Add((item.On, item.Title, files[0].Path));
        EvidenceSheets.Section(sections, item, files);
        if (++waiting == AtATime)
            await PrintSections(ct);
    }

    /// <summary>The whole document.</summary>
    /// <param name="cover">Its first page.</param>
    /// <param name="facts">What it says of itself.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<byte[]?> Bind(string cover, PdfFacts facts, CancellationToken ct)
    {
        await PrintSections(ct);
        var pages = index
            .OrderBy(e => e.On)
            .ThenBy(e => e.Path, StringComparer.Ordinal)
            .Chunk(LinesOfIndex)
            .Select(lines => EvidenceSheets.Page(facts.Language, EvidenceSheets.Index(words, lines)));
        List<byte[]> front = [];
        foreach (var page in pages.Prepend(EvidenceSheets.Page(facts.Language, cover)))
            await Print(page, front, ct);
        return Problem is null ? PdfBook.Of([.. front, .. printed], facts) : null;
    }

    private async Task PrintSections(CancellationToken ct)
    {
        if (waiting == 0)
            return;
        await Print(EvidenceSheets.Page(words.Viewer.Language, sections.ToString()), printed, ct);
        sections.Clear();
        waiting = 0;
    }

    private async Task Print(string page, List<byte[]> into, CancellationToken ct)
    {
        if (Problem is not null)
            return;
        var made = await printPages.Print([page], ct);
        Problem = made.Problem;
        into.AddRange(made.Value ?? []);
    }
}
