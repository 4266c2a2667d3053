namespace Amiable.Import;

/// <summary>Why one row was not taken.</summary>
/// <param name="Line">The line of the file on which the row begins, from 1, as an editor counts.</param>
/// <param name="Column">The column's name as the file writes it; empty when the whole row is meant.</param>
/// <param name="Value">What stands there, at most <see cref="MostShown"/> characters of it.</param>
/// <param name="Code">Stable, for translation: lower case, words joined by hyphens.</param>
/// <param name="Message">English: line, column, what is wrong and what to do.</param>
public sealed record RowError(int Line, string Column, string Value, string Code, string Message)
{
    /// <summary>Further figures a translated sentence needs: amounts, days, lines.</summary>
    public IReadOnlyList<object?> Values { get; init; } = [];

    public const int MostShown = 80;

    public static RowError At(int line, string column, string value, string code, string reason)
    {
        var shown = Shorten(value);
        var place = column.Length == 0 ? $"Line {line}" : $"Line {line}, column \"{column}\"";
        return new(line, column, shown, code, shown.Length == 0 ? $"{place}: {reason}" : $"{place}: \"{shown}\" {reason}");
    }

    // A cell can be a megabyte, or hold line breaks: neither belongs in a message.
    internal static string Shorten(string value)
    {
        var line = value.AsSpan(0, Math.Min(value.Length, MostShown + 1)).Trim().ToString().ReplaceLineEndings(" ");
        return line.Length > MostShown ? string.Concat(line.AsSpan(0, MostShown - 1), "…") : line;
    }
}

/// <summary>Something a person may want to know about what was read; nothing was refused because of it.</summary>
/// <param name="Code">Stable, for translation.</param>
/// <param name="Message">English.</param>
/// <param name="Count">How many rows it concerns; 0 when it is about the file.</param>
/// <param name="Column">The column it is about; empty when it is about the file.</param>
/// <param name="Line">The line where it was first seen; 0 when it is about the file.</param>
/// <param name="Value">What stands there.</param>
public sealed record ImportNotice(string Code, string Message, int Count = 0, string Column = "", int Line = 0, string Value = "");
