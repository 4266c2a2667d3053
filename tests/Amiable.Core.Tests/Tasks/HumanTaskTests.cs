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
    public void What_is_put_off_comes_back_on_its_day()
    {
        var task = ATask();

        Assert.Null(task.GoesOn(new(2026, 3, 20), "nobody-reached", Now));
        Assert.Equal((HumanTaskStatus.AwaitingResponse, new DateOnly(2026, 3, 20)), (task.Status, task.ComesBackOn));
        task.ComeBack();
        Assert.Equal((HumanTaskStatus.ActionRequired, null), (task.Status, task.ComesBackOn));
        Assert.Null(task.GoesOn(null, "wrong-number", Now));
        Assert.Equal((HumanTaskStatus.ActionRequired, 2), (task.Status, task.Remarks.Count));
        task.Close(null, Now);
        Assert.Equal("task.ended", task.GoesOn(null, "x", Now)?.Code);
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

    [Fact]
    public void A_task_waits_for_the_customer_until_they_write()
    {
        var task = new HumanTask(new(Guid.CreateVersion7()), TaskKind.Dispute, "k", new(Guid.CreateVersion7()), Facts(), Now);
        Assert.Null(task.WaitForCustomer());
        Assert.Equal(HumanTaskStatus.AwaitingResponse, task.Status);
        task.CustomerAnswered(Now);
        Assert.Equal((HumanTaskStatus.ActionRequired, "customer-answered"), (task.Status, task.Remarks[^1].Text));
        task.CustomerAnswered(Now);
        Assert.Single(task.Remarks);
        Assert.Null(task.TakeUp());
        Assert.Equal(HumanTaskStatus.InProgress, task.Status);
        Assert.Null(task.PutBack());
        Assert.Equal(HumanTaskStatus.ActionRequired, task.Status);
        task.Close(null, Now);
        Assert.NotNull(task.TakeUp());
        Assert.NotNull(ATask().WaitForCustomer());
    }

    [Fact]
    public void The_same_question_about_the_same_invoices_is_the_same_task()
    {
        var (account, one, other) = (
            new AccountId(Guid.CreateVersion7()),
            new InvoiceId(Guid.CreateVersion7()),
            new InvoiceId(Guid.CreateVersion7())
        );
        var task = new HumanTask(new(Guid.CreateVersion7()), TaskKind.Dispute, "k", account, Facts(one), Now);
        Assert.True(task.IsTheSameAs(TaskKind.Dispute, account, [one, other]));
        Assert.False(task.IsTheSameAs(TaskKind.Dispute, account, [other]));
        Assert.False(task.IsTheSameAs(TaskKind.PaymentAnnounced, account, [one]));
        Assert.NotEqual(HumanTask.KeyOf(TaskKind.Dispute, account, [one]), HumanTask.KeyOf(TaskKind.Dispute, account, [other]));
        Assert.Equal(HumanTask.KeyOf(TaskKind.Insolvency, account, [one]), HumanTask.KeyOf(TaskKind.Insolvency, account, [other]));
    }

    private static Dictionary<string, string> Facts(params InvoiceId[] invoices) =>
        new() { [HumanTask.InvoiceIds] = string.Join(' ', invoices.Select(i => i.Value.ToString("N"))) };
}
