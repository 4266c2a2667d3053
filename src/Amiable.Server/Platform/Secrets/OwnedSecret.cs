using System.Buffers.Text;

namespace Amiable.Platform.Secrets;

/// <summary>
/// A secret that somebody holds for one row of one organization: the link of an invitation, an API token. Whose it is stands in it, because nothing is looked
/// up across organizations.
/// </summary>
public sealed record OwnedSecret(OrganizationId Organization, Guid Row, string Secret)
{
    private const int IdLength = 22;

    public static OwnedSecret New(OrganizationId organization, Guid row) => new(organization, row, LinkSecret.New());

    public override string ToString() => Text(Organization.Value) + Text(Row) + Secret;

    /// <summary>Null when it was never one of ours.</summary>
    public static OwnedSecret? Parse(string text) =>
        text.Length > 2 * IdLength && Read(text[..IdLength]) is { } organization && Read(text[IdLength..(2 * IdLength)]) is { } row
            ? new(new(organization), row, text[(2 * IdLength)..])
            : null;

    private static string Text(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    private static Guid? Read(string text) =>
        Base64Url.IsValid(text, out var length) && length == 16 ? new Guid(Base64Url.DecodeFromChars(text), bigEndian: true) : null;
}
