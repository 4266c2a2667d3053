using System.Text.Json;
using Amiable.Errands;

namespace Amiable.Import;

/// <summary>Imports an upload as an errand: it goes on when nobody waits for it.</summary>
public sealed class ImportOrdered(ImportUpload importUpload)
{
    public static ErrandOrder Order(ImportId id, ReadingChoices choices, bool leaveOut) =>
        new()
        {
            Picked = [new(id.Value)],
            Answers = new Dictionary<string, string>
            {
                ["choices"] = JsonSerializer.Serialize(choices, JsonColumn.Options),
                ["leaveOut"] = leaveOut ? "true" : "false",
            },
        };

    public async Task Run(ErrandOrder order, ErrandSteps steps, CancellationToken ct)
    {
        var id = new ImportId(order.Picked[0].Id);
        var choices = JsonSerializer.Deserialize<ReadingChoices>(order.Answer("choices") ?? "{}", JsonColumn.Options)!;
        if ((await importUpload.Run(id, choices, order.Answer("leaveOut") == "true", ct)).Problem is { } problem)
            steps.Leave(problem, "", $"/import/{id.Value}");
    }
}
