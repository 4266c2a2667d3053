using Amiable.Communications;

namespace Amiable.Tests.Communications;

public sealed class ConversationsTests
{
    private static readonly InvoiceId First = new(Guid.NewGuid());
    private static readonly InvoiceId Second = new(Guid.NewGuid());
    private static readonly CommunicationId About1 = new(Guid.NewGuid());
    private static readonly CommunicationId About2 = new(Guid.NewGuid());

    [Fact]
    public void A_message_goes_on_with_the_last_conversation_about_one_of_its_invoices() =>
        Assert.Equal(About2, Conversations.GoesOnWith(Asking(First, Second), [new(About2, "b@x", [Second]), new(About1, "a@x", [First])]));

    [Fact]
    public void About_other_invoices_it_begins_one() =>
        Assert.Null(Conversations.GoesOnWith(Asking(Second), [new(About1, "a@x", [First])]));

    [Fact]
    public void An_answer_in_between_does_not_break_it() =>
        Assert.Equal(About1, Conversations.GoesOnWith(Asking(First), [new(About1, "answer@x", []), new(About1, "a@x", [First])]));

    [Fact]
    public void The_first_one_begins_one() => Assert.Null(Conversations.GoesOnWith(Asking(First), []));

    private static MessageFacts Asking(params InvoiceId[] invoices) =>
        new() { About = [.. invoices.Select(i => new StatedInvoice(i, "F", default, default, new(1, "EUR"), new(1, "EUR")))] };
}
