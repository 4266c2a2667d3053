namespace Amiable.Reading.Replies;

/// <summary>Why something is contested, and which document is asked for: what the classifier thinks, and the words that settle it.</summary>
internal static class Kinds
{
    private static readonly Dictionary<string, (string Concept, double Weight)[]> Words = new()
    {
        ["DI.Price"] = [("PRICE", 0.6)],
        ["DI.Quantity"] = [("MISSING", 0.5)],
        ["DI.Quality"] = [("BROKEN", 0.8)],
        ["DI.NotReceived"] = [("NOTDELIV", 0.8)],
        ["DI.Duplicate"] = [("DUP", 0.9)],
        ["DI.NotOrdered"] = [("NOTORDERED", 0.9)],
        ["DI.Contract"] = [("TERMINATED", 0.7), ("TERMS", 0.4)],
        ["DI.AlreadyCredited"] = [("CREDITNOTE", 0.5)],
        ["DI.Other"] = [("CONTEST", 0.1)],
        ["DO.InvoiceCopy"] = [("COPY", 0.4), ("NOTRECV", 0.3)],
        ["DO.Statement"] = [("STATEMENT", 0.7)],
        ["DO.ProofOfDelivery"] = [("PODOC", 0.8)],
        ["DO.PurchaseOrder"] = [("ORDERDOC", 0.7)],
        ["DO.BankDetails"] = [("BANKDOC", 0.7)],
        ["DO.TaxForm"] = [("TAXDOC", 0.9)],
        ["DO.Contract"] = [("CONTRACTDOC", 0.8)],
        ["DO.Other"] = [("CREDITNOTE", 0.6), ("CORRECTED", 0.8)],
    };

    /// <summary>The likeliest kind of a label over some sentences ("Price" of "DI").</summary>
    public static string Of(string label, IReadOnlyList<ReadSentence> sentences) =>
        Words
            .Where(w => w.Key.StartsWith(label + ".", StringComparison.Ordinal))
            .OrderByDescending(w => sentences.Select(s => Score(s, w.Key, w.Value)).DefaultIfEmpty(0).Max())
            .First()
            .Key[(label.Length + 1)..];

    private static double Score(ReadSentence sentence, string label, (string Concept, double Weight)[] words) =>
        sentence[label] + words.Sum(w => sentence.Means(w.Concept) ? w.Weight : 0);
}
