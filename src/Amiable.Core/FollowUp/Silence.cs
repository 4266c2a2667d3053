namespace Amiable.FollowUp;

/// <summary>
/// An account is silent when it owes something overdue and was sent at least three messages since it last answered or paid. What a robot answers is no answer; what
/// came back was not sent.
/// </summary>
public static class Silence
{
    /// <summary>So many messages without a word make a silence.</summary>
    public const int Messages = 3;

    /// <summary>Whether it is silent.</summary>
    /// <param name="messages">Messages sent since it was last heard of.</param>
    /// <param name="oldestDue">The first due date of what it owes; null for none.</param>
    /// <param name="today">The day in the organization's time zone.</param>
    public static bool IsSilent(int messages, DateOnly? oldestDue, DateOnly today) => messages >= Messages && oldestDue < today;
}
