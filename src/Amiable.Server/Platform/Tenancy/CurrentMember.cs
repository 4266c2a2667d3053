namespace Amiable.Platform.Tenancy;

/// <summary>Who acts in this request; a background run acts for nobody.</summary>
public sealed class CurrentMember(CurrentActor actor)
{
    private (MemberId Id, string Name)? _member;

    public MemberId Id => _member?.Id ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>For timelines and conversations; null when the agent itself acts.</summary>
    public string? Name => _member?.Name;

    public void Is(MemberId id, string name)
    {
        _member = (id, name);
        actor.Is(ActorKind.Member, id.Value, name);
    }
}
