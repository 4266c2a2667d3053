using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Amiable.Platform.Storage.Postgres;

/// <summary>
/// Customers send what is no text: a zero byte in a name, half of a character. SQLite takes it, PostgreSQL refuses the whole save. So the former is left
/// out, and the latter becomes the sign for "no character", as SQLite has it.
/// </summary>
internal sealed class PostgresTexts : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) => Clean(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => new(Clean(command, result));

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    ) => Clean(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => new(Clean(command, result));

    private static T Clean<T>(DbCommand command, T result)
    {
        foreach (DbParameter parameter in command.Parameters)
            if (parameter.Value is string text)
            {
                if (!IsText(text))
                    parameter.Value = AsText(text);
            }
            else if (parameter.Value is IEnumerable<string?> texts && texts.Any(t => t is not null && !IsText(t)))
                parameter.Value = texts.Select(t => t is null ? null : AsText(t)).ToArray();
        return result;
    }

    /// <summary>What a column of texts takes of it: nearly always all.</summary>
    internal static string Of(string text) => IsText(text) ? text : AsText(text);

    private static bool IsText(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && (!char.IsSurrogatePair(text, i) || ++i < 0))
                return false;
        return !text.Contains('\0', StringComparison.Ordinal);
    }

    /// <summary>What can be kept of it.</summary>
    internal static string AsText(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value != 0)
                kept.Append(rune.ToString());
        return kept.ToString();
    }
}
