using Amiable.FollowUp;
using Amiable.Organizations;

namespace Amiable.Tests.Organizations;

public class OrganizationTests
{
    private static Organization Ours() => new(new(Guid.CreateVersion7()), "Nous", "FR", "Europe/Paris", "fr", "EUR");

    [Fact]
    public void A_new_organization_approves_each_message_and_follows_the_standard()
    {
        Assert.Equal(Autonomy.Approve, Ours().Autonomy);
        Assert.Same(FollowUpPolicy.Standard, Ours().Policy);
    }

    [Fact]
    public void A_policy_that_cannot_be_followed_is_refused_and_the_old_one_stays()
    {
        var organization = Ours();

        Assert.Equal("policy.days", organization.Follow(FollowUpPolicy.Standard with { MinimumGapBusinessDays = 0 })?.Code);
        Assert.Same(FollowUpPolicy.Standard, organization.Policy);
        Assert.Null(organization.Follow(FollowUpPolicy.Standard with { MinimumGapBusinessDays = 3 }));
        Assert.Equal(3, organization.Policy.MinimumGapBusinessDays);
        organization.Follow(null);
        Assert.Same(FollowUpPolicy.Standard, organization.Policy);
    }

    [Fact]
    public void Quiet_days_are_kept_once_and_in_order()
    {
        var organization = Ours();

        organization.KeepQuietOn([Day.Of("2026-08-15"), Day.Of("2026-08-03"), Day.Of("2026-08-15")]);

        Assert.Equal([Day.Of("2026-08-03"), Day.Of("2026-08-15")], organization.BlackoutDays);
    }
}
