using Amiable.Communications;
using Amiable.Platform.Jobs;

namespace Amiable.FollowUp;

/// <summary>The organizations for which something is to be sent now, or something claimed was never heard of again: one question for all of them.</summary>
public sealed class FindWhereSomethingIsDue(AllOrganizations organizations, Pace pace, Today today)
{
    public Task<IReadOnlyList<OrganizationId>> Run(CancellationToken ct)
    {
        var (now, dead) = (today.Now, today.Now - pace.ClaimLasts);
        return organizations.WithAny<Communication>(
            c =>
                (c.Status == CommunicationStatus.Scheduled && c.Channel != Channel.Letter && c.SendAt <= now)
                || (c.Status == CommunicationStatus.Sending && c.SendAt < dead),
            ct
        );
    }
}
