using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A member says where a task stands: somebody is at it, the customer was asked, or it needs somebody again.</summary>
public sealed class PlaceTask(AppDb db)
{
    public async Task<Result<Done>> Run(HumanTaskId id, HumanTaskStatus status, CancellationToken ct)
    {
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
            return new NotFound("task");
        var problem = status switch
        {
            HumanTaskStatus.InProgress => task.TakeUp(),
            HumanTaskStatus.AwaitingResponse => task.WaitForCustomer(),
            HumanTaskStatus.ActionRequired => task.PutBack(),
            _ => new Refused("task.answer", "A task ends by its answer."),
        };
        return problem is not null ? problem : await db.Save(ct);
    }
}
