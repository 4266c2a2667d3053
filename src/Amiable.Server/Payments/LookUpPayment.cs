using System.ComponentModel;
using Amiable.Credits;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Payments;

/// <summary>A payment as programs know it.</summary>
public sealed record KnownPayment(Payment Payment, IReadOnlyList<SetAgainst> Allocations);

/// <summary>One payment with what it settles.</summary>
public sealed class LookUpPayment(AppDb db)
{
    public async Task<Result<KnownPayment>> Run(CreditId id, CancellationToken ct) =>
        await db.Credits.OfType<Payment>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } payment
            ? new KnownPayment(payment, [.. (await LookUpCreditNote.Allocations(db, [id], ct))[id]])
            : new NotFound("payment");
}

/// <summary>A payment as webhooks write it.</summary>
public sealed record PaymentJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Guid AccountId { get; init; }

    [Description("The day the money came.")]
    public required DateJson ReceivedDate { get; init; }

    public required decimal TotalAmount { get; init; }

    [Description("What is set against invoices.")]
    public required decimal AllocatedAmount { get; init; }

    [Description("What is left as credit.")]
    public required decimal RemainingAmount { get; init; }

    public required CurrencyJson Currency { get; init; }

    [Description("What the bank statement or the payer says about it.")]
    public string? Reference { get; init; }

    public required IReadOnlyList<AllocationJson> Allocations { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public static PaymentJson Of(KnownPayment known)
    {
        var payment = known.Payment;
        return new()
        {
            Id = payment.Id.Value,
            OrganizationId = payment.OrganizationId.Value,
            AccountId = payment.AccountId.Value,
            ReceivedDate = new(payment.On),
            TotalAmount = payment.Amount.Major,
            AllocatedAmount = payment.Used.Major,
            RemainingAmount = payment.Unused.Major,
            Currency = new(payment.Amount.Currency),
            Reference = payment.Reference,
            Allocations = [.. known.Allocations.Select(a => new AllocationJson(a.Invoice.Value, a.Number, a.Amount.Major, new(a.On)))],
            CreatedAt = payment.CreatedAt,
            UpdatedAt = payment.UpdatedAt,
        };
    }
}
