using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Update;

namespace Amiable.Platform.Storage;

/// <summary>Which database this installation uses: a SQLite file in the data folder.</summary>
public sealed record Database(Action<DbContextOptionsBuilder> Connect)
{
    public static Database In(DataFolder folder) =>
        new(options =>
            options.UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = folder.File("amiable.db"),
                    ForeignKeys = true,
                    DefaultTimeout = 30,
                }.ToString()
            )
        );

    public void Configure(DbContextOptionsBuilder options)
    {
        Connect(options);
        options.AddInterceptors(new OwnershipGuard(), new SqliteTuning());
        options.ReplaceService<IModificationCommandBatchFactory, PreparedInserts>();
        // Migrations are written by hand; a test compares what they build with the model.
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
    }
}
