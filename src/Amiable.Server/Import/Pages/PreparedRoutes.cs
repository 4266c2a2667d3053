using Amiable.Import.Prepared;
using Amiable.Invoices;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Import.Pages;

/// <summary>The page an assistant leads to: what it prepared of an invoice, to correct and to complete with the document.</summary>
internal static class PreparedRoutes
{
    // The file, and what the form beside it says.
    private const long MostPosted = InvoiceDocument.MostBytes + 20_000;

    private const long MostReceived = 10L * InvoiceDocument.MostBytes;

    public static string Address(PreparedInvoiceId id) => $"/import/prepared/{id.Value}";

    public static void MapPrepared(this RouteGroupBuilder import)
    {
        var prepared = import.MapGroup("/prepared/{id:guid}");
        prepared.MapGet("", (Guid id, ShowPrepared show, CancellationToken ct) => Page(id, show, null, ct));
        prepared.MapPost("", Upload).TakesAtMost(MostPosted, MostReceived, RefuseTooLarge);
    }

    private static async Task<IResult> Upload(
        Guid id,
        HttpContext http,
        Viewer viewer,
        UploadPrepared upload,
        ShowPrepared show,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        var draft = new InvoiceDraft(
            form["number"].ToString(),
            Typed.Day(form["issued"]),
            Typed.Day(form["due"]),
            Typed.Amount(form["amount"], viewer.Reader),
            form["currency"].ToString().Trim().ToUpperInvariant(),
            form["purchaseOrder"]
        )
        {
            Tax = string.IsNullOrWhiteSpace(form["tax"]) ? null : Typed.Amount(form["tax"], viewer.Reader) ?? -1,
        };
        AccountId? account = Guid.TryParse(form["account"], out var chosen) ? new(chosen) : null;
        var file = form.Files["document"];
        if (file is { Length: > InvoiceDocument.MostBytes })
            return await Page(id, show, AttachDocument.TooLarge, ct);
        var added = await upload.Run(new(id), account, form["accountName"].ToString(), draft, await Whole(file, ct), ct);
        if (added.Problem is { } problem)
            return await Page(id, show, problem, ct);
        Toasts.Leave(http, viewer.T["prepared.done", draft.Number.Trim()]);
        return Results.LocalRedirect($"/invoices/{added.Value.Value}");
    }

    private static async Task<(string Name, byte[] Bytes)> Whole(IFormFile? file, CancellationToken ct)
    {
        if (file is null)
            return ("", []);
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return (file.FileName, bytes);
    }

    private static async Task<IResult> Page(Guid id, ShowPrepared show, Problem? problem, CancellationToken ct) =>
        (await show.Run(new(id), ct)).Value is { } view
            ? new RazorComponentResult<PreparedPage>(new { View = view, Problem = problem }) { StatusCode = AnswerToPost.StatusOf(problem) }
            : Results.NotFound();

    // Nothing of the form was read: the page stands as it was prepared.
    private static async Task RefuseTooLarge(HttpContext http)
    {
        var show = http.RequestServices.GetRequiredService<ShowPrepared>();
        var id = Guid.Parse((string)http.Request.RouteValues["id"]!);
        await (await Page(id, show, AttachDocument.TooLarge, http.RequestAborted)).ExecuteAsync(http);
    }
}
