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
    case ["bulk", .. var options]:
        return await BulkBench.RunAsync(options);
    case ["api", .. var options]:
        return await ApiBench.RunAsync(options);
    case ["reader", var file, .. var rest]:
        ReaderBench.Run(file, rest.FirstOrDefault());
        return 0;
    case ["prediction", .. var ledger]:
        PredictionBench.Run(ledger.FirstOrDefault() ?? "../shared/data/receivables/ibm-late-payments.csv");
        return 0;
    case ["train-reader"]:
        TrainReader.Run();
        return 0;
    case ["dunning", .. var options]:
        return await LedgerBench.RunAsync(options, BenchPart.Dunning);
    case ["plan", .. var options]:
        return await LedgerBench.RunAsync(options, BenchPart.Plan);
    case ["import", .. var options]:
        // As many as are wanted in 15 s, unless others are asked for: of a name given twice, the last one counts.
        return await LedgerBench.RunAsync(["--invoices", "100000", .. options], BenchPart.Import);
    case [] or [['-', ..], ..]:
        return await LedgerBench.RunAsync(args);
    default:
        await Console.Error.WriteLineAsync(
            $"{LedgerBench.Usage}\nOr one thing alone: import, dunning, plan, planner, smtp, pages, bulk, api, prediction, train-reader, reader FILE"
        );
        return 2;
}
