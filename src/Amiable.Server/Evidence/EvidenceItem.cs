namespace Amiable.Evidence;

/// <summary>The folders of an evidence file, in their order.</summary>
public enum EvidencePart
{
    Invoices,
    Messages,
    Delivery,
    Replies,
    Promises,
    Interest,
}

/// <summary>One thing an evidence file shows: what is known of it in words, and the originals that are kept.</summary>
/// <param name="Part">In which folder it stands.</param>
/// <param name="On">When it happened, for the index.</param>
/// <param name="Title">One line.</param>
/// <param name="Facts">What is known of it, a label and a value each.</param>
/// <param name="Body">Its text, or a table in plain text; null for none.</param>
public sealed record EvidenceItem(
    EvidencePart Part,
    DateOnly On,
    string Title,
    IReadOnlyList<(string Label, string Value)> Facts,
    string? Body = null
)
{
    /// <summary>What its files are called after, beside number and day.</summary>
    public string Name { get; init; } = "";

    /// <summary>As they are kept, to the byte: with the ending each gets.</summary>
    public IReadOnlyList<(string Ending, byte[] Bytes)> Originals { get; init; } = [];

    /// <summary>Whether what is known of it is a file, too: always, unless an original says it all.</summary>
    public bool HasSheet { get; init; } = true;
}

/// <summary>What an evidence file is about.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Chosen">Only these invoices and what was said of them; null for everything of the account.</param>
/// <param name="Numbers">Their numbers.</param>
/// <param name="Messages">The messages that state one of them.</param>
/// <param name="Threads">The conversations these stand in.</param>
public sealed record EvidenceScope(
    AccountId Account,
    IReadOnlySet<InvoiceId>? Chosen,
    IReadOnlySet<string> Numbers,
    IReadOnlySet<CommunicationId> Messages,
    IReadOnlySet<CommunicationId> Threads
)
{
    public static EvidenceScope All(AccountId account) =>
        new(account, null, new HashSet<string>(), new HashSet<CommunicationId>(), new HashSet<CommunicationId>());

    public bool Holds(InvoiceId invoice) => Chosen?.Contains(invoice) ?? true;
}
