using System.Globalization;

namespace Amiable.Tests;

internal static class Day
{
    public static DateOnly Of(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
