using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Amiable.Platform.Storage;

/// <summary>An instant as the number of 100-nanosecond ticks of UTC: sorts and compares in every database.</summary>
public sealed class UtcTicks()
    : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
