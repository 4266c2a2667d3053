using System.Globalization;

namespace Amiable.Documents;

/// <summary>An e-invoice with pages says everything twice. The data win; where the page surely says otherwise, a person is told.</summary>
internal static class PageComparison
{
    /// <summary>The data, with what only the page says, and what the two say differently.</summary>
    public static DocumentReading Join(DocumentReading data, DocumentReading page)
    {
        DocumentProblem?[] differences =
        [
            Differs("number", "number", data.Number, page.Number, SameNumber, text => text),
            Differs("issuedDate", "issue date", data.IssuedOn, page.IssuedOn, (a, b) => a == b, Day),
            Differs("dueDate", "due date", data.DueOn, page.DueOn, (a, b) => a == b, Day),
            Differs("totalAmount", "total", data.Total, page.Total, (a, b) => a == b, Figure),
            Differs("currency", "currency", data.Currency, page.Currency, (a, b) => a == b, text => text),
        ];
        return data with
        {
            Number = Placed(data.Number, page.Number, SameNumber),
            IssuedOn = Placed(data.IssuedOn, page.IssuedOn),
            Total = Placed(data.Total, page.Total),
            Currency = Placed(data.Currency, page.Currency),
            DueOn = Placed(data.DueOn, page.DueOn) ?? Sure(page.DueOn),
            PurchaseOrder = Placed(data.PurchaseOrder, page.PurchaseOrder) ?? Sure(page.PurchaseOrder),
            Buyer = Fill(data.Buyer, page.Buyer),
            Seller = Fill(data.Seller, page.Seller),
            Problems = [.. data.Problems, .. differences.OfType<DocumentProblem>()],
        };
    }

    // The small profiles of Factur-X leave out what the page has.
    private static Party Fill(Party data, Party page) =>
        data with
        {
            Name = Placed(data.Name, page.Name, SameNumber),
            VatNumber = Placed(data.VatNumber, page.VatNumber) ?? Sure(page.VatNumber),
            RegistrationNumber = Placed(data.RegistrationNumber, page.RegistrationNumber) ?? Sure(page.RegistrationNumber),
            Address = data.Address ?? Sure(page.Address),
            Country = data.Country ?? Sure(page.Country),
            Email = data.Email ?? Sure(page.Email),
            ContactName = data.ContactName ?? Sure(page.ContactName),
        };

    // Where the page says the same, its place is shown to whoever looks.
    private static Finding<T>? Placed<T>(Finding<T>? data, Finding<T>? page, Func<T, T, bool>? isSame = null) =>
        data is not null && page is not null && (isSame ?? EqualityComparer<T>.Default.Equals)(data.Value, page.Value)
            ? data with
            {
                Evidence = page.Evidence,
            }
            : data;

    private static Finding<T>? Sure<T>(Finding<T>? found) => found is { Confidence: >= Finding.Certain } ? found : null;

    private static DocumentProblem? Differs<T>(
        string field,
        string called,
        Finding<T>? data,
        Finding<T>? page,
        Func<T, T, bool> isSame,
        Func<T, string> write
    )
    {
        if (data is null || Sure(page) is not { } read || isSame(data.Value, read.Value))
            return null;
        var (onPage, inData) = (write(read.Value), write(data.Value));
        return new("page-differs", $"The {called} on the page is {onPage}; in the data it is {inData}, which was taken.", field)
        {
            Values = [onPage, inData],
        };
    }

    // "RE 2025/12" on the page and "RE-2025/12" in the data are one number to whoever pays it.
    private static bool SameNumber(string a, string b) => string.Equals(Letters(a), Letters(b), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string number) => string.Concat(number.Where(char.IsLetterOrDigit));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Figure(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
