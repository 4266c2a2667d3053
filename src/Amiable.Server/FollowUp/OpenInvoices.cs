using Amiable.Invoices;

namespace Amiable.FollowUp;

/// <summary>An invoice as the planner sees it.</summary>
internal static class OpenInvoices
{
    public static OpenInvoice Of(Invoice invoice) =>
        new()
        {
            Id = invoice.Id,
            Number = invoice.Number,
            DueOn = invoice.DueOn,
            Outstanding = invoice.Outstanding,
            IsDisputed = invoice.IsDisputed,
            DisputeAnswerBy = invoice.DisputeAnswerBy,
            PromisedOn = invoice.PromisedOn,
            IsPaidInParts = invoice.IsPaidInParts,
            RestsUntil = invoice.RestsUntil,
            IsWrittenOff = invoice.WrittenOffOn is not null,
            Excluded = invoice.Excluded,
        };
}
