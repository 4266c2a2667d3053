using System.Globalization;
using Amiable.Channels;
using Amiable.Errands;

namespace Amiable.Communications;

/// <summary>A member has letters of the print queue posted by the service. Each one is for itself: what cannot be posted does not hold up the others.</summary>
public sealed class CommissionLetters(AppDb db, OpenPosting open, CommissionLetter commission)
{
    /// <param name="order">Which letters, in the version that was seen; as answers, by their ids, what each was to cost in minor units.</param>
    /// <param name="steps">Where to say how far it is.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(ErrandOrder order, ErrandSteps steps, CancellationToken ct)
    {
        await steps.Expect(order.Picked.Count);
        // After an interruption it goes on behind the last one that was looked at.
        var rest = order.Picked.OrderBy(p => p.Id).Where(p => steps.Position is not { } last || p.Id.CompareTo(last) > 0);
        var opened = await open.Run(ct);
        foreach (var picked in rest)
        {
            db.ChangeTracker.Clear();
            ct.ThrowIfCancellationRequested();
            var (problem, name) = opened.Value is { } posting
                ? await commission.Run(new(picked.Id), picked.Version ?? 0, Quoted(order, picked.Id), posting, ct)
                : (opened.Problem, "");
            if (problem is not null)
                steps.Leave(problem, name, $"/communications/{picked.Id}");
            await steps.Advance(problem is null ? 1 : 0, picked.Id);
        }
    }

    internal static ErrandOrder OrderFor(IReadOnlyList<(CommunicationId Id, int Version, long Quoted)> letters) =>
        new()
        {
            Picked = [.. letters.Select(l => new Chosen(l.Id.Value, l.Version))],
            Answers = letters.ToDictionary(l => $"{l.Id.Value}", l => l.Quoted.ToString(CultureInfo.InvariantCulture)),
        };

    private static long Quoted(ErrandOrder order, Guid id) =>
        long.TryParse(order.Answer($"{id}"), CultureInfo.InvariantCulture, out var minor) ? minor : 0;
}
