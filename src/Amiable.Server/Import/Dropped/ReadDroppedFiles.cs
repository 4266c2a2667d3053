using Amiable.Documents;
using Amiable.Errands;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Dropped;

/// <summary>Reads the files that were dropped: what is found waits for a member, with the account it belongs to. One that cannot be read says why.</summary>
public sealed class ReadDroppedFiles(AppDb db, FindAccounts findAccounts, FillGaps fillGaps, Today today)
{
    private const int AtATime = 20;

    public async Task Run(ErrandSteps steps, CancellationToken ct)
    {
        var us = (await db.Organizations.AsNoTracking().SingleAsync(ct)).Profile;
        var ids = await db.DroppedFiles.Where(f => !f.IsRead).OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(ct);
        await steps.Expect(ids.Count);
        foreach (var some in ids.Chunk(AtATime))
        {
            var read = new List<(DroppedFile File, IReadOnlyList<FileReading> Found)>();
            foreach (var id in some)
            {
                var file = await db.DroppedFiles.AsNoTracking().SingleAsync(f => f.Id == id, ct);
                var found = new List<FileReading>();
                foreach (var one in await DocumentReader.Read(file.Name, file.Bytes, ReadingOptions.Default, ct))
                    // Of the pages only what was found on them is still needed.
                    found.Add(await fillGaps.Run(one, ct) with { Pages = [] });
                read.Add((file, found));
                await steps.Advance(1);
            }
            await Keep(read, us, ct);
        }
    }

    private async Task Keep(List<(DroppedFile File, IReadOnlyList<FileReading> Found)> read, OrganizationProfile us, CancellationToken ct)
    {
        var accounts = await Accounts([.. read.SelectMany(r => r.Found).Select(f => f.Reading)], ct);
        foreach (var (file, found) in read)
        {
            db.Attach(file);
            file.WasRead();
            if (await SameFile(file, ct) is { } before)
                Add(file, new() { Problems = [Known("known-file", before.Number)] }, null, null, us, before.Invoice);
            else
                foreach (var (_, reading, source) in found)
                    await Add(file, reading, source, accounts.GetValueOrDefault(reading), us, ct);
            if (!db.ChangeTracker.Entries<FoundDocument>().Any(e => e.Entity.FileId == file.Id && e.Entity.IsOpen))
                file.IsDecided();
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>The accounts that exist, of those readings that name one; by the rules of every import.</summary>
    private async Task<Dictionary<DocumentReading, AccountId?>> Accounts(IReadOnlyList<DocumentReading> readings, CancellationToken ct)
    {
        var named = readings
            .Where(r => r.Buyer.Name is not null || r.Buyer.VatNumber is not null)
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<DocumentReading>()
            .ToDictionary(r => r, Asked, ReferenceEqualityComparer.Instance as IEqualityComparer<DocumentReading>);
        var found = await findAccounts.Run([.. named.Values], ct);
        var known = found.Known.Select(a => a.Id).ToHashSet();
        var accounts = new Dictionary<DocumentReading, AccountId?>(
            ReferenceEqualityComparer.Instance as IEqualityComparer<DocumentReading>
        );
        foreach (var (reading, asked) in named)
            accounts[reading] = found.Of(asked) is { } account && known.Contains(account.Id) ? account.Id : null;
        // What it found out about the accounts on the way is not for now: nothing was taken yet.
        db.ChangeTracker.Clear();
        return accounts;
    }

    private static ImportedInvoice Asked(DocumentReading reading) =>
        new()
        {
            AccountName = reading.Buyer.Name?.Value ?? "",
            VatNumber = reading.Buyer.VatNumber?.Value,
            RegistrationNumber = reading.Buyer.RegistrationNumber?.Value,
            Country = reading.Buyer.Country?.Value,
            Number = reading.Number?.Value ?? "",
        };

    private async Task Add(
        DroppedFile file,
        DocumentReading reading,
        FieldSource? source,
        AccountId? account,
        OrganizationProfile us,
        CancellationToken ct
    )
    {
        var known = await Same(reading, account, ct);
        var isOther = known is { HasDocument: true } || known is not null && known.Total.Major != reading.Total?.Value;
        Add(
            file,
            isOther ? reading with { Problems = [.. reading.Problems, Known("known-number", known!.Number)] } : reading,
            source,
            account,
            us,
            known?.Id
        );
    }

    private void Add(
        DroppedFile file,
        DocumentReading reading,
        FieldSource? source,
        AccountId? account,
        OrganizationProfile us,
        InvoiceId? same
    ) =>
        db.FoundDocuments.Add(
            new(today.NewId<FoundDocumentId>(), file, reading, source, account, Certainty.Doubts(reading, us).Count == 0, today.Now, same)
        );

    private async Task<KnownInvoice?> Same(DocumentReading reading, AccountId? account, CancellationToken ct)
    {
        if (account is null || reading.Number?.Value is not { } number || reading.Kind?.Value == DocumentKind.CreditNote)
            return null;
        return await db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => i.AccountId == account && i.Number == number)
            .Select(i => new KnownInvoice(i.Id, i.Number, i.Total, db.InvoiceDocuments.Any(d => d.InvoiceId == i.Id)))
            .FirstOrDefaultAsync(ct);
    }

    private async Task<(string Number, InvoiceId? Invoice)?> SameFile(DroppedFile file, CancellationToken ct)
    {
        var before = await db
            .FoundDocuments.AsNoTracking()
            .Where(f =>
                f.State != FoundState.Discarded
                && f.State != FoundState.Unreadable
                && db.DroppedFiles.Any(d => d.Id == f.FileId && d.Id != file.Id && d.Fingerprint == file.Fingerprint)
            )
            .OrderBy(f => f.Id)
            .FirstOrDefaultAsync(ct);
        return before is null ? null : (before.Reading.Number?.Value ?? before.FileName, before.InvoiceId);
    }

    private static DocumentProblem Known(string code, string number) =>
        new(code, $"{number} is known already.", Refuses: true) { Values = [number] };

    private sealed record KnownInvoice(InvoiceId Id, string Number, Money Total, bool HasDocument);
}
