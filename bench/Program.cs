using Amiable.Bench;

if (args is not ["planner"])
{
    Console.WriteLine("Say what to measure: planner");
    return 2;
}
PlannerBench.Run();
return 0;
