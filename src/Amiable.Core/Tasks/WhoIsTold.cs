namespace Amiable.Tasks;

/// <summary>How somebody stands to a task.</summary>
/// <param name="IsMember">Has a login.</param>
/// <param name="IsAssigned">The task is this member's.</param>
/// <param name="IsReferent">Is in charge of the account it is about.</param>
public readonly record struct StandingToTask(bool IsMember, bool IsAssigned, bool IsReferent);

/// <summary>
/// Decides who is told of a task by mail: those it was given to, and those in charge of the account. Where there is neither, every member, so that no task is
/// told to nobody.
/// </summary>
public static class WhoIsTold
{
    /// <summary>Whether this person is told.</summary>
    /// <param name="person">How the person stands to the task.</param>
    /// <param name="isSomebodys">Whether it was given to members.</param>
    /// <param name="hasReferents">Whether somebody is in charge of the account who can be told.</param>
    public static bool Includes(StandingToTask person, bool isSomebodys, bool hasReferents) =>
        person.IsReferent || (isSomebodys ? person.IsAssigned : person.IsMember && !hasReferents);
}
