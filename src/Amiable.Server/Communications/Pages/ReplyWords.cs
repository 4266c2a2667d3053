using Amiable.Replies;
using Amiable.Ui;

namespace Amiable.Communications.Pages;

/// <summary>How a reply was read, and what an answer says, in words.</summary>
public static class ReplyWords
{
    /// <summary>"Promise to pay, request for a document · Fri 20 Mar · F-1, F-2".</summary>
    public static string Of(Viewer viewer, ReadAs read)
    {
        var t = viewer.T;
        var intents = read.Intents.Select((intent, place) => place == 0 ? t.Of(intent) : viewer.Reader.InSentence(t.Of(intent)));
        string[] parts =
        [
            string.Join(", ", intents),
            read.On is { } day ? viewer.Reader.Day(day, viewer.Today) : "",
            FollowUp.Pages.WhyWords.Numbers(t, read.Numbers),
        ];
        return string.Join(" · ", parts.Where(p => p.Length > 0));
    }

    /// <summary>"95 %".</summary>
    public static string Certainty(Viewer viewer, ReadAs read) =>
        viewer.T["communication.certainty", (int)Math.Round(100 * read.Confidence)];

    /// <summary>One sentence a part.</summary>
    public static IEnumerable<string> Of(Viewer viewer, AnswerFacts answer) =>
        answer.Parts.Select(part =>
            viewer.T[$"answer-says.{Words.Kebab(part.Kind.ToString())}", part.On is { } day ? viewer.Reader.Day(day, viewer.Today) : ""]
        );
}
