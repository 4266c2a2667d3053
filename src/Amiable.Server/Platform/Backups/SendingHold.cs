using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Backups;

/// <summary>Which backup an installation came out of.</summary>
public sealed record RestoredBackup(DateTimeOffset TakenAt, DateTimeOffset RestoredAt);

/// <summary>
/// Whether sending rests because the installation came out of a backup. What left after that backup was taken is in no row, so nothing leaves until the operator has looked and says "go
/// on". A file in the data folder says so from before the first byte is restored until the database says it.
/// </summary>
public sealed class SendingHold(AppDb db, DataFolder data)
{
    private const string FileName = "restored.json";

    public async Task<bool> IsHeld(CancellationToken ct) =>
        File.Exists(MarkerOf(data)) || await db.InstallationStates.AnyAsync(s => s.HeldSince != null, ct);

    /// <summary>Null where nobody restored anything, or it is in the database already.</summary>
    public RestoredBackup? Unfinished =>
        File.Exists(MarkerOf(data)) ? JsonSerializer.Deserialize<RestoredBackup>(File.ReadAllText(MarkerOf(data))) : null;

    public static void Mark(DataFolder data, RestoredBackup backup) => File.WriteAllText(MarkerOf(data), JsonSerializer.Serialize(backup));

    public void Unmark() => File.Delete(MarkerOf(data));

    internal static string MarkerOf(DataFolder data) => Path.Combine(data.Path, FileName);
}
