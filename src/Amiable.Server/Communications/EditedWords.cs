using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Communications;

/// <summary>What a message says after a member edited it: the same for the preview and for what is stored. Pure.</summary>
public static class EditedWords
{
    /// <summary>
    /// Words that nobody touched keep their table and their links. In another tone, untouched words are the agent's own in that tone; whoever typed words of
    /// their own keeps them.
    /// </summary>
    public static MessageWords Of(AccountFacts facts, Communication message, string subject, string text, Tone tone, DateOnly sendOn)
    {
        var isUntouched = EditedText.IsSame(text, message.Text);
        if (isUntouched && (tone == message.Tone || message.Stage is null))
            return new(subject, message.Text, message.Html);
        if (message.Stage is not null)
        {
            var agents = WriteMessage.InTone(facts, message, tone, sendOn);
            if (isUntouched)
                return subject == message.Subject ? agents : agents with { Subject = subject };
            if (EditedText.IsSame(text, agents.Text))
                return agents with { Subject = subject };
        }
        return new(subject, EditedText.Clean(text), EditedText.AsHtml(EditedText.Clean(text), message.Language));
    }
}
