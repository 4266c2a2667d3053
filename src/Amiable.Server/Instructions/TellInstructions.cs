namespace Amiable.Instructions;

/// <summary>
/// Tells the agent what is new in the instructions of an account, as if it were said on its page. What can be done of it is done and answered there; what cannot
/// stays a note. Lines that stood there before were told then, and are not told again.
/// </summary>
public sealed class TellInstructions(FollowInstruction followInstruction)
{
    /// <param name="account">Whose instructions.</param>
    /// <param name="before">What stood there; null for nothing.</param>
    /// <param name="now">What stands there; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(AccountId account, string? before, string? now, CancellationToken ct)
    {
        var told = Lines(before).ToHashSet(StringComparer.Ordinal);
        var news = string.Join('\n', Lines(now).Where(line => !told.Contains(line)));
        if (news.Length > 0)
            await followInstruction.Run(account, new(news) { OnlyIfTold = true }, ct);
    }

    private static string[] Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
