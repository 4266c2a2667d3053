namespace Amiable.Documents.Text;

/// <summary>What a word or phrase on an invoice announces. The words of each are in Labels/, a file for each language.</summary>
internal enum Role
{
    Number,

    /// <summary>Number of a receipt, a document: the invoice's where no other is named.</summary>
    Document,
    Title,
    Credit,
    NotInvoice,
    SelfBilled,
    Issued,
    Due,
    OtherDate,
    Date,
    Gross,
    Payable,
    Total,
    Net,
    Tax,
    Paid,
    Previous,
    Carried,
    OtherAmount,
    Po,
    Preceding,
    OtherNumber,
    Nr,
    Seller,
    Buyer,
    Delivery,
    VatId,
    Registration,
    Terms,
    Discount,
    Immediate,
    EndOfMonth,
    Days,
    Currency,
    Email,
    Connector,
    Taxed,
}

/// <summary>A label found on a page.</summary>
/// <param name="Length">Its letters: longer labels say more.</param>
internal sealed record Label(Role Role, Passage Place, int Length, bool OpensCell, bool ClosesCell)
{
    public Line Line => Place.Line;
}
