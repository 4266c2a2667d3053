using Amiable.Mail.Connections;

namespace Amiable.Channels;

/// <summary>Finds the steps in the transcript of a conversation: consecutive lines about the same thing are one.</summary>
internal static class TrialParts
{
    public static IReadOnlyList<TrialPart> Of(Transcript transcript, bool isSmtp)
    {
        List<TrialPart> parts = [];
        var step = TrialStep.Connecting;
        var isGreeted = false;
        foreach (var line in transcript.Lines)
        {
            step = line.Speaker switch
            {
                Speaker.Note => OfNote(line.Text, step),
                Speaker.Client => isSmtp ? OfSmtp(line.Text, step) : OfImap(line.Text, step),
                _ => isGreeted ? step : TrialStep.Greeting,
            };
            isGreeted |= line.Speaker != Speaker.Note;
            var sign = line.Speaker switch
            {
                Speaker.Client => "→ ",
                Speaker.Server => "← ",
                _ => "",
            };
            if (parts is [.., { } last] && last.Step == step)
                parts[^1] = last with { Lines = [.. last.Lines, sign + line.Text] };
            else
                parts.Add(new(step, [sign + line.Text]));
        }
        return parts;
    }

    private static TrialStep OfNote(string text, TrialStep before) =>
        text.StartsWith("Connecting", StringComparison.Ordinal) ? TrialStep.Connecting
        : before is TrialStep.Connecting
        && !text.StartsWith("Encrypted", StringComparison.Ordinal)
        && !text.StartsWith("Certificate", StringComparison.Ordinal)
        && !text.StartsWith("The TLS", StringComparison.Ordinal)
            ? before
        : before is TrialStep.Connecting or TrialStep.Encryption ? TrialStep.Encryption
        : before;

    private static TrialStep OfSmtp(string line, TrialStep before) =>
        line.Split(' ')[0] switch
        {
            "EHLO" or "HELO" => TrialStep.Hello,
            "STARTTLS" => TrialStep.Encryption,
            "AUTH" => TrialStep.SignIn,
            "MAIL" => TrialStep.Sender,
            "RCPT" => TrialStep.Recipient,
            "DATA" or "(message," => TrialStep.Message,
            "QUIT" => TrialStep.Goodbye,
            _ => before,
        };

    // "A1 LOGIN …"
    private static TrialStep OfImap(string line, TrialStep before) =>
        line.Split(' ') switch
        {
            [_, "CAPABILITY", ..] when before != TrialStep.SignIn => TrialStep.Hello,
            [_, "STARTTLS", ..] => TrialStep.Encryption,
            [_, "LOGIN" or "AUTHENTICATE", ..] => TrialStep.SignIn,
            [_, "SELECT" or "EXAMINE", ..] => TrialStep.Mailbox,
            [_, "LOGOUT", ..] => TrialStep.Goodbye,
            _ => before,
        };
}
