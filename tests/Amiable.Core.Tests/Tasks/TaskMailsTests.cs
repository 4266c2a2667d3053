using Amiable.Communications;
using Amiable.Tasks;

namespace Amiable.Tests.Tasks;

public class TaskMailsTests
{
    [Theory]
    [InlineData("2026-03-03", 8, "2026-03-03T07:00:00Z")] // Winter in Paris.
    [InlineData("2026-07-03", 8, "2026-07-03T06:00:00Z")] // Summer.
    [InlineData("2026-03-29", 2, "2026-03-29T01:00:00Z")] // The clock goes from 2 to 3: an hour that is not there.
    [InlineData("2026-10-25", 2, "2026-10-25T01:00:00Z")] // It is there twice: the later one.
    public void The_mail_of_a_day_leaves_at_the_hour_the_clock_shows(string day, int hour, string utc) =>
        Assert.Equal(
            DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture),
            new TaskMails { Hour = hour }.DigestAt(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Paris)
        );

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Fact]
    public void A_kind_that_is_not_wanted_comes_neither_at_once_nor_with_the_day()
    {
        var mails = TaskMails.Standard.No(TaskKind.Dispute).No(TaskKind.Dispute);
        Assert.Single(mails.Without);
        Assert.False(mails.WantsAtOnce(TaskKind.Dispute) || mails.WantsInDigest(TaskKind.Dispute));
        Assert.True(mails.WantsAtOnce(TaskKind.Insolvency) && mails.WantsInDigest(TaskKind.StaleData));
        Assert.False(TaskMails.Standard.WantsAtOnce(TaskKind.StaleData));
        Assert.NotNull(new TaskMails { Hour = 24 }.Fault);
    }

    [Theory]
    [InlineData(true, false, false, false, false, true)] // Nobody has it, nobody is in charge: every member.
    [InlineData(true, false, false, true, false, false)] // It is a colleague's.
    [InlineData(true, true, false, true, true, true)]
    [InlineData(true, false, false, false, true, false)] // Somebody is in charge.
    [InlineData(false, false, true, false, true, true)]
    [InlineData(false, false, true, true, true, true)] // In charge, whoever has it.
    [InlineData(false, false, false, false, false, false)]
    public void Who_has_it_and_who_is_in_charge_are_told_else_every_member(
        bool isMember,
        bool isAssigned,
        bool isReferent,
        bool isSomebodys,
        bool hasReferents,
        bool isTold
    ) => Assert.Equal(isTold, WhoIsTold.Includes(new(isMember, isAssigned, isReferent), isSomebodys, hasReferents));

    [Fact]
    public void A_tag_of_a_task_is_none_of_a_message_with_the_same_id()
    {
        byte[] key = [1, 2, 3];
        var id = Guid.CreateVersion7();
        var tagged = ReplyTag.Put("agent@x.example", new HumanTaskId(id), key)!;
        Assert.Equal(new HumanTaskId(id), ReplyTag.ReadTask(tagged.ToUpperInvariant(), key));
        Assert.Null(ReplyTag.Read(tagged, key));
        Assert.Null(ReplyTag.ReadTask(ReplyTag.Put("agent@x.example", new CommunicationId(id), key)!, key));
    }
}
