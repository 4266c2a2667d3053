using Amiable.Documents;

namespace Amiable.Cli;

/// <summary>A document as one line of JSON: names and order are what programs that call us rely on.</summary>
internal sealed record ExtractedLine(
    string File,
    DocumentKind? Kind,
    string? Number,
    DateOnly? IssuedDate,
    DateOnly? DueDate,
    decimal? TotalAmount,
    decimal? TaxAmount,
    decimal? PaidAmount,
    string? Currency,
    string? PoNumber,
    ExtractedSeller Seller,
    ExtractedBuyer Buyer,
    FieldSource? Source,
    IReadOnlyList<ExtractedProblem> Problems,
    IReadOnlyDictionary<string, double> Confidence
)
{
    public static ExtractedLine Of(FileReading found)
    {
        var r = found.Reading;
        return new(
            found.File,
            r.Kind?.Value,
            r.Number?.Value,
            r.IssuedOn?.Value,
            r.DueOn?.Value,
            r.Total?.Value,
            r.Tax?.Value,
            r.Paid?.Value,
            r.Currency?.Value,
            r.PurchaseOrder?.Value,
            new(r.Seller.Name?.Value, r.Seller.VatNumber?.Value, r.Seller.RegistrationNumber?.Value),
            new(
                r.Buyer.Name?.Value,
                r.Buyer.VatNumber?.Value,
                r.Buyer.RegistrationNumber?.Value,
                r.Buyer.Address?.Value,
                r.Buyer.Country?.Value,
                r.Buyer.Email?.Value
            ),
            found.Source,
            [.. r.Problems.Select(p => new ExtractedProblem(p.Code, p.Message, p.Field.Length == 0 ? null : p.Field))],
            Confidences(r)
        );
    }

    private static Dictionary<string, double> Confidences(DocumentReading r)
    {
        (string Field, double? Sure)[] all =
        [
            ("kind", r.Kind?.Confidence),
            ("number", r.Number?.Confidence),
            ("issuedDate", r.IssuedOn?.Confidence),
            ("dueDate", r.DueOn?.Confidence),
            ("totalAmount", r.Total?.Confidence),
            ("taxAmount", r.Tax?.Confidence),
            ("paidAmount", r.Paid?.Confidence),
            ("currency", r.Currency?.Confidence),
            ("poNumber", r.PurchaseOrder?.Confidence),
            ("seller.name", r.Seller.Name?.Confidence),
            ("buyer.name", r.Buyer.Name?.Confidence),
        ];
        return all.Where(c => c.Sure is not null).ToDictionary(c => c.Field, c => Math.Round(c.Sure!.Value, 3));
    }
}

internal sealed record ExtractedSeller(string? Name, string? VatNumber, string? RegistrationNumber);

internal sealed record ExtractedBuyer(
    string? Name,
    string? VatNumber,
    string? RegistrationNumber,
    string? Address,
    string? Country,
    string? Email
);

internal sealed record ExtractedProblem(string Code, string Message, string? Field);
