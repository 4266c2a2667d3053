using Amiable.Accounts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>
/// A member ends a promise or an announced payment: it was found, follow-ups go on, or it is not accepted. What was found is recorded as a payment of what its
/// invoices still owe. All of it, or nothing.
/// </summary>
public sealed class ResolveDeclaration(
    AppDb db,
    CurrentMember member,
    EditPaidAmount editPaidAmount,
    LetFollowUpsGoOn letFollowUpsGoOn,
    PlanFollowUps planFollowUps,
    Today today
)
{
    /// <param name="id">Which.</param>
    /// <param name="resolution">How it ends.</param>
    /// <param name="note">What is to be said about it.</param>
    /// <param name="receivedOn">The day of the payment that was found; null for today.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="of">Whose it must be; null for anybody's.</param>
    public async Task<Result<Done>> Run(
        PaymentDeclarationId id,
        DeclarationResolution resolution,
        string? note,
        DateOnly? receivedOn,
        CancellationToken ct,
        AccountId? of = null
    )
    {
        if (resolution == DeclarationResolution.Superseded || !Enum.IsDefined(resolution))
            return new Invalid("resolution", "declaration.resolution", "Choose how it ended.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (
            await db.PaymentDeclarations.SingleOrDefaultAsync(d => d.Id == id && (of == null || d.AccountId == of), ct)
            is not { } declaration
        )
            return new NotFound("declaration");
        List<InvoiceId> ids = [.. declaration.Invoices.Select(i => i.Id)];
        var owed = await db
            .Invoices.AsNoTracking()
            .Where(i => ids.Contains(i.Id) && i.Settled.Minor < i.Total.Minor && i.WrittenOffOn == null)
            .ToListAsync(ct);
        if (resolution == DeclarationResolution.InvoicesSettled && owed.Count > 0)
            return new Refused("declaration.still-owed", $"{owed[0].Number} is still open: record its payment first.")
            {
                Values = [owed[0].Number],
            };
        if (declaration.Resolve(resolution, note, member.Name, today.Now) is { } ended)
            return ended;
        Tell(declaration, resolution);
        if (resolution is DeclarationResolution.ResumeAuthorized or DeclarationResolution.Rejected)
            await letFollowUpsGoOn.Run(ids, resolution, note, ct);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        if (resolution == DeclarationResolution.PaymentReceived && await Record(owed, receivedOn, ct) is { } problem)
            return problem;
        await planFollowUps.Run([declaration.AccountId], ct);
        await transaction.CommitAsync(ct);
        return new Done();
    }

    private async Task<Problem?> Record(List<Invoice> owed, DateOnly? receivedOn, CancellationToken ct)
    {
        var on = receivedOn ?? today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        foreach (var invoice in owed)
            if ((await editPaidAmount.Run(invoice.Id, invoice.PaidWhenSettled.Major, on, ct)).Problem is { } problem)
                return problem;
        return null;
    }

    private void Tell(PaymentDeclaration declaration, DeclarationResolution resolution) =>
        db.AccountEvents.Add(
            new(
                today.NewId<AccountEventId>(),
                declaration.AccountId,
                AccountEventKind.DeclarationResolved,
                Ui.Words.Kebab(resolution.ToString()),
                member.Name,
                today.Now
            )
        );
}
