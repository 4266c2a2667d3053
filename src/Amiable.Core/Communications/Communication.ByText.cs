using Amiable.FollowUp;

namespace Amiable.Communications;

/// <summary>What a text message is charged as.</summary>
/// <param name="Segments">Messages the network counts.</param>
/// <param name="Cost">What they cost by the price the organization entered, in major units; null where it entered none.</param>
/// <param name="Currency">Of the cost.</param>
public sealed record TextCount(int Segments, decimal? Cost, string Currency);

/// <content>A text message: a member writes it and it leaves at once, so that it never waits.</content>
public sealed partial class Communication
{
    private const int MostInHeadline = 80;

    /// <summary>Whether it goes to, or came from, a telephone.</summary>
    public bool IsText => Channel == Channel.Sms;

    /// <summary>A member writes a text message.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="account">To whom.</param>
    /// <param name="form">The form it was written in: however often that is sent, it is one message.</param>
    /// <param name="now">When.</param>
    public static Communication Texted(CommunicationId id, AccountId account, Guid form, DateTimeOffset now) =>
        new(id, account, Origin.Member, StepOf(form), CommunicationStatus.Scheduled, now) { Channel = Channel.Sms };

    /// <summary>What stands for the subject that a text message has not: its beginning.</summary>
    public static string HeadlineOf(string text)
    {
        var line = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MostInHeadline)
            return line;
        var end = char.IsHighSurrogate(line[MostInHeadline - 1]) ? MostInHeadline - 1 : MostInHeadline;
        return line[..end] + "…";
    }
}
