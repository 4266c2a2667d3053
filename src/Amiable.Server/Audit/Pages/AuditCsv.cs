using System.Globalization;
using Amiable.Platform.Audit;
using Amiable.Ui;

namespace Amiable.Audit.Pages;

/// <summary>The audit log as a file: a line for each value that changed, so that it can be filtered; of an entry without values, one line.</summary>
internal static class AuditCsv
{
    private static readonly string[] Columns =
    [
        "audit.number",
        "audit.when",
        "audit.who",
        "audit.from",
        "audit.did",
        "audit.what",
        "audit.name",
        "audit.account",
        "audit.count",
        "audit.field",
        "audit.before",
        "audit.after",
        "audit.hash",
    ];

    public static async Task Write(
        Stream answer,
        IAsyncEnumerable<(AuditLine Line, IReadOnlyList<AuditMember> Members)> lines,
        Viewer viewer,
        CancellationToken ct
    )
    {
        await using var csv = new CsvAnswer(answer, viewer, ct);
        await csv.Row(Columns.Select(key => viewer.T[key]));
        await foreach (var (line, members) in lines.WithCancellation(ct))
        {
            var words = new AuditWords(viewer, members);
            foreach (var field in AuditWords.Fields(line).DefaultIfEmpty())
                await csv.Row(Cells(line, field, words, viewer).Select(CsvAnswer.AsText));
        }
    }

    private static IEnumerable<string?> Cells(AuditLine line, AuditField? field, AuditWords words, Viewer viewer) =>
        [
            line.Number.ToString(CultureInfo.InvariantCulture),
            viewer.Local(line.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            words.Who(line),
            words.From(line),
            words.Did(line),
            words.Kind(line.SubjectKind),
            line.Details is null ? viewer.T["audit.erased"] : words.Name(line),
            line.AccountName,
            line.Count.ToString(CultureInfo.InvariantCulture),
            field is null ? null : words.Field(field.Field),
            field is null ? null : words.Value(field, field.Before),
            field is null ? null : words.Value(field, field.After),
            line.Hash,
        ];
}
