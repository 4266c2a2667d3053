namespace Amiable.FollowUp;

/// <summary>What earlier messages mean for the next one.</summary>
/// <param name="messages">What went out or was skipped, oldest first.</param>
/// <param name="chased">What may be chased now.</param>
internal sealed class History(IReadOnlyList<PastMessage> messages, List<OpenInvoice> chased)
{
    /// <summary>The day of the last message that somebody received, follow-up or not.</summary>
    public DateOnly? LastContact
    {
        get
        {
            for (var i = messages.Count - 1; i >= 0; i--)
                if (!messages[i].Skipped)
                    return messages[i].On;
            return null;
        }
    }

    /// <summary>
    /// The messages the tone climbs on: those that somebody received and that asked for one of these. What else was asked for and is settled, contested,
    /// promised or covered by now is another story, and an invoice that was only mentioned before it fell due has not been asked for.
    /// </summary>
    public List<PastMessage> LadderOf(List<OpenInvoice> about)
    {
        List<PastMessage> ladder = [];
        foreach (var message in messages)
            if (message is { Stage: Stage.Overdue, Skipped: false } && AskedForOneOf(about, message))
                ladder.Add(message);
        return ladder;
    }

    /// <summary>
    /// The message the rhythm counts from: the last one that asked for an invoice that is still chased, or that was about what else was overdue at
    /// a time when the oldest one already was. A broken promise counts for its own invoices only: it does not silence the others.
    /// </summary>
    public PastMessage? LastAsked(DateOnly oldestDueOn)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
            if (
                (messages[i].Stage == Stage.Overdue && messages[i].On > oldestDueOn)
                || (messages[i].Stage is Stage.Overdue or Stage.PromiseBroken && AskedForOneOf(chased, messages[i]))
            )
                return messages[i];
        return null;
    }

    /// <summary>The message that reminded of the invoice's due date, alone or beside what was overdue; a manual message does not.</summary>
    public PastMessage? ReminderOf(OpenInvoice invoice)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
            if (messages[i].Stage is Stage.BeforeDue or Stage.Overdue && Concerns(messages[i], invoice))
                return messages[i];
        return null;
    }

    /// <summary>Whether its broken promise was pointed out.</summary>
    public bool BrokenPromiseWasSaid(OpenInvoice invoice)
    {
        foreach (var message in messages)
            if (message.Stage == Stage.PromiseBroken && message.On > invoice.PromisedOn && Concerns(message, invoice))
                return true;
        return false;
    }

    /// <summary>Whether something in that message is no longer chased: it was paid, credited, promised, contested or taken out.</summary>
    public bool SomethingIsGoneOf(PastMessage message)
    {
        foreach (var id in message.Invoices)
            if (!IsChased(id))
                return true;
        return false;
    }

    // A follow-up asks for what was past due on its day; what fell due later it only mentions.
    private static bool AskedForOneOf(List<OpenInvoice> invoices, PastMessage message)
    {
        foreach (var invoice in invoices)
            if (invoice.DueOn < message.On && Concerns(message, invoice))
                return true;
        return false;
    }

    private bool IsChased(InvoiceId id)
    {
        foreach (var invoice in chased)
            if (invoice.Id == id)
                return true;
        return false;
    }

    private static bool Concerns(PastMessage message, OpenInvoice invoice) => message.Invoices.Contains(invoice.Id);
}
