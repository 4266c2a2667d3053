namespace Amiable.Writing;

/// <summary>What a script says beside the figures of its brief.</summary>
/// <param name="Caller">The member who calls.</param>
/// <param name="WrittenOn">When the last message about it left; null for none.</param>
/// <param name="BrokenPromise">The last day that was promised and passed; null for none.</param>
public sealed record CallTerms(string Caller, DateOnly? WrittenOn, DateOnly? BrokenPromise);

/// <summary>What a member may say on the telephone.</summary>
/// <param name="Language">One of <see cref="Languages.Written"/>.</param>
/// <param name="Opening">When somebody answers.</param>
/// <param name="Says">What follows, a sentence or two each.</param>
/// <param name="Voicemail">What is left on an answering machine: it names no debt, for anybody may hear it.</param>
public sealed record CallScript(string Language, string Opening, IReadOnlyList<string> Says, string Voicemail);

/// <summary>
/// Writes what a member may say on the telephone, from the built-in texts and never with a model: courteous whatever the tone of messages is, short, without a threat.
/// Every figure comes from the brief.
/// </summary>
public static class CallWriter
{
    /// <exception cref="ArgumentException">The brief contradicts itself, or there is nothing to ask for.</exception>
    public static CallScript Write(MessageBrief brief, CallTerms terms)
    {
        var phrases = new BriefPhrases(SoundBrief.Of(brief with { PromisedOn = terms.BrokenPromise, Attached = [], ToDownload = [] }));
        var count = brief.Overdue.Count;
        var toTeam = brief.RecipientName is null ? " to a team" : "";
        (string, string) caller = ("caller", SoundBrief.OneLine(terms.Caller));
        List<string> says = [phrases.Word("call reason", count)];
        if (terms.BrokenPromise is not null)
            says.Add(phrases.Word("call promise"));
        else if (terms.WrittenOn is { } day)
            says.Add(phrases.Word("call written", count, ("writtenOn", phrases.Locale.Date(day))));
        says.AddRange([phrases.Word("call question", count), phrases.Word("call help"), phrases.Word("call thanks")]);
        return new(
            phrases.Locale.Language,
            phrases.Word("call opening" + toTeam, 1, caller),
            says,
            phrases.Word("call voicemail" + toTeam, 1, caller)
        );
    }
}
