using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

public static class Migrating
{
    /// <summary>Brings the database to the form this program needs; makes it when it is not there.</summary>
    public static async Task<IReadOnlyList<string>> MigrateDatabase(this IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        await db.Database.MigrateAsync(ct);
        await services.RefreshStatistics(ct);
        return pending;
    }
}
