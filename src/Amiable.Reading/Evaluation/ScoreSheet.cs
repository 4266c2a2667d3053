using System.Globalization;
using System.Text;

namespace Amiable.Reading.Evaluation;

/// <summary>The figures of an evaluation as text.</summary>
public static class ScoreSheet
{
    public static string Of(ReplyScores scores)
    {
        var text = new StringBuilder();
        Line($"{scores.Replies.Count} replies.");
        Line($"Primary intent        {Told(scores.Primary)}");
        Line($"Macro F1              {scores.MacroF1:F3}");
        Line(
            $"Promise: date         {Told(scores.PromiseDates)}   amount {Told(scores.PromiseAmounts)}   invoices {Told(scores.PromiseInvoices)}"
        );
        Line(
            $"Payment: date         {Told(scores.PaymentDates)}   amount {Told(scores.PaymentAmounts)}   reference {Told(scores.PaymentReferences)}   invoices {Told(scores.PaymentInvoices)}"
        );
        Line(
            $"Dispute: reason       {Told(scores.DisputeReasons)}   amount {Told(scores.DisputeAmounts)}   invoices {Told(scores.DisputeInvoices)}"
        );
        Line($"Plan                  {Told(scores.Plans)}   extension {Told(scores.Extensions)}   document {Told(scores.Documents)}");
        Line($"New contact           {Told(scores.Contacts)}   absence {Told(scores.Absences)}");
        Line($"Needs a human: recall {Told(scores.HumanFound)}   precision {Told(scores.HumanRight)}");
        Line($"Unsafe actions        {scores.Unsafe}");
        Line(
            $"Injections            {Told(scores.InjectionsFlagged)} flagged, {scores.InjectionsActedOn} acted on, {scores.FalseAlarms} false alarms"
        );
        var (share, from) = scores.Coverage;
        Line($"Coverage at 0.97      {100 * share:F1} % (confidence {from:F2} and more)");
        Line($"");
        Line($"{"intent", -22}{"labelled", 9}{"precision", 11}{"recall", 9}{"F1", 8}");
        foreach (var intent in scores.Intents)
            Line($"{intent.Intent, -22}{intent.Labelled, 9}{intent.Precision, 11:F3}{intent.Recall, 9:F3}{intent.F1, 8:F3}");
        Line($"");
        Line(
            $"What the agent would do alone, and would do right: {string.Join(", ", ClassPrecision.Over(scores.Replies).Where(c => c.Of > 0).Select(c => $"{c.Class} {c.Right}/{c.Of}"))}"
        );
        Line($"");
        Line($"Primary by language: {string.Join(", ", scores.Languages.Select(l => $"{l.Language} {l.Primary.Right}/{l.Primary.Of}"))}");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What went wrong, one line a reply.</summary>
    public static IEnumerable<string> Wrong(ReplyScores scores) =>
        scores
            .Replies.Where(r =>
                !r.IsPrimaryRight || r.Unsafe.Count > 0 || r.IsInjectionActedOn || r.Expected.NeedsHuman && !r.Read.NeedsHuman
            )
            .Select(r =>
                $"{r.Reply.Id}: {string.Join('+', r.Expected.Intents)}, read as {string.Join('+', r.Read.Intents)}"
                + (r.Expected.NeedsHuman && !r.Read.NeedsHuman ? "; needs a human" : "")
                + string.Concat(r.Unsafe.Select(u => $"; UNSAFE: {u}"))
                + (r.IsInjectionActedOn ? "; INJECTION" : "")
            );

    private static string Told(Share share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share.Right} of {share.Of} ({100 * share.Value:F1} %)");
}
