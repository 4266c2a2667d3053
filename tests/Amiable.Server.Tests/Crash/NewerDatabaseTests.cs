using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Crash;

/// <summary>An older program does not touch what a newer one has made of the database.</summary>
public sealed class NewerDatabaseTests
{
    [Theory]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("migrate")]
    public async Task A_program_that_is_older_than_the_database_refuses_to_start(params string[] arguments)
    {
        await using var installation = await Installation.Make();
        await installation.Ask(db =>
            db.Database.ExecuteSqlRawAsync(
                "INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('999_Future', '99')"
            )
        );

        using var process = installation.Start(arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, process.ExitCode);
    }
}
