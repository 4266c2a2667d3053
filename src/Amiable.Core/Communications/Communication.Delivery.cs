namespace Amiable.Communications;

/// <content>What became of a communication after it was handed over.</content>
public sealed partial class Communication
{
    /// <summary>Why a message that came back is not sent again by itself: the cause is on our side, and a second one could make it worse.</summary>
    public const string NeedsAPerson = "came-back-to-us";

    /// <summary>More news than this about one message is noise, or somebody who wants to fill a disk.</summary>
    private const int MostNews = 50;

    /// <summary>Whether it came back and a person has to look before anything else is sent.</summary>
    public bool IsStuck => Status == CommunicationStatus.Bounced && StatusReason == NeedsAPerson;

    /// <summary>Whether it waits for another try: a server did not take it.</summary>
    public bool IsPutOff => Status == CommunicationStatus.Scheduled && Tries > 0;

    /// <summary>
    /// A server certainly did not take it, and it may work later: it waits again as it is. What a person edited or wanted to leave now stays so.
    /// </summary>
    /// <param name="reason">A code that screens put into words.</param>
    /// <param name="again">When it is tried again.</param>
    public void WillBeTriedAgain(string reason, DateTimeOffset again)
    {
        Become(CommunicationStatus.Scheduled);
        (StatusReason, Tries, SendAt) = (reason, Tries + 1, again);
    }

    /// <summary>The receiving side refused it for now: from the first time on there are three days.</summary>
    public void WasDelayed(DateTimeOffset now) => FirstTriedAt ??= now;

    /// <summary>It was refused for good because of the address: its place in the plan is free again.</summary>
    public void WasRefusedThere()
    {
        Become(CommunicationStatus.Failed);
        Become(CommunicationStatus.Cancelled);
        StatusReason = "refused";
    }

    /// <summary>A server says what became of it. Only news about somebody it was sent to is believed, and the same twice is said once.</summary>
    /// <returns>Whether that was new.</returns>
    public bool Hear(DeliveryNews news)
    {
        if (Deliveries.Count >= MostNews || !Recipients.Any(r => IsAbout(news, r)) || Deliveries.Any(d => Says(d, news)))
            return false;
        Deliveries = [.. Deliveries, news];
        var to = Recipients.Where(r => !r.IsCopy).ToList();
        if (news.Kind == DeliveryKind.Complained)
            BecomeIfItCan(CommunicationStatus.Complained);
        else if (news.Kind == DeliveryKind.Delivered && to.Exists(r => IsAbout(news, r)))
            BecomeIfItCan(CommunicationStatus.Delivered);
        else if (to.TrueForAll(r => FailedFor(r) is not null))
            BecomeIfItCan(CommunicationStatus.Bounced);
        return true;
    }

    /// <summary>The news that it will never arrive there; null while it may.</summary>
    public DeliveryNews? FailedFor(Recipient recipient) =>
        Deliveries.LastOrDefault(d => d.Kind is DeliveryKind.Failed or DeliveryKind.HardFailed && IsAbout(d, recipient));

    /// <summary>It came back for a reason that a person has to remove.</summary>
    public void NeedsAPersonBeforeTheNext()
    {
        Must(Status == CommunicationStatus.Bounced, "stuck");
        StatusReason = NeedsAPerson;
    }

    /// <summary>A person has removed the reason: the plan goes on.</summary>
    public Problem? GoesOn()
    {
        if (!IsStuck)
            return new Refused("communication.not-stuck", "Nothing about it is in the way any more.");
        StatusReason = null;
        return null;
    }

    private static bool IsAbout(DeliveryNews news, Recipient recipient) =>
        string.Equals(news.Address, recipient.Address, StringComparison.OrdinalIgnoreCase);

    // That it failed, arrived or was complained about is said once an address; a delay as often as its words change.
    private static bool Says(DeliveryNews old, DeliveryNews news) =>
        string.Equals(old.Address, news.Address, StringComparison.OrdinalIgnoreCase)
        && (
            IsFailure(old) && IsFailure(news)
            || old.Kind == news.Kind && (news.Kind != DeliveryKind.Delayed || (old.Status, old.Said) == (news.Status, news.Said))
        );

    private static bool IsFailure(DeliveryNews news) => news.Kind is DeliveryKind.Failed or DeliveryKind.HardFailed;

    // Reports come late and in any order: what is known already is not unlearned.
    private void BecomeIfItCan(CommunicationStatus status)
    {
        if (Status.CanBecome(status))
            Become(status);
    }

    // The three days are those of an address.
    private void ForgetTriesUnlessTo(IReadOnlyList<Recipient> recipients)
    {
        if (!Recipients.Select(r => r.Address).SequenceEqual(recipients.Select(r => r.Address), StringComparer.OrdinalIgnoreCase))
            (Tries, FirstTriedAt) = (0, null);
    }
}
