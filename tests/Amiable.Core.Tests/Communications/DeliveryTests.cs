using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;

namespace Amiable.Tests.Communications;

public class DeliveryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly Recipient Anne = new(new(Guid.CreateVersion7()), "Anne", "anne@roux.example");
    private static readonly Recipient Bob = new(new(Guid.CreateVersion7()), "Bob", "bob@roux.example");
    private static readonly Recipient Copy = new(new(Guid.CreateVersion7()), "Carl", "carl@roux.example", IsCopy: true);

    private static Communication Sending(params Recipient[] to)
    {
        var message = new Communication(
            new(Guid.CreateVersion7()),
            new(Guid.CreateVersion7()),
            Origin.Agent,
            "first",
            CommunicationStatus.Scheduled,
            Monday
        );
        message.MoveTo(new(2026, 3, 16), Monday);
        var edited = message.Edit(new(2026, 3, 16), Monday, to, new("Subject", "Text", "<p>Text</p>"), Tone.Courteous, new(2026, 3, 16));
        Assert.Null(edited);
        message.Claim("looked");
        return message;
    }

    private static Communication Sent(params Recipient[] to)
    {
        var message = Sending(to);
        message.WasSent(Monday);
        return message;
    }

    private static DeliveryNews News(Recipient of, DeliveryKind kind, string reason = "UserUnknown") =>
        new(Monday.AddHours(1), of.Address, kind, "5.1.1", reason, "550 5.1.1 no such user");

    [Fact]
    public void It_came_back_when_nobody_it_was_addressed_to_received_it_whoever_had_a_copy()
    {
        var message = Sent(Anne, Bob, Copy);

        Assert.True(message.Hear(News(Anne, DeliveryKind.HardFailed)));
        Assert.Equal(CommunicationStatus.Sent, message.Status);
        Assert.True(message.Hear(News(Bob, DeliveryKind.Failed, "MailboxFull")));
        Assert.Equal(CommunicationStatus.Bounced, message.Status);
    }

    [Fact]
    public void A_copy_that_comes_back_changes_nothing_for_the_message()
    {
        var message = Sent(Anne, Copy);

        Assert.True(message.Hear(News(Copy, DeliveryKind.HardFailed)));

        Assert.Equal(CommunicationStatus.Sent, message.Status);
    }

    [Fact]
    public void The_same_news_twice_and_news_about_somebody_else_are_not_heard()
    {
        var message = Sent(Anne);

        Assert.True(message.Hear(News(Anne, DeliveryKind.Failed)));
        Assert.False(message.Hear(News(Anne, DeliveryKind.Failed) with { Said = "in other words" }));
        Assert.False(message.Hear(News(Bob, DeliveryKind.HardFailed)));

        Assert.Single(message.Deliveries);
    }

    [Fact]
    public void A_bounce_after_the_delivery_is_believed_and_a_delivery_after_the_bounce_is_not()
    {
        var message = Sent(Anne);

        message.Hear(News(Anne, DeliveryKind.Delivered));
        Assert.Equal(CommunicationStatus.Delivered, message.Status);
        message.Hear(News(Anne, DeliveryKind.HardFailed));
        message.Hear(News(Anne, DeliveryKind.Delivered));

        Assert.Equal(CommunicationStatus.Bounced, message.Status);
    }

    [Fact]
    public void Nobody_can_fill_the_database_with_news()
    {
        var message = Sent(Anne);
        for (var i = 0; i < 200; i++)
            message.Hear(News(Anne, DeliveryKind.Delayed) with { Said = $"{i}" });

        Assert.Equal(50, message.Deliveries.Count);
    }

    [Fact]
    public void What_is_tried_again_keeps_what_a_person_did_to_it_and_how_long_it_has_been_tried()
    {
        var message = Sending(Anne);
        message.WasDelayed(Monday);
        message.WillBeTriedAgain("delivery-delayed", Monday.AddMinutes(15));
        message.Claim("looked again");
        message.WasDelayed(Monday.AddMinutes(15));
        message.WillBeTriedAgain("delivery-delayed", Monday.AddMinutes(45));

        Assert.Equal((CommunicationStatus.Scheduled, true, "Text", 2), (message.Status, message.IsPinned, message.Text, message.Tries));
        Assert.Equal((Monday, Monday.AddMinutes(45)), (message.FirstTriedAt, message.SendAt));
    }

    [Fact]
    public void Another_address_has_its_own_three_days()
    {
        var message = Sending(Anne);
        message.WasDelayed(Monday);
        message.WillBeTriedAgain("delivery-delayed", Monday.AddMinutes(15));

        message.Edit(new(2026, 3, 16), Monday, [Bob], new("Subject", "Text", ""), Tone.Courteous, new(2026, 3, 16));

        Assert.Equal((0, null), (message.Tries, message.FirstTriedAt));
    }

    [Fact]
    public void A_send_now_that_was_put_off_is_still_wanted_after_the_night_and_after_nothing_else()
    {
        var message = Sending(Anne);
        message.WillBeTriedAgain("delivery-delayed", Monday.AddHours(8));
        message.SendNow(new(Guid.CreateVersion7()), new(2026, 3, 16), Monday);

        message.HoldBack("OutsideWindow", isStillWanted: true);
        Assert.True(message.IsSentNow);
        message.HoldBack("WeekLimit");
        Assert.False(message.IsSentNow);
    }

    [Fact]
    public void The_wait_doubles_from_a_quarter_of_an_hour_to_eight_hours_and_ends_after_three_days()
    {
        Assert.Equal(
            [15, 30, 60, 120, 240, 480, 480, 480],
            Enumerable.Range(1, 8).Select(tries => (int)RetryDelay.After(tries).TotalMinutes)
        );
        Assert.False(RetryDelay.IsOver(Monday, Monday.AddHours(71)));
        Assert.True(RetryDelay.IsOver(Monday, Monday.AddHours(72)));
        Assert.Equal([1, 1, 2, 3], new[] { 0, 1, 2, 3 }.Select(RetryDelay.BusinessDaysAfter));
    }

    [Fact]
    public void The_words_of_a_server_survive_being_kept_with_a_contact()
    {
        Assert.Equal(
            new("UserUnknown", "550: no such user"),
            AddressFault.Of(new AddressFault("UserUnknown", "550: no such user").ToString())
        );
        Assert.Equal(new("UserUnknown", ""), AddressFault.Of(new AddressFault("UserUnknown", "").ToString()));
        Assert.Null(AddressFault.Of(null));
    }

    [Fact]
    public void Erasing_a_person_erases_what_servers_said_of_the_address()
    {
        var message = Sent(Anne);
        message.Hear(News(Anne, DeliveryKind.HardFailed) with { Said = "550 anne@roux.example is unknown" });
        var contact = new Contact(Anne.Contact, message.AccountId, "Anne", Anne.Address);

        message.Forget(new ErasedContact(contact, message.Recipients, []));

        var news = Assert.Single(message.Deliveries);
        Assert.DoesNotContain("anne", news.Address + news.Said, StringComparison.OrdinalIgnoreCase);
    }
}
