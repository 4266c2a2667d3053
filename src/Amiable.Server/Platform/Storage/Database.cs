using Amiable.Platform.Storage.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Amiable.Platform.Storage;

/// <summary>Which database this installation uses: PostgreSQL where the setting "Database" says how to reach one, else a SQLite file in the data folder.</summary>
public sealed record Database(Action<DbContextOptionsBuilder> Connect)
{
    public const string Setting = "Database";

    public const string FileName = "amiable.db";

    public static Database Of(IConfiguration configuration, DataFolder folder) =>
        configuration[Setting] is { Length: > 0 } postgres ? At(postgres) : In(folder);

    public static Database In(DataFolder folder) =>
        new(options =>
            options.UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = folder.File(FileName),
                    ForeignKeys = true,
                    DefaultTimeout = 30,
                }.ToString()
            )
        );

    /// <summary>At the end of that connection string.</summary>
    public static Database At(string postgres) => new(options => options.UsePostgres(postgres));

    public void Configure(DbContextOptionsBuilder options)
    {
        Connect(options);
        options.ReplaceService<IDatabase, ManyRows>();
        options.AddInterceptors(new OwnershipGuard(), new SqliteTuning());
        // Migrations are written by hand; a test compares what they build with the model.
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
    }
}
