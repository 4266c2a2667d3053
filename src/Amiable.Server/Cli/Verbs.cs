using System.CommandLine;

namespace Amiable.Cli;

/// <summary>The verbs of ./run. Without one it serves.</summary>
public static class Verbs
{
    public static async Task<int> Run(string[] args, Func<string[], Task<int>> serve)
    {
        var root = new RootCommand("Amiable gets your company's invoices paid, amicably. Without a verb it serves http://localhost:5080.")
        {
            Serve(serve),
            PlanVerb.Command(),
            ImportVerb.Command(),
            DemoVerb.Command(),
            MigrateVerb.Command(),
            BackupVerbs.Backup(),
            BackupVerbs.Restore(),
            BackupVerbs.Resume(),
            ExtractVerb.Command(),
            EvalVerb.Command(),
            AuditVerb.Command(),
        };
        // What is not ours (--urls, --environment, any setting) goes to the host.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction(parsed => serve([.. parsed.UnmatchedTokens]));
        return await root.Parse(args).InvokeAsync();
    }

    private static Command Serve(Func<string[], Task<int>> serve)
    {
        var command = new Command(
            "serve",
            "Serve the pages and let the agent work (the default).\nSettings: --Data FOLDER (default ./data), --urls URL (default http://localhost:5080), --Jobs false (pages only)."
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed => serve([.. parsed.UnmatchedTokens]));
        return command;
    }
}
