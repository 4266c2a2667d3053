using System.Security.Cryptography;
using Amiable.Import.Csv;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>Reads an uploaded file the way a person has chosen, and guesses the rest.</summary>
public sealed class ReadUpload(AppDb db, DataFolder data, Today today)
{
    public async Task<Result<ReadFile>> Run(ImportId id, ReadingChoices choices, CancellationToken ct)
    {
        if (await new UploadFolder(data, db.Organization.Id).Open(id, ct) is not var (fileName, bytes))
            return new NotFound("upload");
        var looked = InvoiceCsv.Look(bytes);
        if (looked.Value is not { } look)
            return looked.Problem!;
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var remembered = choices.IsNothing ? await Remembered(look, ct) : null;
        choices = remembered ?? choices;
        var chosen = choices with
        {
            Currency = string.IsNullOrWhiteSpace(choices.Currency) ? organization.Currency : choices.Currency.Trim().ToUpperInvariant(),
            Country = choices.Country is null ? organization.Country : choices.Country.Trim(),
        };
        var country = chosen.Country.Length == 0 ? null : Countries.Find(chosen.Country);
        var read =
            country is null && chosen.Country.Length > 0
                ? new Invalid("country", "country-unknown", $"\"{chosen.Country}\" is no country; write its ISO code, as in FR.")
                : InvoiceCsv.Read(bytes, chosen.Options(today.For(organization), country));
        return new ReadFile(id, fileName, Convert.ToHexStringLower(SHA256.HashData(bytes)), look, chosen, read.Value, read.Problem)
        {
            IsAsLastTime = remembered is not null,
        };
    }

    /// <summary>How the last table with the same columns was read, where somebody chose.</summary>
    private async Task<ReadingChoices?> Remembered(CsvLook look, CancellationToken ct)
    {
        var key = ReadFile.KeyOf(look);
        var last = await db.Imports.AsNoTracking().Where(i => i.Columns == key).OrderByDescending(i => i.At).FirstOrDefaultAsync(ct);
        return last?.Choices;
    }
}

/// <summary>An uploaded file, read or not.</summary>
/// <param name="Look">Its columns and first rows as they stand.</param>
/// <param name="Choices">How it was read, with the organization's currency and country where nobody chose.</param>
/// <param name="Reading">What it says; null when it cannot be read so.</param>
/// <param name="Problem">Why it cannot; a person may choose otherwise.</param>
public sealed record ReadFile(
    ImportId Id,
    string FileName,
    string Fingerprint,
    CsvLook Look,
    ReadingChoices Choices,
    CsvReading? Reading,
    Problem? Problem
)
{
    /// <summary>Nobody chose now, but for the last table with the same columns.</summary>
    public bool IsAsLastTime { get; init; }

    /// <summary>Tables with the same columns in the same order have the same one.</summary>
    public static string KeyOf(CsvLook look) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', look.Table.Columns))));

    public IReadOnlyList<string> Columns => Reading?.Columns ?? Look.Table.Columns;

    /// <summary>The column of a field: as read, else as chosen, else as guessed; empty for none.</summary>
    public string ColumnOf(InvoiceField field) =>
        Reading is not null ? Reading.Mapping.NameOf(field)
        : Choices.Mapping.TryGetValue(InvoiceFields.NameOf(field), out var chosen) ? chosen
        : Look.Guess.NameOf(field) is { Length: > 0 } header ? Look.Table.Columns[Look.Guess.Columns[field]]
        : "";

    /// <summary>Everything there is to bring into the ledger. Only for a file that could be read.</summary>
    public ImportSource Source() => ImportSource.Of(Reading!, FileName, Fingerprint) with { Id = Id, ReadAs = (KeyOf(Look), Choices) };
}

/// <summary>How a person wants a file to be read; nothing chosen is guessed.</summary>
public sealed record ReadingChoices
{
    /// <summary>Field name → column name; an empty column name leaves the field out.</summary>
    public IReadOnlyDictionary<string, string> Mapping { get; init; } = new Dictionary<string, string>();

    /// <summary>"dmy", "mdy", "ymd".</summary>
    public string? Dates { get; init; }

    /// <summary>"." or ",".</summary>
    public string? DecimalMark { get; init; }

    public string? Currency { get; init; }

    /// <summary>Empty for none.</summary>
    public string? Country { get; init; }

    /// <summary>Whether all of it is left to the guess.</summary>
    internal bool IsNothing => Mapping.Count == 0 && Dates is null && DecimalMark is null && Currency is null && Country is null;

    internal CsvOptions Options(DateOnly asOf, string? country) =>
        new()
        {
            DefaultCurrency = Currency ?? "",
            DefaultCountry = country,
            AsOf = asOf,
            Mapping = Mapping.Count == 0 ? null : Mapping,
            DateForm = Dates is null ? null : CsvOptions.DateFormNamed(Dates),
            DecimalMark = DecimalMark is "." or "," ? DecimalMark[0] : null,
        };
}
