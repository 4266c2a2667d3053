using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amiable.FollowUp;
using Amiable.Import.Csv;
using Amiable.Organizations;

namespace Amiable.Cli;

/// <summary>./run plan FILE: what the agent would send next to each account, with no database and nothing sent.</summary>
internal static class PlanVerb
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static Command Command()
    {
        var csv = new CsvChoices();
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description =
                "The day to plan for (default today): what was issued later does not exist yet, what was settled later is still open.",
        };
        var creditor = new Option<string>("--creditor")
        {
            Description = "The name to write in.",
            DefaultValueFactory = _ => "Your company",
        };
        var json = new Option<bool>("--json") { Description = "One array: an object for each account and currency." };
        var command = new Command(
            "plan",
            "Print what the agent would send next to each account, when, in which tone and about which invoices, and why the others are left out. Needs no database."
        )
        {
            asOf,
            creditor,
            json,
        };
        csv.AddTo(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                var country = parsed.GetValue(csv.Country)!.ToUpperInvariant();
                var zone = TimeZones.Of(country) ?? "UTC";
                var day = parsed.GetValue(asOf) ?? new Today(TimeProvider.System).In(zone);
                if (await csv.Read(parsed, day, ct) is not { } reading)
                    return 1;
                if (reading.ErrorCount > 0)
                {
                    CsvChoices.Tell(reading);
                    return 1;
                }
                var us = new Organization(
                    default,
                    parsed.GetValue(creditor)!,
                    country,
                    zone,
                    Writing.Languages.For(null, null, country, "en"),
                    parsed.GetValue(csv.Currency)!.ToUpperInvariant()
                );
                var plans = PlanLedger.For(reading.Invoices, us, day, reading.Mapping.Columns.ContainsKey(InvoiceField.ContactEmail));
                await Print(plans, parsed.GetValue(json), ct);
                return 0;
            }
        );
        return command;
    }

    private static async Task Print(IReadOnlyList<LedgerPlan> plans, bool json, CancellationToken ct)
    {
        await using var output = Console.OpenStandardOutput();
        if (json)
        {
            await JsonSerializer.SerializeAsync(output, plans.SelectMany(Lines), Json, ct);
            output.WriteByte((byte)'\n');
            return;
        }
        await using var text = new StreamWriter(output);
        foreach (var plan in plans)
            await text.WriteAsync(Told(plan));
        await text.WriteLineAsync($"{plans.Count} accounts, {plans.Count(p => p.Plan.Next is not null)} messages.");
    }

    /// <summary>One line an account and currency; a message about several currencies stands in each of their lines.</summary>
    private static IEnumerable<Line> Lines(LedgerPlan plan) =>
        plan
            .Balances.DefaultIfEmpty(new Accounts.Balance(Money.Zero("EUR"), Money.Zero("EUR"), 0, 0))
            .Select(b => new Line(
                plan.Account.SourceId ?? plan.Account.Name,
                plan.Account.Details.Country,
                b.Outstanding.Currency,
                b.Outstanding.Major,
                b.Overdue.Major,
                b.OldestDaysOverdue,
                plan.Plan.Next is { } next && plan.Message is { } message
                    ? new(
                        next.SendOn,
                        next.Channel,
                        next.Tone,
                        next.Stage,
                        plan.Language,
                        [.. next.About.Concat(next.Upcoming).Select(i => i.Number)],
                        message.Words.Subject,
                        message.Words.Text
                    )
                    : null,
                [.. plan.Plan.LeftOut.Select(l => new Left(l.Number, l.Why, l.Until))]
            ));

    private static string Told(LedgerPlan plan)
    {
        var lines = new List<string>
        {
            "",
            $"{plan.Account.Name}  {string.Join(", ", plan.Balances.Select(b => $"{b.Outstanding} outstanding, {b.Overdue} overdue, oldest {b.OldestDaysOverdue} days"))}",
        };
        lines.Add(
            plan.Plan.Next is { } next
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"  Next: {next.Channel.ToString().ToLowerInvariant()} on {next.SendOn:ddd d MMM yyyy}, {next.Tone.ToString().ToLowerInvariant()}, in {plan.Language}, about {string.Join(", ", next.About.Concat(next.Upcoming).Select(i => i.Number))}"
                )
                : "  Nothing to send."
        );
        lines.AddRange(
            plan.Plan.LeftOut.GroupBy(l => l.Why).Select(g => $"  Left out ({g.Key}): {string.Join(", ", g.Select(l => l.Number))}")
        );
        return string.Join('\n', lines) + "\n";
    }

    private sealed record Line(
        string Account,
        string? Country,
        string Currency,
        decimal Outstanding,
        decimal Overdue,
        int OldestDaysOverdue,
        Message? Next,
        IReadOnlyList<Left> LeftOut
    );

    private sealed record Message(
        DateOnly SendOn,
        Channel Channel,
        Tone Tone,
        Stage Stage,
        string Language,
        IReadOnlyList<string> Invoices,
        string Subject,
        string Text
    );

    private sealed record Left(
        string Invoice,
        Why Why,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Until
    );
}
