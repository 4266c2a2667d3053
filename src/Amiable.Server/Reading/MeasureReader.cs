using Amiable.Reading.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Reading;

/// <summary>
/// How well replies are read here, on the labelled ones that the program ships with: with the language model that reads them, once that was measured, else by the
/// built-in reader.
/// </summary>
public sealed class MeasureReader(AppDb db)
{
    private static readonly Lazy<ReaderMeasure> BuiltIn = new(() => ReaderMeasure.Of(new ReplyScores(ShippedReplies.Scored)));

    public async Task<ReaderMeasure> Run(CancellationToken ct) =>
        await db.ModelEndpoints.AsNoTracking().SingleOrDefaultAsync(ct) is { Settings.Reads: true, Measured: { } measured }
            ? measured
            : BuiltIn.Value;
}
