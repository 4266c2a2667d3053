using System.Text;

namespace Amiable.Ui;

/// <summary>A file for a spreadsheet in the reader's language, written row by row.</summary>
public sealed class CsvAnswer(Stream answer, Viewer viewer, CancellationToken ct) : IAsyncDisposable
{
    // The mark at the start tells spreadsheets that it is UTF-8; the separator is the one they expect.
    private readonly StreamWriter _writer = new(answer, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    private readonly char _separator = viewer.Language == "fr" ? ';' : ',';

    public Task Row(IEnumerable<string?> cells) =>
        _writer.WriteAsync((string.Join(_separator, cells.Select(Cell)) + "\r\n").AsMemory(), ct);

    /// <summary>What begins like a formula is text, not a formula: everything that people typed goes through this.</summary>
    public static string? AsText(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private string Cell(string? text) =>
        text is null ? ""
        : text.AsSpan().IndexOfAny(['"', '\r', '\n', _separator]) < 0 ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
