namespace Amiable.Platform.SignIn;

/// <summary>Who sits at this browser; a member of an organization only if <see cref="CurrentMember"/> says so.</summary>
public sealed class CurrentPerson
{
    private (PersonId Person, Guid Session)? _known;

    public bool IsKnown => _known is not null;

    public PersonId Id => (_known ?? throw new InvalidOperationException("Nobody is signed in.")).Person;

    public Guid Session => (_known ?? throw new InvalidOperationException("Nobody is signed in.")).Session;

    /// <summary>What this person is a member of, by name.</summary>
    public IReadOnlyList<Membership> Memberships { get; private set; } = [];

    /// <summary>The one that is looked at; null for who has none.</summary>
    public Membership? Here { get; private set; }

    public void Is(Session session, IReadOnlyList<Membership> memberships) =>
        (_known, Memberships, Here) = (
            (session.PersonId, session.Id),
            memberships,
            memberships.SingleOrDefault(m => m.Organization.Id == session.OrganizationId)
        );
}
