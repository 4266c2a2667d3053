using Amiable.Organizations;
using Amiable.Platform.Secrets;

namespace Amiable.Members;

/// <summary>What stands in the link of an invitation.</summary>
internal static class InvitationLink
{
    /// <summary>Whether this is the link that was sent last, and still works.</summary>
    public static bool Opens(this OwnedSecret link, Invitation? invitation, DateTimeOffset now) =>
        invitation is not null && invitation.IsOpen(now) && LinkSecret.Fits(link.Secret, invitation.SecretHash);
}
