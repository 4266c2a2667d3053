namespace Amiable.Documents;

/// <summary>Something wrong with, or missing from, a document.</summary>
/// <param name="Code">Stable, for translation: lower case, words joined by hyphens.</param>
/// <param name="Message">English: what is wrong and what to do.</param>
/// <param name="Field">The field of the JSON line it is about ("dueDate"); empty when the whole document is meant.</param>
/// <param name="Refuses">Nothing can be taken from the document as it is.</param>
public sealed record DocumentProblem(string Code, string Message, string Field = "", bool Refuses = false)
{
    /// <summary>Figures and names a translated sentence needs.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
