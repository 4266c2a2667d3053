using System.ComponentModel;
using Amiable.Errands;
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
                "A CSV or XLSX file.",
                isNeeded: true
            )
            .For("""{"currency": {"code": "EUR"}, "leaveOut": false}""")
            .Says(
                "As multipart/form-data with a CSV or XLSX file of up to 10 MB in the part \"file\". It goes on by itself: ask for it until its status is Over."
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

    [Description("How many accounts were planned again, once the file is in.")]
    public required int Done { get; init; }

    public required int Total { get; init; }

    [Description("What it did; null while it is not over, and when nothing was imported.")]
    public ImportCounts? Counts { get; init; }

    [Description("Why nothing was imported.")]
    public ProblemJson? Problem { get; init; }

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
            AskedAt = import.Errand.AskedAt,
            EndedAt = import.Errand.EndedAt,
        };
}
