namespace Amiable.Documents;

/// <summary>Where a value was read.</summary>
public enum FieldSource
{
    /// <summary>Structured data: an e-invoice.</summary>
    Xml,

    /// <summary>The words of a PDF.</summary>
    Text,

    /// <summary>Words recognised in a picture.</summary>
    Ocr,

    /// <summary>A row of a table.</summary>
    Table,

    /// <summary>A language model, checked against the words of the document.</summary>
    Model,
}

/// <summary>A value a document states.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Confidence">From 0 to 1: how often such a finding is right. <see cref="Finding.Certain"/> and above need no second look.</param>
/// <param name="Evidence">The place on the page, for pages only.</param>
public sealed record Finding<T>(T Value, FieldSource Source, double Confidence, Evidence? Evidence = null);

public static class Finding
{
    /// <summary>Findings at or above it are accepted together with others ("accept all certain ones").</summary>
    public const double Certain = 0.95;

    public static Finding<T> OfXml<T>(T value) => new(value, FieldSource.Xml, 1);
}

/// <summary>The words on a page that say a value.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Text">The words, as they stand there.</param>
/// <param name="Area">Where they stand.</param>
public sealed record Evidence(int Page, string Text, Area Area);

/// <summary>A rectangle on a page, as parts of its width and height from the top left corner: each from 0 to 1.</summary>
public readonly record struct Area(double Left, double Top, double Right, double Bottom);
