namespace Amiable.Tasks;

/// <summary>A task is a member's. One that is nobody's in particular is everybody's.</summary>
public sealed class TaskAssignment : Owned
{
    /// <summary>Identity.</summary>
    public TaskAssignmentId Id { get; private init; }

    /// <summary>What is to be done.</summary>
    public HumanTaskId TaskId { get; private init; }

    /// <summary>By whom.</summary>
    public MemberId MemberId { get; private init; }

    private TaskAssignment() { }

    /// <summary>Gives a task to a member.</summary>
    public TaskAssignment(TaskAssignmentId id, HumanTaskId taskId, MemberId memberId) => (Id, TaskId, MemberId) = (id, taskId, memberId);
}
