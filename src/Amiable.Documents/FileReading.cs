using Amiable.Documents.Pages;

namespace Amiable.Documents;

/// <summary>One invoice found in a file.</summary>
/// <param name="File">The file; within an archive "archive.zip!folder/file.pdf".</param>
/// <param name="Reading">What it says, or why nothing could be read.</param>
/// <param name="Source">Where most of it was read; null when nothing was.</param>
public sealed record FileReading(string File, DocumentReading Reading, FieldSource? Source)
{
    /// <summary>The words it was read from; empty where it was read from data.</summary>
    public IReadOnlyList<TextPage> Pages { get; init; } = [];
}
