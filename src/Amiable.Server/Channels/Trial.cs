using System.Collections.Concurrent;
using Amiable.Mail.Connections;

namespace Amiable.Channels;

/// <summary>How trying out a server ended.</summary>
public enum TrialOutcome
{
    /// <summary>The server took the test mail.</summary>
    Sent,

    /// <summary>The mailbox opened.</summary>
    Opened,

    // As in MailFailure.
    Unreachable,
    TimedOut,
    ConnectionLost,
    Certificate,
    NoEncryption,
    SignInRefused,
    SignInUnavailable,
    Refused,
    Garbled,
    TooLong,
    Forbidden,

    /// <summary>The server does not let this user write from this address.</summary>
    SenderRefused,

    /// <summary>The server did not take the mail for this recipient, or with this content.</summary>
    MailRefused,

    /// <summary>The mail left and no answer came.</summary>
    Unknown,

    /// <summary>There is no such folder, or it may not be read.</summary>
    NoFolder,

    /// <summary>The stored password cannot be read any more.</summary>
    PasswordLost,
}

/// <summary>What is going on in a conversation with a mail server, in the words of people.</summary>
public enum TrialStep
{
    Connecting,
    Greeting,
    Hello,
    Encryption,
    SignIn,
    Sender,
    Recipient,
    Message,
    Mailbox,
    Goodbye,
}

/// <summary>One step, and the lines that were exchanged for it.</summary>
public sealed record TrialPart(TrialStep Step, IReadOnlyList<string> Lines);

/// <summary>What happened when a server was tried out.</summary>
/// <param name="OfSending">Of the SMTP server; otherwise of the IMAP server.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Parts">Step by step, in the order it happened.</param>
/// <param name="Said">The server's own words, or those of the network; empty when all went well.</param>
/// <param name="To">Who gets the test mail; null when none was sent.</param>
/// <param name="Messages">How many messages are in the mailbox.</param>
/// <param name="Fingerprint">Of a certificate that is not trusted.</param>
public sealed record Trial(
    bool OfSending,
    TrialOutcome Outcome,
    IReadOnlyList<TrialPart> Parts,
    string Said = "",
    string? To = null,
    long Messages = 0,
    string? Fingerprint = null
)
{
    /// <summary>Nobody waits longer than this for an answer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>How long a server may be silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    // One at a time of an organization: it is a look at one's own server, not a tool to look around with.
    private static readonly ConcurrentDictionary<OrganizationId, bool> UnderWay = [];

    public bool Worked => Outcome is TrialOutcome.Sent or TrialOutcome.Opened;

    /// <summary>Where it ended, when it did not work.</summary>
    public TrialPart? FailedAt => Worked ? null : Parts.LastOrDefault(p => p.Step != TrialStep.Goodbye);

    internal static TrialOutcome Of(MailFailure failure) => Enum.Parse<TrialOutcome>(failure.ToString());

    /// <summary>Tries, for a limited time; what the server does wrong is in the outcome.</summary>
    internal static async Task<Result<Trial>> Run(
        OrganizationId organization,
        bool ofSending,
        Func<Transcript, CancellationToken, Task<Trial>> work,
        CancellationToken ct
    )
    {
        if (!UnderWay.TryAdd(organization, true))
            return new Refused("channels.busy", "A server is being tried at this moment. Wait until that has ended.");
        var transcript = new Transcript();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        try
        {
            var trial = await work(transcript, limit.Token);
            return trial with { Parts = TrialParts.Of(transcript, ofSending) };
        }
        catch (MailServerFailed failure)
        {
            var parts = TrialParts.Of(transcript, ofSending);
            var isFolder = failure.Kind == MailFailure.Refused && parts is [.., { Step: TrialStep.Mailbox }];
            return new Trial(
                ofSending,
                isFolder ? TrialOutcome.NoFolder : Of(failure.Kind),
                parts,
                failure.Message,
                Fingerprint: failure.Fingerprint
            );
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Trial(ofSending, TrialOutcome.TimedOut, TrialParts.Of(transcript, ofSending));
        }
        finally
        {
            UnderWay.TryRemove(organization, out _);
        }
    }
}
