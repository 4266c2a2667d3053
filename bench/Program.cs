using Amiable.Bench;

switch (args)
{
    case ["planner"]:
        PlannerBench.Run();
        return 0;
    case ["smtp"]:
        await SmtpBench.RunAsync();
        return 0;
    case ["pages", .. var options]:
        return await PagesBench.RunAsync(options);
    default:
        Console.WriteLine("Say what to measure: planner, smtp, pages");
        return 2;
}
