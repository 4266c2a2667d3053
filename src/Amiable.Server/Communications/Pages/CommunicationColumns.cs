using Amiable.Ui;
using Amiable.Ui.Sheets;

namespace Amiable.Communications.Pages;

/// <summary>What a file for a spreadsheet says of communications: a line for each and each currency it asks for, so that a column adds up.</summary>
internal static class CommunicationColumns
{
    public static IReadOnlyList<Column<(CommunicationLine Line, Money? Asked)>> For(Viewer viewer) =>
        [
            new("communications.sheet-account", r => Cell.Text(r.Line.AccountName)),
            new("communications.sheet-subject", r => Cell.Text(r.Line.Subject)),
            new("communications.when", r => Cell.Moment(viewer.Local(r.Line.SendAt))),
            new("communications.sheet-from", r => Cell.Text(r.Line.From?.Address)),
            new("communications.kind", r => Cell.Text(Kind(viewer, r.Line))),
            new("communications.sheet-tone", r => Cell.Text(r.Line.From is null ? viewer.T.Of(r.Line.Tone) : null)),
            new("communications.channel", r => Cell.Text(viewer.T.Of(r.Line.Channel))),
            new("communications.status", r => Cell.Text(viewer.T.Of(r.Line.Status))),
            new("communications.asked", r => Cell.Amount(r.Asked)),
            new("communications.sheet-currency", r => Cell.Text(r.Asked?.Currency)),
        ];

    public static async IAsyncEnumerable<(CommunicationLine, Money?)> PerCurrency(IAsyncEnumerable<CommunicationLine> lines)
    {
        await foreach (var line in lines)
        foreach (var asked in line.Asked.Select(m => (Money?)m).DefaultIfEmpty())
            yield return (line, asked);
    }

    private static string? Kind(Viewer viewer, CommunicationLine line) =>
        line.From is not null ? viewer.T[line.IsAutomatic ? "communication.automatic" : "communication.customer-answer"]
        : line.Facts.Answer is { } answer ? viewer.T[answer.Message is null ? "communication.thanks" : "communication.answer"]
        : line.Stage is { } stage ? viewer.T.Of(stage)
        : viewer.T["communication.by-hand"];
}
