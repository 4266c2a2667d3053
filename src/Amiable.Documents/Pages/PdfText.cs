namespace Amiable.Documents.Pages;

/// <summary>The words of a PDF or picture and where they stand.</summary>
/// <param name="Pages">Empty when nothing could be read; then a problem says why.</param>
/// <param name="IsScan">The words were recognised in pictures of its pages.</param>
/// <param name="Problems">What went wrong, or was left out.</param>
public sealed record PdfText(IReadOnlyList<TextPage> Pages, bool IsScan, IReadOnlyList<DocumentProblem> Problems)
{
    internal static PdfText Refused(DocumentProblem problem) => new([], false, [problem]);
}
