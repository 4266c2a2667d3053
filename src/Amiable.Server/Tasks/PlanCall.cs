using Amiable.Contacts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A member plans a call. Part of the caller's work: the caller keeps the task.</summary>
public sealed class PlanCall(AppDb db, CurrentMember member, Today today)
{
    /// <param name="about">What to speak about, in one line.</param>
    /// <param name="to">Whom to call.</param>
    /// <param name="on">The day; null for now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<HumanTask>> Run(string about, AccountId? to, DateOnly? on, CancellationToken ct)
    {
        if (to is not { } account)
            return new Invalid("account", "task.no-account", "Say of which customer: open the account, and add the task there.");
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        if (DayFault(on, day) is { } fault)
            return fault;
        var numbers = await db.Contacts.Where(c => c.AccountId == account && c.Phone != null).Select(c => c.Phone).ToListAsync(ct);
        if (!numbers.Exists(n => PhoneNumber.Dialled(n) is not null))
            return new Refused("call.no-number", "No contact of this account has a telephone number. Add one first.");
        var key = CallLog.KeyOf(account);
        if (await db.Tasks.AnyAsync(t => t.Key == key && t.Status != HumanTaskStatus.Closed && t.Status != HumanTaskStatus.Cancelled, ct))
            return new Refused("task.double", "There is an open task about this already.");
        Dictionary<string, string> facts = new() { ["said"] = about, [CallLog.PlannedBy] = member.Name ?? "" };
        if (await db.Invoices.AnyAsync(i => i.AccountId == account && i.Settled.Minor < i.Total.Minor && i.WrittenOffOn == null, ct))
            facts[HumanTask.SomethingWasOwed] = "yes";
        var task = new HumanTask(today.NewId<HumanTaskId>(), TaskKind.Call, key, account, facts, today.Now);
        if (on > day)
            task.GoesOn(on, $"CallPlanned {on:yyyy-MM-dd}", today.Now);
        return task;
    }

    /// <summary>What is wrong with the day a call is put off to: a task that is out of sight for years is forgotten.</summary>
    internal static Problem? DayFault(DateOnly? on, DateOnly today) =>
        on < today || on > today.AddDays(CallRule.MostDaysAhead)
            ? new Invalid("on", "call.day", $"Choose a day within the next {CallRule.MostDaysAhead} days.")
            {
                Values = [CallRule.MostDaysAhead],
            }
            : null;
}
