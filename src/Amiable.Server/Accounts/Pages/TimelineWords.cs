using Amiable.Ui;
using Microsoft.AspNetCore.Components;

namespace Amiable.Accounts.Pages;

/// <summary>What happened to an account, as sentences. Their details are kept as codes, numbers and days.</summary>
public static class TimelineWords
{
    public static MarkupString Of(Viewer viewer, AccountEvent happened)
    {
        var t = viewer.T;
        var (first, day) = Parts(viewer, happened.Detail);
        return happened.Kind switch
        {
            AccountEventKind.Paused => Enum.TryParse<PauseReason>(first, out var reason)
                ? t.Rich(day is null ? "timeline.paused" : "timeline.paused-until", viewer.Reader.InSentence(t.Of(reason)), day ?? "")
                : t.Rich("timeline.paused", first),
            AccountEventKind.Resumed => t.Has($"timeline.resumed.{happened.Detail}")
                ? t.Rich($"timeline.resumed.{happened.Detail}")
                : t.Rich("timeline.resumed.by-member"),
            AccountEventKind.Disputed => t.Rich("timeline.disputed", happened.Detail),
            AccountEventKind.DisputeSettled => t.Rich("timeline.dispute-settled", happened.Detail),
            AccountEventKind.Promised => t.Rich("timeline.promised", first, day ?? ""),
            AccountEventKind.WrittenOff => t.Rich("timeline.written-off", happened.Detail),
            AccountEventKind.FormalNotice => t.Rich("timeline.formal-notice", day ?? ""),
            AccountEventKind.PartsAgreed when happened.Detail.Split(' ', 2) is [var parts, var numbers] => t.Rich(
                "timeline.parts-agreed",
                parts,
                numbers
            ),
            AccountEventKind.PaymentSaid => t.Rich("timeline.payment-said", happened.Detail),
            AccountEventKind.DeclarationResolved => t.Rich($"timeline.declaration.{happened.Detail}"),
            AccountEventKind.AdvancedActionApproved => t.Rich($"timeline.action-approved.{Words.Kebab(happened.Detail)}"),
            AccountEventKind.AdvancedActionRejected => t.Rich("timeline.action-rejected"),
            AccountEventKind.Called => Called(viewer, happened.Detail.Split('\n')),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Kind, "An event without words."),
        };
    }

    // What came of it, whom it was, the day that was named, and what was noted.
    private static MarkupString Called(Viewer viewer, string[] told)
    {
        var (t, day) = (viewer.T, Typed.Day(told[2]));
        var said = t.Rich($"timeline.called.{Words.Kebab(told[0])}", day is { } named ? viewer.Reader.Day(named, viewer.Today) : "");
        var note = told[3].Length > 0 ? " " + t.Rich("timeline.called-note", told[3]).Value : "";
        var whom = told[1].Length > 0 ? " " + t.Rich("timeline.called-whom", told[1]).Value : "";
        return new(said.Value + whom + note);
    }

    /// <summary>"F-1 2026-04-20" is "F-1" and that day; the number of an invoice may hold spaces itself.</summary>
    private static (string First, string? Day) Parts(Viewer viewer, string detail)
    {
        var space = detail.LastIndexOf(' ');
        return Typed.Day(detail[(space + 1)..]) is { } day
            ? (space < 0 ? "" : detail[..space], viewer.Reader.Day(day, viewer.Today))
            : (detail, null);
    }
}
