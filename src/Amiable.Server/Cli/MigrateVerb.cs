using System.CommandLine;

namespace Amiable.Cli;

/// <summary>./run migrate: brings the database to the form this program needs. Serving does it by itself.</summary>
internal static class MigrateVerb
{
    public static Command Command()
    {
        var command = new Command(
            "migrate",
            "Bring the database in ./data to the form this program needs; make it when it is not there. Serving does this by itself."
        );
        command.SetAction(
            (_, ct) =>
                Installation.UseAsItIs(async services =>
                {
                    var applied = await services.MigrateDatabase(ct);
                    Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", applied)}.");
                    return 0;
                })
        );
        return command;
    }
}
