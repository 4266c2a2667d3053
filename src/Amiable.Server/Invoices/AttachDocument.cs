using Amiable.FollowUp;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Files the document of an invoice, in place of the one before; the messages that wait take it along.</summary>
public sealed class AttachDocument(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    public static readonly Invalid TooLarge = new("document", "document.large", "A document has at most 10 MB.");

    /// <summary>Whether a customer could read it: a PDF or a picture.</summary>
    public static bool CanBe(byte[] bytes) => DocumentType.Of(bytes) is not null;

    public async Task<Result<Done>> Run(InvoiceId id, string fileName, byte[] bytes, CancellationToken ct)
    {
        if (await db.Invoices.IgnoreAutoIncludes().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        if (bytes.Length == 0)
            return new Invalid("document", "document.missing", "Choose a file first.");
        if (bytes.Length > InvoiceDocument.MostBytes)
            return TooLarge;
        if (DocumentType.Of(bytes) is not { } type)
            return new Invalid("document", "document.type", "Choose a PDF, or a picture in PNG or JPEG.");
        if (await db.InvoiceDocuments.SingleOrDefaultAsync(d => d.InvoiceId == id, ct) is { } former)
        {
            db.Remove(former);
            if ((await db.Save(ct)).Problem is { } lost)
                return lost;
        }
        db.InvoiceDocuments.Add(
            new(
                today.NewId<InvoiceDocumentId>(),
                id,
                DocumentType.NameOf(fileName, invoice.Number, type),
                type,
                bytes,
                LinkSecret.New(),
                today.Now
            )
        );
        if ((await db.Save(ct)).Problem is { } problem)
            return problem;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}

/// <summary>Takes the document of an invoice away again.</summary>
public sealed class RemoveDocument(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(InvoiceId id, CancellationToken ct)
    {
        if (await db.InvoiceDocuments.SingleOrDefaultAsync(d => d.InvoiceId == id, ct) is not { } document)
            return new NotFound("document");
        var account = await db.Invoices.IgnoreAutoIncludes().Where(i => i.Id == id).Select(i => i.AccountId).SingleAsync(ct);
        db.Remove(document);
        if ((await db.Save(ct)).Problem is { } problem)
            return problem;
        await planFollowUps.Run([account], ct);
        return new Done();
    }
}

/// <summary>The document of an invoice, for a member.</summary>
public sealed class ShowDocument(AppDb db)
{
    public async Task<Result<InvoiceDocument>> Run(InvoiceId id, CancellationToken ct) =>
        await db.InvoiceDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.InvoiceId == id, ct) is { } document
            ? document
            : new NotFound("document");
}

/// <summary>The document that a link in a message leads to, for whoever holds the link.</summary>
public sealed class OpenDocumentLink(AllOrganizations organizations)
{
    public async Task<InvoiceDocument?> Run(string key, CancellationToken ct) =>
        OwnedSecret.Parse(key) is { } held
            ? await organizations.For(
                held.Organization,
                async services =>
                    await services
                        .GetRequiredService<AppDb>()
                        .InvoiceDocuments.AsNoTracking()
                        .SingleOrDefaultAsync(d => d.Id == new InvoiceDocumentId(held.Row), ct)
                        is { } document
                    && LinkSecret.Fits(held.Secret, LinkSecret.Hash(document.LinkKey))
                        ? document
                        : null
            )
            : null;
}
