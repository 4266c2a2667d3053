using Amiable.Tasks;

namespace Amiable.Tests.Tasks;

public class HumanTaskTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero);

    private static HumanTask ATask() => new(new(Guid.CreateVersion7()), TaskKind.Free, "free", null, new Dictionary<string, string>(), Now);

    [Fact]
    public void A_new_task_asks_somebody_to_act()
    {
        Assert.Equal(HumanTaskStatus.ActionRequired, ATask().Status);
        Assert.True(ATask().IsOpen);
    }

    [Fact]
    public void Who_says_something_is_at_it()
    {
        var task = ATask();

        Assert.Equal("task.empty", task.Say("Ann", " ", Now)?.Code);
        Assert.Equal(HumanTaskStatus.ActionRequired, task.Status);
        Assert.Null(task.Say("Ann", " I call them ", Now));
        Assert.Equal((HumanTaskStatus.InProgress, "I call them"), (task.Status, Assert.Single(task.Remarks).Text));
    }

    [Fact]
    public void A_task_ends_once()
    {
        var (closed, cancelled) = (ATask(), ATask());

        Assert.Null(closed.Close("paid", Now));
        Assert.Null(cancelled.Cancel(null, Now));

        Assert.Equal((HumanTaskStatus.Closed, HumanTaskStatus.Cancelled), (closed.Status, cancelled.Status));
        Assert.Equal("paid", Assert.Single(closed.Remarks).Text);
        Assert.Empty(cancelled.Remarks);
        Assert.Equal("task.ended", closed.Cancel("x", Now)?.Code);
        Assert.Equal("task.ended", cancelled.Close("x", Now)?.Code);
        Assert.False(closed.IsOpen || cancelled.IsOpen);
    }
}
