using System.Security.Cryptography;
using System.Text.Json;
using Amiable.Platform.Secrets;

namespace Amiable.Tasks;

/// <summary>What a link "no more of these" is about.</summary>
/// <param name="Organization">Whose mails.</param>
/// <param name="Address">To whom they go.</param>
/// <param name="Kind">Those about tasks of this kind; null for all of the same manner.</param>
/// <param name="IsDigest">The mails of the day; otherwise those that come at once.</param>
public sealed record StopScope(OrganizationId Organization, string Address, TaskKind? Kind, bool IsDigest);

/// <summary>
/// The part of such a link that is encrypted and signed: it works without a sign-in and for good, opens nothing else, and tells nobody whose it is. Keys that
/// have run out still read it.
/// </summary>
internal static class StopToken
{
    public const string Root = "/task-mails/stop";

    private const string Purpose = "task-mails";

    public static string Of(SecretBox secrets, StopScope scope) =>
        secrets.Hide(
            Purpose,
            JsonSerializer.Serialize(new Held(scope.Organization.Value, scope.Address, scope.Kind?.ToString(), scope.IsDigest))
        );

    /// <summary>Null when it was never one of ours.</summary>
    public static StopScope? Read(SecretBox secrets, string token)
    {
        try
        {
            var held = JsonSerializer.Deserialize<Held>(secrets.Reveal(Purpose, token))!;
            return new(new(held.O), held.A, Enum.TryParse<TaskKind>(held.K, out var kind) ? kind : null, held.D);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Held(Guid O, string A, string? K, bool D);
}
