using Amiable.Errands;
using Amiable.Import.Csv;
using Amiable.Import.Dropped;
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
    private const long MostPosted = TakeFiles.MostBytes + 100_000;

    private const long MostReceived = 3 * TakeFiles.MostBytes;

    // A file of some thousand rows is in by then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static void MapImport(this RouteGroupBuilder pages)
    {
        var import = pages.MapGroup("/import").RequireAuthorization();
        import.MapGet(
            "",
            async (ListImports list, ListFound found, CancellationToken ct) =>
                new RazorComponentResult<ImportPage>(new { Imports = await list.Run(ct), Waiting = await found.Waiting(ct) })
        );
        import.MapPost("", Upload).TakesAtMost(MostPosted, MostReceived, RefuseTooLarge);
        import.MapFoundDocuments();
        import.MapPrepared();
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
    private static async Task<IResult> Upload(StoreUpload store, TakeFiles take, ListImports list, HttpContext http, CancellationToken ct)
    {
        var files = (await http.Request.ReadFormAsync(ct)).Files.GetFiles("file").Where(f => f.FileName.Length > 0).ToList();
        if (files.Count == 0)
            return await Again(new Invalid("file", "file-missing", "Choose a file first."), list, ct);
        if (files is [var only] && await IsTable(only, ct))
        {
            await using var stream = only.OpenReadStream();
            var stored = await store.Run(only.FileName, stream, only.Length, ct);
            return stored.Problem is { } problem ? await Again(problem, list, ct) : Results.LocalRedirect($"/import/{stored.Value.Value}");
        }
        var read = await take.Run([.. await Task.WhenAll(files.Select(f => Whole(f, ct)))], ct);
        return read.Value is not { } errand ? await Again(read.Problem!, list, ct)
            : errand.IsOver ? Results.LocalRedirect(FoundRoutes.Path)
            : Results.LocalRedirect(ErrandRoutes.AddressOf(errand));
    }

    private static async Task<bool> IsTable(IFormFile file, CancellationToken ct)
    {
        // A workbook is known by what stands at its end: the whole of it is looked at, and nothing else is.
        var whole = await Whole(file, ct);
        return TakeFiles.IsTable(whole.Bytes.Span);
    }

    private static async Task<IncomingFile> Whole(IFormFile file, CancellationToken ct)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return new(file.FileName, bytes);
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
