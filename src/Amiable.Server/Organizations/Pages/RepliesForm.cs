using Amiable.Replies;
using Amiable.Ui;

namespace Amiable.Organizations.Pages;

/// <summary>The form of what the agent does about replies: texts as typed, which are shown again when they cannot be read.</summary>
internal sealed record RepliesForm(IReadOnlyDictionary<string, string> Fields)
{
    private static readonly (string Name, Func<ReplyRules, int> Of)[] Days =
    [
        (nameof(ReplyRules.LongestPromiseDays), r => r.LongestPromiseDays),
        (nameof(ReplyRules.MostExtensionDays), r => r.MostExtensionDays),
        (nameof(ReplyRules.DisputeAnswerDays), r => r.DisputeAnswerDays),
        (nameof(ReplyRules.MostInstalments), r => r.MostInstalments),
        (nameof(ReplyRules.FirstInstalmentDays), r => r.FirstInstalmentDays),
        (nameof(ReplyRules.LastInstalmentDays), r => r.LastInstalmentDays),
    ];

    public static RepliesForm Of(ReplyRules rules) =>
        new(
            Enum.GetValues<ReplyClass>()
                .ToDictionary(kind => kind.ToString(), kind => Typed.Choice(rules.For(kind, Autonomy.Auto)))
                .Concat(Days.Select(d => KeyValuePair.Create(d.Name, TypedNumber.Write(d.Of(rules)))))
                .ToDictionary()
        );

    public static RepliesForm Of(IFormCollection form) =>
        new(Of(ReplyRules.Standard).Fields.Keys.ToDictionary(name => name, name => form[name].ToString().Trim()));

    /// <summary>What was typed, or the first of it that is no number.</summary>
    public Result<ReplyRules> Read()
    {
        Invalid? wrong = null;
        var rules = ReplyRules.Standard with
        {
            LongestPromiseDays = Number(nameof(ReplyRules.LongestPromiseDays), ref wrong),
            MostExtensionDays = Number(nameof(ReplyRules.MostExtensionDays), ref wrong),
            DisputeAnswerDays = Number(nameof(ReplyRules.DisputeAnswerDays), ref wrong),
            MostInstalments = Number(nameof(ReplyRules.MostInstalments), ref wrong),
            FirstInstalmentDays = Number(nameof(ReplyRules.FirstInstalmentDays), ref wrong),
            LastInstalmentDays = Number(nameof(ReplyRules.LastInstalmentDays), ref wrong),
        };
        if (wrong is not null)
            return wrong;
        return Enum.GetValues<ReplyClass>().Aggregate(rules, (all, kind) => all.With(kind, Chosen(kind)));
    }

    private int Number(string field, ref Invalid? wrong) => TypedNumber.Read(Fields[field], field, ref wrong);

    // What was not chosen, or is none of them, is seen by a member first.
    private Autonomy Chosen(ReplyClass kind) =>
        Enum.GetValues<Autonomy>().Any(a => Typed.Choice(a) == Fields[kind.ToString()])
            ? Typed.Choice<Autonomy>(Fields[kind.ToString()])
            : Autonomy.Approve;
}
