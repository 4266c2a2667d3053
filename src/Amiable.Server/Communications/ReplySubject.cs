namespace Amiable.Communications;

/// <summary>The subject line of an answer.</summary>
internal static class ReplySubject
{
    // "Re: " stands before it.
    private const int Longest = Communication.MostInSubject - 4;

    /// <summary>"Re: " once, however often it was answered.</summary>
    public static string To(string answered)
    {
        var subject = answered.Trim().ReplaceLineEndings(" ");
        if (subject.Length > Longest)
            subject = subject[..Longest];
        return subject.StartsWith("re:", StringComparison.OrdinalIgnoreCase) ? subject : $"Re: {subject}";
    }
}
