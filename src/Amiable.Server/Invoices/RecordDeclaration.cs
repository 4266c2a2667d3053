using System.Globalization;
using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>What a customer says about paying.</summary>
/// <param name="Kind">That it will pay, or has paid.</param>
/// <param name="On">When; a promise is for a day.</param>
/// <param name="RestUntil">Of a payment that is announced: the last day on which nothing is asked for its invoices.</param>
/// <param name="Message">The message that says so; null for what a member notes.</param>
/// <param name="Reference">Of the transfer or cheque.</param>
/// <param name="Parts">Of payment in parts: what was agreed.</param>
public sealed record DeclaredWord(
    DeclarationKind Kind,
    DateOnly? On,
    DateOnly? RestUntil = null,
    CommunicationId? Message = null,
    string? Reference = null,
    IReadOnlyList<Instalment>? Parts = null
);

/// <summary>
/// Notes that a customer will pay on a day, or says to have paid: the invoices rest on it, and an earlier word about the same ones no longer counts. Part of the
/// caller's work: the caller saves and plans.
/// </summary>
public sealed class RecordDeclaration(AppDb db, CurrentMember member, Today today)
{
    private const int MostInReference = 200;

    /// <param name="invoices">Of one account, tracked.</param>
    /// <param name="word">What is said about them.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Problem?> Run(IReadOnlyList<Invoice> invoices, DeclaredWord word, CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        foreach (var invoice in invoices)
            if (Rest(invoice, word, day) is { } problem)
                return problem;
        Tell(invoices, word);
        await Note(invoices, word, ct);
        return null;
    }

    private static Problem? Rest(Invoice invoice, DeclaredWord word, DateOnly day) =>
        word.Kind switch
        {
            DeclarationKind.Promise => invoice.Promise(word.On!.Value, day),
            DeclarationKind.Parts => invoice.PayInParts(word.Parts![0].On, day),
            _ => invoice.RestUntil(word.RestUntil ?? day),
        };

    private void Tell(IReadOnlyList<Invoice> invoices, DeclaredWord word)
    {
        if (word.Kind == DeclarationKind.Promise)
            foreach (var invoice in invoices)
                Happened(AccountEventKind.Promised, invoice.AccountId, $"{invoice.Number} {word.On:yyyy-MM-dd}");
        else if (word.Kind == DeclarationKind.Parts)
            Happened(
                AccountEventKind.PartsAgreed,
                invoices[0].AccountId,
                string.Create(CultureInfo.InvariantCulture, $"{word.Parts!.Count} {string.Join(", ", invoices.Select(i => i.Number))}")
            );
        else
            Happened(AccountEventKind.PaymentSaid, invoices[0].AccountId, string.Join(", ", invoices.Select(i => i.Number)));
    }

    private async Task Note(IReadOnlyList<Invoice> invoices, DeclaredWord word, CancellationToken ct)
    {
        var account = invoices[0].AccountId;
        var noted = new PaymentDeclaration(
            today.NewId<PaymentDeclarationId>(),
            account,
            word.Kind,
            [.. invoices.Select(i => new DeclaredInvoice(i.Id, i.Number))],
            word.On,
            today.Now,
            word.Message,
            member.Name,
            word.Reference?.Length > MostInReference ? word.Reference[..MostInReference] : word.Reference,
            word.Parts
        );
        foreach (var earlier in await db.PaymentDeclarations.Where(d => d.AccountId == account && d.Resolution == null).ToListAsync(ct))
            if (noted.Supersedes(earlier))
                earlier.Resolve(DeclarationResolution.Superseded, null, member.Name, today.Now);
        db.PaymentDeclarations.Add(noted);
    }

    private void Happened(AccountEventKind kind, AccountId account, string detail) =>
        db.AccountEvents.Add(new(today.NewId<AccountEventId>(), account, kind, detail, member.Name, today.Now));
}
