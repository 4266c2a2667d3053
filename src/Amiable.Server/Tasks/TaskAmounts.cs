using System.Globalization;
using Amiable.Communications;

namespace Amiable.Tasks;

/// <summary>What a task is worth: the amounts among its facts ("4120.00 EUR 80.00 GBP"), else what its message asks for.</summary>
internal static class TaskAmounts
{
    public static IReadOnlyList<Money> Of(HumanTask task, MessageFacts? message) =>
        task.Facts.TryGetValue("amounts", out var written) ? Read(written) : message?.Asked ?? [];

    private static List<Money> Read(string written) =>
        [
            .. written
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Chunk(2)
                .Where(pair => pair.Length == 2)
                .Select(pair =>
                    decimal.TryParse(pair[0], CultureInfo.InvariantCulture, out var major) ? Money.OfMajor(major, pair[1]) : null
                )
                .OfType<Money>(),
        ];
}
