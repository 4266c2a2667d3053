using System.Runtime.CompilerServices;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>
/// Follows a mailbox: gives each message once, in order, from a stored position on, then waits for the next, and lives through lost connections,
/// restarted servers and renumbered mailboxes.
/// </summary>
/// <param name="server">Which server.</param>
/// <param name="options">Which mailbox.</param>
/// <param name="transcript">Where to write the conversation down; nowhere when <see langword="null"/>.</param>
public sealed class MailboxFollower(ImapServer server, FollowOptions options, Transcript? transcript = null)
{
    /// <summary>
    /// What happens, until it is cancelled. Never throws for what the server does: that is <see cref="FollowingInterrupted"/>, and it goes on.
    /// </summary>
    /// <param name="from">Where to go on; see <see cref="FollowOptions.FromTheBeginning"/> when <see langword="null"/>.</param>
    /// <param name="cancellation">Ends it with <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<MailboxEvent> FollowAsync(
        MailboxPosition? from,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var following = new Following(server, options, transcript, from);
        await using (following.ConfigureAwait(false))
            while (true)
                if (await following.StepAsync(cancellation).ConfigureAwait(false) is { } happened)
                    yield return happened;
    }
}
