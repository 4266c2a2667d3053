namespace Amiable.Import;

/// <summary>Imports an upload that a person has looked at. The same upload is imported once, however often the button is pressed.</summary>
public sealed class ImportUpload(
    ReadUpload readUpload,
    ImportLedger importLedger,
    ShowImport showImport,
    DataFolder data,
    CurrentOrganization organization
)
{
    /// <param name="id">The upload.</param>
    /// <param name="choices">How it was read when it was looked at.</param>
    /// <param name="leaveOut">Whether wrong rows are left out. Otherwise one of them stops the import.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The import; a problem when the upload is gone, or rows are wrong: then the preview says which.</returns>
    public async Task<Result<ImportId>> Run(ImportId id, ReadingChoices choices, bool leaveOut, CancellationToken ct)
    {
        if ((await showImport.Run(id, ct)).Value is not null)
            return id;
        var read = await readUpload.Run(id, choices, ct);
        // The button was pressed twice, and the other press has just brought it in.
        if (read.Problem is NotFound && (await showImport.Run(id, ct)).Value is not null)
            return id;
        if (read.Value is not { } file)
            return read.Problem!;
        if (file.Reading is null)
            return file.Problem!;
        if (file.Reading.ErrorCount > 0 && !leaveOut)
            return RowsAreWrong();
        var outcome = await importLedger.Run(file.Source() with { LeaveOutErrors = leaveOut }, ct);
        if (outcome.Problem is { } problem)
            return problem;
        if (outcome.Value!.Import is not { } import)
            return RowsAreWrong();
        new UploadFolder(data, organization.Id).Drop(id);
        return import;
    }

    private static Refused RowsAreWrong() =>
        new("import-rows-wrong", "Nothing was imported, because rows are wrong. Correct the file, or leave them out.");
}
