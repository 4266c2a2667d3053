using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>Which database this installation uses: SQLite in a file, or PostgreSQL.</summary>
public sealed record Database(Action<DbContextOptionsBuilder> Connect)
{
    public static Database From(IConfiguration configuration) =>
        new(options => options.UseSqlite(configuration.GetConnectionString("App")));

    public void Configure(DbContextOptionsBuilder options)
    {
        Connect(options);
        options.AddInterceptors(new OwnershipGuard());
    }
}
