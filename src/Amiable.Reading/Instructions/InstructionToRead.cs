namespace Amiable.Reading.Instructions;

/// <summary>What a member or referent wrote to the agent, and what they may mean by it.</summary>
/// <param name="Text">As written, with what it quotes.</param>
/// <param name="Received">When, at the offset of who wrote it.</param>
/// <param name="Accounts">The accounts they may speak of.</param>
public sealed record InstructionToRead(string Text, DateTimeOffset Received, IReadOnlyList<KnownAccount> Accounts)
{
    /// <summary>The account the conversation is about; meant when no other one is named.</summary>
    public AccountId? About { get; init; }

    /// <summary>The language of who writes, when known.</summary>
    public string? Language { get; init; }

    /// <summary>What the agent asked in the conversation, which a bare "yes" answers; a mail quotes it itself.</summary>
    public string Asked { get; init; } = "";
}

/// <summary>An account, as whoever instructs may name it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Invoices">Its open invoices.</param>
/// <param name="Contacts">Its contacts.</param>
public sealed record KnownAccount(AccountId Id, string Name, IReadOnlyList<KnownInvoice> Invoices, IReadOnlyList<KnownContact> Contacts)
{
    /// <summary>Whether a formal notice to it waits for approval.</summary>
    public bool HasNoticeToApprove { get; init; }

    /// <summary>Whether its follow-ups rest.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether it is of a country that writes the month first.</summary>
    public bool WritesMonthFirst { get; init; }
}

/// <summary>An open invoice.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="Open">What is open.</param>
/// <param name="DueDate">When it is, or was, due.</param>
public sealed record KnownInvoice(InvoiceId Id, string Number, decimal Open, DateOnly DueDate);

/// <summary>A person at an account.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
public sealed record KnownContact(string Name, string? Email);
