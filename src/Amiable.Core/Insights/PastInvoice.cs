namespace Amiable.Insights;

/// <summary>What an invoice tells of how its account pays.</summary>
/// <param name="IssuedOn">The day it was issued.</param>
/// <param name="DueOn">The last day to pay in time.</param>
/// <param name="Amount">Its total, in major units.</param>
/// <param name="SettledOn">The day on which nothing was owed any more; null while something is.</param>
/// <param name="IsDisputed">Whether it is, or was, contested.</param>
public readonly record struct PastInvoice(DateOnly IssuedOn, DateOnly DueOn, decimal Amount, DateOnly? SettledOn, bool IsDisputed = false)
{
    /// <summary>Calendar days between the due date and the settlement; less than nothing when it was early.</summary>
    public int DaysLate => SettledOn!.Value.DayNumber - DueOn.DayNumber;

    /// <summary>Whether somebody who asks on that day knows how it ended.</summary>
    public bool IsKnownOn(DateOnly day) => SettledOn < day;

    /// <summary>The logarithm of its amount: twice as much is a step, whatever the size.</summary>
    internal double LogAmount => Math.Log(Math.Max(1, (double)Amount));
}
