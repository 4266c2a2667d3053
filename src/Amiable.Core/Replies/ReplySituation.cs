using Amiable.FollowUp;
using Amiable.Organizations;

namespace Amiable.Replies;

/// <summary>Everything the policy may know beside the reading.</summary>
public sealed record ReplySituation
{
    /// <summary>What the account owes.</summary>
    public required IReadOnlyList<OpenInvoice> Open { get; init; }

    /// <summary>The day the reply came, where the customer is.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>The business days of the customer.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>Whether a contact of the account wrote it: facts are recorded on no stranger's word, and nobody else is answered.</summary>
    public required bool IsFromContact { get; init; }

    /// <summary>Whether its writer is nobody's contact but answers what was sent.</summary>
    public bool IsInThread { get; init; }

    /// <summary>Whether a machine says in its headers that it wrote it: an absence, a receipt.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Whether the agent answered in this conversation today: it does so once a day at most.</summary>
    public bool WasAnsweredToday { get; init; }

    /// <summary>The invoices of which a copy is there.</summary>
    public IReadOnlySet<InvoiceId> WithDocument { get; init; } = new HashSet<InvoiceId>();

    /// <summary>The invoices whose numbers the reply names, open or not; none where it names none.</summary>
    public IReadOnlySet<InvoiceId> Named { get; init; } = new HashSet<InvoiceId>();

    /// <summary>How far the agent may go.</summary>
    public ReplyRules Rules { get; init; } = ReplyRules.Standard;

    /// <summary>How much the agent may do in the organization as a whole.</summary>
    public Autonomy Autonomy { get; init; } = Autonomy.Approve;
}
