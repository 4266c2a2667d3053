using Amiable.Reading;
using Amiable.Replies;

namespace Amiable.Organizations;

/// <summary>
/// Says what the agent does about replies: how far it may concede, and which kinds it answers by itself. Nobody is left out where the reader is not measured to be
/// good enough.
/// </summary>
public sealed class SetReplyRules(ChangeOrganization changeOrganization, MeasureReader measureReader)
{
    public async Task<Result<Done>> Run(int version, ReplyRules rules, CancellationToken ct)
    {
        var enough = (await measureReader.Run(ct)).Classes.Where(c => c.IsEnough).Select(c => c.Class).ToHashSet();
        if (rules.Trusted.Any(t => t.Value == Autonomy.Auto && !enough.Contains(t.Key)))
            return new Refused("replies.not-precise", "Replies of this kind are not read well enough to be answered without a member.");
        return await changeOrganization.Run(version, organization => organization.AnswerBy(rules), ct);
    }
}
