using Amiable.Replies;
using Amiable.Ui;

namespace Amiable.Organizations.Pages;

/// <summary>The form of what the agent does about replies: texts as typed, which are shown again when they cannot be read.</summary>
internal sealed record RepliesForm(IReadOnlyDictionary<string, string> Fields)
{
    public static RepliesForm Of(ReplyRules rules) =>
        new(
            Enum.GetValues<ReplyClass>()
                .ToDictionary(kind => kind.ToString(), kind => Typed.Choice(rules.For(kind, Autonomy.Auto)))
                .Append(new(nameof(rules.LongestPromiseDays), TypedNumber.Write(rules.LongestPromiseDays)))
                .Append(new(nameof(rules.MostExtensionDays), TypedNumber.Write(rules.MostExtensionDays)))
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
            LongestPromiseDays = TypedNumber.Read(
                Fields[nameof(ReplyRules.LongestPromiseDays)],
                nameof(ReplyRules.LongestPromiseDays),
                ref wrong
            ),
            MostExtensionDays = TypedNumber.Read(
                Fields[nameof(ReplyRules.MostExtensionDays)],
                nameof(ReplyRules.MostExtensionDays),
                ref wrong
            ),
        };
        if (wrong is not null)
            return wrong;
        return Enum.GetValues<ReplyClass>().Aggregate(rules, (all, kind) => all.With(kind, Chosen(kind)));
    }

    // What was not chosen, or is none of them, is seen by a member first.
    private Autonomy Chosen(ReplyClass kind) =>
        Enum.GetValues<Autonomy>().Any(a => Typed.Choice(a) == Fields[kind.ToString()])
            ? Typed.Choice<Autonomy>(Fields[kind.ToString()])
            : Autonomy.Approve;
}
