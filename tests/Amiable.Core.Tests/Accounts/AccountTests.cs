using Amiable.Accounts;

namespace Amiable.Tests.Accounts;

public class AccountTests
{
    private static readonly DateOnly Today = Day.Of("2026-03-16");

    private static Account Acme() => new(new(Guid.CreateVersion7()), new() { Name = " Acme S.A. " }, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Its_name_is_trimmed_and_makes_its_key() => Assert.Equal(("Acme S.A.", "acme"), (Acme().Name, Acme().MatchKey));

    [Fact]
    public void It_keeps_its_name_when_the_new_one_is_empty()
    {
        var account = Acme();

        Assert.Equal("account.no-name", account.Describe(new() { Name = " " })?.Code);
        Assert.Equal("Acme S.A.", account.Name);
    }

    [Fact]
    public void A_pause_holds_through_its_last_day()
    {
        var account = Acme();

        Assert.Null(account.Pause(PauseReason.Commercial, "  ", Today.AddDays(2), Today));

        Assert.True(account.IsPausedOn(Today));
        Assert.True(account.IsPausedOn(Today.AddDays(2)));
        Assert.False(account.IsPausedOn(Today.AddDays(3)));
        Assert.Null(account.PauseNote);
    }

    [Fact]
    public void A_pause_without_an_end_holds_until_somebody_resumes()
    {
        var account = Acme();
        account.Pause(PauseReason.Legal, "counsel", null, Today);

        Assert.True(account.IsPausedOn(DateOnly.MaxValue));
        Assert.True(account.Resume());
        Assert.False(account.Resume());
        Assert.Equal((false, null, null), (account.IsPausedOn(Today), account.PauseReason, account.PauseNote));
    }

    [Fact]
    public void A_pause_that_ends_before_it_begins_is_refused()
    {
        var account = Acme();

        Assert.Equal("pause.past", account.Pause(PauseReason.Other, null, Today.AddDays(-1), Today)?.Code);
        Assert.False(account.IsPausedOn(Today));
    }
}
