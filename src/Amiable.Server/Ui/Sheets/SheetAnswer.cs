namespace Amiable.Ui.Sheets;

/// <summary>What spreadsheets open.</summary>
public enum SheetFormat
{
    Csv,
    Xlsx,
}

internal interface ISheet : IAsyncDisposable
{
    Task Head(IReadOnlyList<string> names);

    Task Row(IReadOnlyList<Cell> cells);
}

/// <summary>A list as a file, written while it is read: a hundred thousand rows take no more memory than a few.</summary>
public static class SheetAnswer
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>At the address of the list with ".csv" or ".xlsx" behind it.</summary>
    public static void MapSheets(this RouteGroupBuilder pages, string list, Func<SheetFormat, Delegate> answer)
    {
        foreach (var format in Enum.GetValues<SheetFormat>())
            pages.MapGet($"{list}.{Typed.Choice(format)}", answer(format)).RequireAuthorization();
    }

    /// <param name="format">Which of the two.</param>
    /// <param name="viewer">In whose language.</param>
    /// <param name="file">Its name without an ending.</param>
    /// <param name="title">What the list is called.</param>
    /// <param name="columns">What is said of each row.</param>
    /// <param name="rows">All of them.</param>
    /// <param name="ct">The reader went away.</param>
    public static IResult Of<TRow>(
        SheetFormat format,
        Viewer viewer,
        string file,
        string title,
        IReadOnlyList<Column<TRow>> columns,
        IAsyncEnumerable<TRow> rows,
        CancellationToken ct
    ) =>
        Results.Stream(
            async answer =>
            {
                await using ISheet sheet = format == SheetFormat.Csv ? new CsvSheet(answer, viewer, ct) : new XlsxSheet(answer, title, ct);
                await sheet.Head([.. columns.Select(c => viewer.T[c.Key])]);
                await foreach (var row in rows.WithCancellation(ct))
                    await sheet.Row([.. columns.Select(c => c.Of(row))]);
            },
            format == SheetFormat.Csv ? "text/csv; charset=utf-8" : Xlsx,
            $"{file}.{Typed.Choice(format)}"
        );
}
