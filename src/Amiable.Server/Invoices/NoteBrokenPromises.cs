using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>A promise is broken by nothing that happens: its day passes. So somebody has to look, and note it once.</summary>
public sealed class NoteBrokenPromises(AppDb db, Today today)
{
    private const int AtATime = 500;

    /// <returns>How many there are that nobody had noted.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var open = await db
            .PaymentDeclarations.Where(d => d.Resolution == null && d.Kind != DeclarationKind.Payment)
            .OrderBy(d => d.Id)
            .ToListAsync(ct);
        var broken = 0;
        foreach (var some in open.Chunk(AtATime))
        foreach (var line in await ListDeclarations.Lines(db, some, day, ct))
            if (line is { IsPast: true, Awaited: { } awaited } && line.Owed.Any(o => o.IsPositive) && line.Declaration.WasBrokenOn(awaited))
                broken++;
        // Somebody ended one of them in this moment: the next look finds the others.
        return broken > 0 && (await db.Save(ct)).Problem is not null ? 0 : broken;
    }
}
