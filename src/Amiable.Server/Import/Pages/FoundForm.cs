using Amiable.Documents;
using Amiable.Import.Dropped;
using Amiable.Ui;

namespace Amiable.Import.Pages;

/// <summary>The form beside a document: what a member says it is.</summary>
internal static class FoundForm
{
    /// <summary>The choice of no account that is known.</summary>
    public const string NewAccount = "new";

    public static FoundDetails Read(IFormCollection form, Reader reader) =>
        new()
        {
            Kind = Typed.Choice<DocumentKind>(form["kind"]),
            Number = form["number"].ToString(),
            IssuedOn = Typed.Day(form["issuedOn"]),
            DueOn = Typed.Day(form["dueOn"]),
            Total = Typed.Amount(form["total"], reader),
            Paid = string.IsNullOrWhiteSpace(form["paid"]) ? null : Typed.Amount(form["paid"], reader) ?? -1,
            Currency = form["currency"].ToString().Trim().ToUpperInvariant(),
            PurchaseOrder = form["purchaseOrder"],
            Preceding = form["preceding"],
            Account = Guid.TryParse(form["account"], out var account) ? new AccountId(account) : null,
            AccountName = form["accountName"].ToString(),
            VatNumber = form["vatNumber"],
            RegistrationNumber = form["registrationNumber"],
            Address = form["address"],
            Country = form["country"],
            ContactName = form["contactName"],
            ContactEmail = form["contactEmail"],
            IsSelfBilled = form["isSelfBilled"] == "true",
            IsDirectDebit = form["isDirectDebit"] == "true",
        };
}
