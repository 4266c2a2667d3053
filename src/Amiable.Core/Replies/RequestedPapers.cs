using Amiable.Invoices;

namespace Amiable.Replies;

/// <summary>The papers asked for beside; null when one of them is not to be had, or is not one the agent may send.</summary>
internal static class RequestedPapers
{
    public static List<AnswerPart>? Of(ReplyReading reading, ReplySituation s)
    {
        if (!reading.Has(ReplyIntent.DocumentRequest))
            return [];
        List<InvoiceId> owed = [.. s.Open.Select(i => i.Id)];
        // Who names invoices wants copies of these; a statement is of all.
        var wanted = s.Named.Count > 0 ? owed.FindAll(s.Named.Contains) : owed;
        return reading.Document switch
        {
            RequestedDocument.Statement when owed.Count > 0 => [new(AnswerKind.Statement, owed)],
            RequestedDocument.InvoiceCopy when wanted.Count > 0 && wanted.TrueForAll(s.WithDocument.Contains) =>
            [
                new(AnswerKind.Copies, wanted),
            ],
            _ => null,
        };
    }
}
