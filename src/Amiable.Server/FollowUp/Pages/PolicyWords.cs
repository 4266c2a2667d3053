using Amiable.Ui;

namespace Amiable.FollowUp.Pages;

/// <summary>A policy as sentences: when the agent writes, and how firmly.</summary>
public static class PolicyWords
{
    public static IReadOnlyList<string> Of(Viewer viewer, FollowUpPolicy policy)
    {
        var t = viewer.T;
        return
        [
            policy.RemindBusinessDaysBeforeDue is { } days ? t.Count("policy.says.reminder", days) : t["policy.says.no-reminder"],
            .. policy.Rungs.Select(rung => Of(viewer, rung)),
            t.Count("policy.says.gap", policy.MinimumGapBusinessDays),
            t.Count("policy.says.recommend", policy.RecommendAfterFirmMessages, policy.RecommendAfterDaysOverdue),
        ];
    }

    /// <summary>"From 31 days overdue, every 5 business days, professional".</summary>
    public static string Of(Viewer viewer, Rung rung)
    {
        var t = viewer.T;
        string Tone(Tone tone) => viewer.Reader.InSentence(t.Of(tone));
        var tones = rung.Tones.Count > 1 ? t["policy.says.first-then", Tone(rung.Tones[0]), Tone(rung.Tones[^1])] : Tone(rung.Tones[0]);
        return rung.FromDaysOverdue == 0
            ? t.Count("policy.says.overdue", rung.EveryBusinessDays, tones)
            : t.Count("policy.says.from", rung.EveryBusinessDays, rung.FromDaysOverdue, tones);
    }
}
