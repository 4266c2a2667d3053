using Amiable.Import.Csv;

namespace Amiable.Import;

/// <summary>Takes a file in, to be looked at before anything of it is imported. What is no table of text is refused at once.</summary>
public sealed class StoreUpload(DataFolder data, CurrentOrganization organization, Today today)
{
    public const long MostBytes = 100_000_000;
    private const int LongestName = 200;

    /// <param name="fileName">As the browser calls it.</param>
    /// <param name="file">Read to its end.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ImportId>> Run(string fileName, Stream file, long length, CancellationToken ct)
    {
        if (length > MostBytes)
            return UploadedBytes.TooLarge(MostBytes);
        var uploads = new UploadFolder(data, organization.Id);
        var id = today.NewId<ImportId>();
        await uploads.Keep(id, Tidy(fileName), file, today.Now, ct);
        var kept = await uploads.Open(id, ct);
        if (InvoiceCsv.Look(kept!.Value.Bytes, rows: 1).Problem is not { } problem)
            return id;
        uploads.Drop(id);
        return problem;
    }

    // A name for people to recognise; nothing is opened by it.
    private static string Tidy(string fileName)
    {
        var name = string.Concat(fileName.Split('/', '\\')[^1].Where(c => !char.IsControl(c))).Trim();
        return name.Length == 0 ? "upload.csv"
            : name.Length > LongestName ? name[..LongestName]
            : name;
    }
}
