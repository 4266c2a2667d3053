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

    [Fact]
    public void A_policy_that_says_what_the_standard_says_is_not_kept_as_ones_own()
    {
        var organization = Ours();

        Assert.Null(organization.Follow(FollowUpPolicy.Standard with { Rungs = [.. FollowUpPolicy.Standard.Rungs] }));

        Assert.Null(organization.OwnPolicy);
    }

    [Theory]
    [InlineData(" ", null, "agent.name")]
    [InlineData("Léa\nBcc: x@y.example", null, "agent.name")]
    [InlineData("Léa", "1\n2\n3\n4\n5\n6", "agent.signature")]
    public void A_name_that_would_break_a_mail_is_refused(string name, string? signature, string code)
    {
        var organization = Ours();

        Assert.Equal(code, organization.SignAs(name, signature)?.Code);
        Assert.Equal("Camille", organization.AgentName);
    }

    [Fact]
    public void A_signature_is_kept_without_its_empty_lines()
    {
        var organization = Ours();

        Assert.Null(organization.SignAs(" Léa ", " Tel. 04 72 00 00 00 \r\n\r\n Lyon"));

        Assert.Equal(("Léa", "Tel. 04 72 00 00 00\nLyon"), (organization.AgentName, organization.Signature));
    }
}
