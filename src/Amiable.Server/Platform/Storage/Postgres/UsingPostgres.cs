using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Amiable.Platform.Storage.Postgres;

/// <summary>PostgreSQL, made to answer as SQLite does: everything in which the two differ for a query or a save is in this folder.</summary>
internal static class UsingPostgres
{
    // As Directory.Build.props says it, for whoever hosts this otherwise.
    static UsingPostgres() => AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", true);

    // More than the program asks in a busy minute, and little memory.
    private const int MostPrepared = 200;

    // The same ones for all: for another one the library would build all of itself anew.
    private static readonly PostgresQueries Queries = new();
    private static readonly PostgresTexts Texts = new();
    private static readonly OneWriter OneWriter = new();

    public static void UsePostgres(this DbContextOptionsBuilder options, string connection) =>
        options
            .UseNpgsql(Complete(connection), postgres => postgres.ExecutionStrategy(d => new NonRetryingExecutionStrategy(d)))
            .ReplaceService<IMigrationsSqlGenerator, PostgresColumns>()
            .AddInterceptors(Queries, Texts, OneWriter);

    /// <summary>The connection string with what an operator need not know.</summary>
    internal static string Complete(string connection)
    {
        // What a row says that could not be saved is for no log.
        var whole = new NpgsqlConnectionStringBuilder(connection) { IncludeErrorDetail = false };
        if (string.IsNullOrEmpty(whole.ApplicationName))
            whole.ApplicationName = "Amiable";
        // What is asked again and again is parsed once a connection. Who has a pooler between that cannot do that says Max Auto Prepare=0.
        if (!Says(connection, nameof(whole.MaxAutoPrepare)))
            whole.MaxAutoPrepare = MostPrepared;
        // Nothing here changes a session beyond its transaction but two locks, which are given back by name: a connection need not be reset for the next question.
        if (!Says(connection, nameof(whole.NoResetOnClose)))
            whole.NoResetOnClose = true;
        // Compiling a question to machine code takes a quarter of a second, and none here lasts as long. A pooler between that refuses it is told to ignore it.
        if (!Says(connection, nameof(whole.Options)))
            whole.Options = "-c jit=off";
        return whole.ToString();
    }

    // The library's own builder knows each setting, said or not.
    private static bool Says(string connection, string setting) =>
        new DbConnectionStringBuilder { ConnectionString = connection }
            .Keys.Cast<string>()
            .Any(key => string.Equals(key.Replace(" ", "", StringComparison.Ordinal), setting, StringComparison.OrdinalIgnoreCase));
}
