namespace Amiable.Documents.EInvoices;

/// <summary>What a document is by its code (UNTDID 1001, the part EN 16931 allows for BT-3).</summary>
internal static class TypeCodes
{
    private static readonly HashSet<string> CreditNotes = ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"];

    private static readonly HashSet<string> Invoices =
    [
        "71",
        "80",
        "82",
        "84",
        "102",
        "130",
        "202",
        "203",
        "204",
        "211",
        "218",
        "219",
        "295",
        "326",
        "331",
        "380",
        "382",
        "383",
        "384",
        "385",
        "386",
        "387",
        "388",
        "389",
        "390",
        "393",
        "394",
        "395",
        "456",
        "457",
        "471",
        "472",
        "473",
        "500",
        "501",
        "502",
        "503",
        "527",
        "553",
        "575",
        "623",
        "633",
        "751",
        "780",
        "817",
        "870",
        "875",
        "876",
        "877",
        "935",
    ];

    public static bool IsCreditNote(string? code) => code is not null && CreditNotes.Contains(code);

    /// <summary>A code that asks for money, or gives it back.</summary>
    public static bool IsKnown(string code) => CreditNotes.Contains(code) || Invoices.Contains(code) || IsProForma(code);

    /// <summary>It looks like an invoice and asks for nothing.</summary>
    public static bool IsProForma(string? code) => code is "325";

    /// <summary>A correction: negative when it takes something back, which is no error.</summary>
    public static bool IsCorrection(string? code) => code is "384";

    /// <summary>Made by the buyer.</summary>
    public static bool IsSelfBilled(string? code) => code is "389" or "261" or "527" or "500" or "501" or "502" or "503" or "471" or "473";

    /// <summary>UNTDID 4461: the seller takes the money from the buyer's account.</summary>
    public static bool IsDirectDebit(string means) => means is "49" or "59";
}
