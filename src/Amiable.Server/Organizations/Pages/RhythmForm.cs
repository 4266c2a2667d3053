using Amiable.FollowUp;

namespace Amiable.Organizations.Pages;

/// <summary>The form of the rhythm: texts as typed, which are shown again when they cannot be read.</summary>
internal sealed record RhythmForm(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<RungForm> Rungs)
{
    private const int MostRows = 10;

    public static RhythmForm Of(FollowUpPolicy policy) =>
        new(
            new Dictionary<string, string>
            {
                [nameof(policy.RemindBusinessDaysBeforeDue)] = TypedNumber.Write(policy.RemindBusinessDaysBeforeDue),
                [nameof(policy.MinimumGapBusinessDays)] = TypedNumber.Write(policy.MinimumGapBusinessDays),
                [nameof(policy.GraceAfterPromiseBusinessDays)] = TypedNumber.Write(policy.GraceAfterPromiseBusinessDays),
                [nameof(policy.WaitAfterFormalNoticeBusinessDays)] = TypedNumber.Write(policy.WaitAfterFormalNoticeBusinessDays),
                [nameof(policy.RecommendAfterFirmMessages)] = TypedNumber.Write(policy.RecommendAfterFirmMessages),
                [nameof(policy.RecommendAfterDaysOverdue)] = TypedNumber.Write(policy.RecommendAfterDaysOverdue),
            },
            [.. policy.Rungs.Select(RungForm.Of)]
        );

    /// <summary>An emptied row is left out; those after it move up.</summary>
    public static RhythmForm Of(IFormCollection form) =>
        new(
            Of(FollowUpPolicy.Standard).Fields.Keys.ToDictionary(name => name, name => form[name].ToString().Trim()),
            [.. Enumerable.Range(0, MostRows).Select(i => RungForm.Of(form, i)).Where(row => row.From.Length + row.Every.Length > 0)]
        );

    /// <summary>What was typed, or the first of it that is no number. Whether it can be followed is for the policy to say.</summary>
    public Result<FollowUpPolicy> Read()
    {
        Invalid? wrong = null;
        var policy = FollowUpPolicy.Standard with
        {
            RemindBusinessDaysBeforeDue =
                Fields[nameof(FollowUpPolicy.RemindBusinessDaysBeforeDue)].Length == 0
                    ? null
                    : Number(nameof(FollowUpPolicy.RemindBusinessDaysBeforeDue)),
            Rungs = [.. Rungs.Select((row, i) => row.Read(i, ref wrong))],
            MinimumGapBusinessDays = Number(nameof(FollowUpPolicy.MinimumGapBusinessDays)),
            GraceAfterPromiseBusinessDays = Number(nameof(FollowUpPolicy.GraceAfterPromiseBusinessDays)),
            WaitAfterFormalNoticeBusinessDays = Number(nameof(FollowUpPolicy.WaitAfterFormalNoticeBusinessDays)),
            RecommendAfterFirmMessages = Number(nameof(FollowUpPolicy.RecommendAfterFirmMessages)),
            RecommendAfterDaysOverdue = Number(nameof(FollowUpPolicy.RecommendAfterDaysOverdue)),
        };
        return wrong is null ? policy : wrong;

        int Number(string field) => TypedNumber.Read(Fields[field], field, ref wrong);
    }
}

/// <summary>A row of the steps.</summary>
internal sealed record RungForm(string From, string Every, Tone First, Tone? Then)
{
    public static readonly RungForm Empty = new("", "", Tone.Firm, null);

    public static RungForm Of(Rung rung) =>
        new(
            TypedNumber.Write(rung.FromDaysOverdue),
            TypedNumber.Write(rung.EveryBusinessDays),
            rung.Tones[0],
            rung.Tones.Count > 1 ? rung.Tones[^1] : null
        );

    public static RungForm Of(IFormCollection form, int i) =>
        new(
            form[Name(i, nameof(Rung.FromDaysOverdue))].ToString().Trim(),
            form[Name(i, nameof(Rung.EveryBusinessDays))].ToString().Trim(),
            Enum.TryParse<Tone>(form[Name(i, nameof(Rung.Tones))], out var first) ? first : Tone.Courteous,
            Enum.TryParse<Tone>(form[Name(i, ThenField)], out var then) && then != first ? then : null
        );

    public const string ThenField = "Then";

    /// <summary>As a fault of the policy names it.</summary>
    public static string Name(int i, string part) => $"{nameof(FollowUpPolicy.Rungs)}[{i}].{part}";

    public Rung Read(int i, ref Invalid? wrong) =>
        new(
            TypedNumber.Read(From, Name(i, nameof(Rung.FromDaysOverdue)), ref wrong),
            TypedNumber.Read(Every, Name(i, nameof(Rung.EveryBusinessDays)), ref wrong),
            Then is { } then ? [First, then] : [First]
        );
}
