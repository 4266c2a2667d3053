using System.Buffers.Text;
using Amiable.Organizations;
using Amiable.Platform.Secrets;

namespace Amiable.Members;

/// <summary>What stands in the link of an invitation: whose it is and the secret. The organization is in it because nothing is looked up across organizations.</summary>
public sealed record InvitationLink(OrganizationId Organization, InvitationId Id, string Secret)
{
    private const int IdLength = 22;

    public override string ToString() => Text(Organization.Value) + Text(Id.Value) + Secret;

    /// <summary>Null when it was never a link of ours.</summary>
    public static InvitationLink? Parse(string text) =>
        text.Length > 2 * IdLength && Read(text[..IdLength]) is { } organization && Read(text[IdLength..(2 * IdLength)]) is { } id
            ? new(new(organization), new(id), text[(2 * IdLength)..])
            : null;

    /// <summary>Whether this is the link that was sent last, and still works.</summary>
    public bool Opens(Invitation? invitation, DateTimeOffset now) =>
        invitation is not null && invitation.IsOpen(now) && LinkSecret.Fits(Secret, invitation.SecretHash);

    private static string Text(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    private static Guid? Read(string text) =>
        Base64Url.IsValid(text, out var length) && length == 16 ? new Guid(Base64Url.DecodeFromChars(text), bigEndian: true) : null;
}
