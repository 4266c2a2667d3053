using System.CommandLine;
using Amiable.Organizations;

namespace Amiable.Cli;

/// <summary>./run demo: the demo organization, made, made anew or removed.</summary>
internal static class DemoVerb
{
    public static Command Command()
    {
        var reset = new Option<bool>("--reset") { Description = "Make it anew, as of today." };
        var remove = new Option<bool>("--remove") { Description = "Remove it with all its data." };
        var command = new Command(
            "demo",
            "Make the demo organization: sixty customers, nine months of invoices, and what the agent wrote to them."
        )
        {
            reset,
            remove,
        };
        command.SetAction(
            (parsed, ct) =>
                Installation.Use(async services =>
                {
                    var removed =
                        (parsed.GetValue(reset) || parsed.GetValue(remove)) && await services.GetRequiredService<RemoveDemo>().Run(ct);
                    if (parsed.GetValue(remove))
                    {
                        Console.WriteLine(removed ? "The demo organization is removed." : "There is no demo organization.");
                        return 0;
                    }
                    var made = await services.GetRequiredService<OpenDemo>().Run(alsoBesideOthers: true, ct);
                    Console.WriteLine(made.Problem?.Message ?? "The demo organization is there: start ./run and press “Open the demo”.");
                    return made.Problem is null ? 0 : 1;
                })
        );
        return command;
    }
}
