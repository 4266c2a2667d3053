using System.ComponentModel;
using Amiable.Documents;
using Amiable.Errands;
using Amiable.Import.Dropped;
using Amiable.Platform.Api;

namespace Amiable.Import;

/// <summary>Files that are imported, in the public API.</summary>
public static class ImportsApi
{
    public static void MapImportsApi(this RouteGroupBuilder api)
    {
        var imports = api.Area("Imports", Scopes.InvoicesRead, Scopes.InvoicesAll);
        imports
            .Post("/imports", "create-import", "Import a file of invoices", Create)
            .Answers<ImportJson>(202)
            .TakesFile<ImportWrite>(
                ["currency[code]", "country", "dates", "decimalMark", "leaveOut"],
                "A table (CSV, XLSX), an invoice (PDF, XML, a picture), an e-mail (.eml) with invoices attached, or a ZIP archive of all these but tables.",
                isNeeded: true
            )
            .For("""{"currency": {"code": "EUR"}, "leaveOut": false}""")
            .Says(
                "As multipart/form-data with a file of up to 10 MB in the part \"file\". It goes on by itself: ask for it until its status is Over. A table is imported "
                    + "as the other fields say. E-invoices (UBL, CII, Factur-X, FatturaPA), other PDFs and pictures (PNG, JPEG, TIFF), one, a ZIP archive of them or "
                    + "an e-mail they are attached to, are read: what is "
                    + "certain is imported with its document, and the rest waits for a member on the page Import. \"documents\" says what became of each."
            );
        imports.Get("/imports/{importId:guid}", "get-import", "See how far an import is", Get).Answers<ImportJson>();
    }

    private static async Task<IResult> Create(Body<ImportWrite> body, OrderImport order, FollowImport follow, CancellationToken ct)
    {
        if (body.File is not { } file)
            return ApiProblem.Of(new Invalid("file", "file-missing", "Send the file in the part \"file\" of a form."));
        var asked = body.Value;
        var choices = new ReadingChoices
        {
            Dates = asked.Dates,
            DecimalMark = asked.DecimalMark,
            Currency = asked.Currency?.Code,
            Country = asked.Country,
        };
        var ordered = await order.Run(file.Name, file.Bytes, choices, asked.LeaveOut == true, ct);
        return ordered.Problem is { } problem
            ? ApiProblem.Of(problem)
            : (await follow.Run(ordered.Value, ct)).Or(i => ApiAnswer.Accepted($"/imports/{ordered.Value.Value}", ImportJson.Of(i)));
    }

    private static async Task<IResult> Get(Guid importId, FollowImport follow, CancellationToken ct) =>
        (await follow.Run(new(importId), ct)).Or(i => ApiAnswer.Ok(ImportJson.Of(i)));
}

/// <summary>How a file is to be read; what is not said is guessed.</summary>
public sealed record ImportWrite
{
    [Description("Of amounts without one.")]
    public CurrencyJson? Currency { get; init; }

    [Description("Of customers without one: ISO 3166-1 alpha-2.")]
    public string? Country { get; init; }

    [Description("How days are written: dmy, mdy or ymd.")]
    public string? Dates { get; init; }

    [Description("A point or a comma.")]
    public string? DecimalMark { get; init; }

    [Description("Whether rows that are wrong are left out; otherwise one of them stops the import.")]
    public bool? LeaveOut { get; init; }
}

/// <summary>An import as the API writes it.</summary>
public sealed record ImportJson
{
    public required Guid Id { get; init; }
    public required ErrandState Status { get; init; }

    [Description("How many accounts were planned again, once a table is in; how many documents were read.")]
    public required int Done { get; init; }

    public required int Total { get; init; }

    [Description("What a table did; null while it is not over, and when nothing was imported.")]
    public ImportCounts? Counts { get; init; }

    [Description("Why nothing was imported.")]
    public ProblemJson? Problem { get; init; }

    [Description("Of documents: what became of each, as far as they were read. Empty for a table.")]
    public required IReadOnlyList<ImportedDocumentJson> Documents { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    public static ImportJson Of(FollowedImport import) =>
        new()
        {
            Id = import.Errand.Id.Value,
            Status = import.Errand.State,
            Done = import.Errand.Done,
            Total = import.Errand.Total,
            Counts = import.Import?.Counts,
            Problem = import.Errand.Left.Reasons is [var first, ..] ? ApiProblem.Written(first.Why) : null,
            Documents = [.. import.Documents.Select(ImportedDocumentJson.Of)],
            AskedAt = import.Errand.AskedAt,
            EndedAt = import.Errand.EndedAt,
        };
}

/// <summary>A document of an import as the API writes it.</summary>
public sealed record ImportedDocumentJson
{
    [Description("Of an archive with its name: archive.zip!file.xml.")]
    public required string FileName { get; init; }

    public required FoundState Status { get; init; }

    [Description("Null where it could not be read.")]
    public DocumentKind? Kind { get; init; }

    public string? Number { get; init; }

    [Description("The invoice it became, or that was known before; null for a credit note.")]
    public Guid? InvoiceId { get; init; }

    [Description("What is wrong with it.")]
    public required IReadOnlyList<ProblemJson> Problems { get; init; }

    [Description(
        "What a member looks at before it is imported: seller, kind, number, issued, due, total, currency, paid, customer, notes."
    )]
    public required IReadOnlyList<string> ToCheck { get; init; }

    public static ImportedDocumentJson Of(ImportedDocument document) =>
        new()
        {
            FileName = document.FileName,
            Status = document.State,
            Kind = document.Kind,
            Number = document.Number,
            InvoiceId = document.Invoice?.Value,
            Problems = [.. document.Problems.Select(p => ApiProblem.Written(new Invalid("file", p.Code, p.Message)))],
            ToCheck = document.Doubts,
        };
}
