using Amiable.Errands;
using Amiable.Import.Csv;
using Amiable.Import.Pages;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace Amiable.Import;

/// <summary>Choose a file, look at what it would do, import it, see what it did.</summary>
internal static class ImportPages
{
    // The file, and what a form adds to it.
    private const long MostPosted = StoreUpload.MostBytes + 100_000;

    private const long MostReceived = 10 * StoreUpload.MostBytes;

    // A file of some thousand rows is in by then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static void MapImport(this RouteGroupBuilder pages)
    {
        var import = pages.MapGroup("/import").RequireAuthorization();
        import.MapGet(
            "",
            async (ListImports list, CancellationToken ct) => new RazorComponentResult<ImportPage>(new { Imports = await list.Run(ct) })
        );
        import.MapPost("", Upload).TakesAtMost(MostPosted, MostReceived, RefuseTooLarge);
        import.MapGet(
            "/{id:guid}",
            async (Guid id, PreviewUpload preview, ShowImport show, HttpContext http, CancellationToken ct) =>
                (await show.Run(new(id), ct)).Value is not null
                    ? Results.LocalRedirect($"/import/{id}/done")
                    : Preview(await preview.Run(new(id), Choices(Asked(http.Request.Query)), ct), null)
        );
        import.MapPost("/{id:guid}", Confirm);
        import.MapGet(
            "/{id:guid}/done",
            async (Guid id, ShowImport show, CancellationToken ct) =>
                (await show.Run(new(id), ct)).Value is { } done
                    ? new RazorComponentResult<DonePage>(new { Import = done })
                    : (IResult)Results.NotFound()
        );
    }

    // The form was read while its token was checked: from disk, a large file is not kept in memory.
    private static async Task<IResult> Upload(StoreUpload store, ListImports list, HttpContext http, CancellationToken ct)
    {
        var file = (await http.Request.ReadFormAsync(ct)).Files["file"];
        if (file is null || (file.Length == 0 && file.FileName.Length == 0))
            return await Again(new Invalid("file", "file-missing", "Choose a file first."), list, ct);
        await using var stream = file.OpenReadStream();
        var stored = await store.Run(file.FileName, stream, file.Length, ct);
        return stored.Problem is { } problem ? await Again(problem, list, ct) : Results.LocalRedirect($"/import/{stored.Value.Value}");
    }

    private static async Task RefuseTooLarge(HttpContext http)
    {
        var list = http.RequestServices.GetRequiredService<ListImports>();
        var answer = await Again(UploadedBytes.TooLarge(StoreUpload.MostBytes), list, http.RequestAborted);
        await answer.ExecuteAsync(http);
    }

    private static async Task<IResult> Again(Problem problem, ListImports list, CancellationToken ct) =>
        new RazorComponentResult<ImportPage>(new { Imports = await list.Run(ct), Problem = problem }) { StatusCode = 422 };

    // It is brought to its end, even if nobody waits for it.
    private static async Task<IResult> Confirm(Guid id, StartErrand start, PreviewUpload preview, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(CancellationToken.None);
        var choices = Choices(Asked(form));
        var order = ImportOrdered.Order(new(id), choices, form["leaveOut"] == "true");
        var errand = (await start.Run(ErrandKind.ImportFile, order, Patience, CancellationToken.None)).Value!;
        return !errand.IsOver ? Results.LocalRedirect(ErrandRoutes.AddressOf(errand))
            : errand.Left.Reasons is [var stopped, ..] ? Preview(await preview.Run(new(id), choices, CancellationToken.None), stopped.Why)
            : Results.LocalRedirect($"/import/{id}/done");
    }

    private static IResult Preview(Result<ImportPreview> preview, Problem? problem) =>
        preview.Value is { } shown
            ? new RazorComponentResult<PreviewPage>(new { Preview = shown, Problem = problem }) { StatusCode = problem is null ? 200 : 422 }
            : Results.NotFound();

    private static Dictionary<string, string> Asked(IEnumerable<KeyValuePair<string, StringValues>> parts) =>
        parts.ToDictionary(part => part.Key, part => part.Value.ToString());

    private static ReadingChoices Choices(Dictionary<string, string> asked) =>
        new()
        {
            Mapping = asked
                .Where(a => a.Key.StartsWith(ReadingForm.Column, StringComparison.Ordinal))
                .ToDictionary(a => a.Key[ReadingForm.Column.Length..], a => a.Value),
            Dates = asked.GetValueOrDefault("dates"),
            DecimalMark = asked.GetValueOrDefault("mark"),
            Currency = asked.GetValueOrDefault("currency"),
            Country = asked.GetValueOrDefault("country"),
        };
}
