using System.Globalization;

namespace Amiable.FollowUp;

/// <summary>A step whose effect is measured: whether it is held back was drawn before its day, and both kinds are written down alike.</summary>
/// <param name="Key">Names the step within its account: the same at each planning, whatever else is written meanwhile.</param>
/// <param name="On">The day it is planned for when it is not held back.</param>
/// <param name="Until">The day to which it is held back, or would be.</param>
/// <param name="IsHeldBack">Whether it was drawn to be held back.</param>
public sealed record HoldOutStep(string Key, DateOnly On, DateOnly Until, bool IsHeldBack)
{
    /// <summary>The step of a follow-up; null when nothing is drawn, or its day had come before measuring began.</summary>
    /// <param name="s">The situation.</param>
    /// <param name="wanted">The day its rhythm wants.</param>
    /// <param name="last">The message the rhythm counts from.</param>
    /// <param name="oldest">The invoice due longest.</param>
    internal static HoldOutStep? Of(Sorting s, DateOnly wanted, DateOnly? last, OpenInvoice oldest)
    {
        var holdOut = s.Policy.HoldOut;
        // A letter may be printed already, and on its way to the post.
        if (!holdOut.IsOn || wanted < holdOut.Since || s.Channel != Channel.Email)
            return null;
        var key = last is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"after {day:yyyy-MM-dd}")
            : string.Create(CultureInfo.InvariantCulture, $"first {oldest.Id.Value:N}");
        return new(key, wanted, s.Calendar.Away(wanted, holdOut.BusinessDays), holdOut.Draws(s.AccountId, key));
    }
}
