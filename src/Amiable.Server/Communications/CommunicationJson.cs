using System.ComponentModel;
using Amiable.FollowUp;
using Amiable.Platform.Api;

namespace Amiable.Communications;

/// <summary>Which way a message goes.</summary>
public enum Direction
{
    Incoming,
    Outgoing,
}

/// <summary>A message to or from an account, as the API writes it.</summary>
public sealed record CommunicationJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Guid AccountId { get; init; }
    public required Direction Direction { get; init; }
    public required Channel Channel { get; init; }

    [Description("Draft, AwaitingApproval and Scheduled wait; Uncertain: nobody knows whether it left, a member finds out.")]
    public required CommunicationStatus DeliveryStatus { get; init; }

    [Description("Why it was cancelled, failed or is held back: a code.")]
    public string? StatusReason { get; init; }

    [Description("Whether it can still be changed.")]
    public required bool IsEditable { get; init; }

    [Description("A person changed it: the agent leaves day and words alone.")]
    public required bool IsPinned { get; init; }

    public required string Subject { get; init; }

    [Description("Plain text.")]
    public required string Text { get; init; }

    [Description("ISO 639-1.")]
    public string? Language { get; init; }

    public Tone? Tone { get; init; }

    [Description("What it is for; null for what a member writes and for what comes in.")]
    public Stage? Stage { get; init; }

    [Description("Who wrote it; of what came in.")]
    public SenderJson? From { get; init; }

    public required IReadOnlyList<RecipientJson> Recipients { get; init; }

    [Description("The invoices it asks for, with the figures it states.")]
    public required IReadOnlyList<StatedInvoiceJson> Invoices { get; init; }

    public required IReadOnlyList<AttachmentJson> Attachments { get; init; }

    [Description("When it is to leave; of what came in, when that was.")]
    public required DateTimeOffset ScheduledAt { get; init; }

    [Description("When it was handed over, or came in.")]
    public DateTimeOffset? SentAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("Counts the changes: send it along with one, and it is refused when somebody else was faster.")]
    public required int Version { get; init; }

    public static CommunicationJson Of(Communication c)
    {
        var isIncoming = c.Status == CommunicationStatus.Received;
        return new()
        {
            Id = c.Id.Value,
            OrganizationId = c.OrganizationId.Value,
            AccountId = c.AccountId.Value,
            Direction = isIncoming ? Direction.Incoming : Direction.Outgoing,
            Channel = c.Channel,
            DeliveryStatus = c.Status,
            StatusReason = c.StatusReason is { } reason ? Ui.Words.Kebab(reason) : null,
            IsEditable = c.Status.IsWaiting(),
            IsPinned = c.IsPinned,
            Subject = c.Subject,
            Text = c.Text,
            Language = c.Language.Length > 0 ? c.Language : null,
            Tone = isIncoming ? null : c.Tone,
            Stage = c.Stage,
            From = c.From is { } from ? new(from.Contact?.Value, from.Name, from.Address) : null,
            Recipients = [.. c.Recipients.Select(r => new RecipientJson(r.Contact.Value, r.Name, r.Address, r.IsCopy))],
            Invoices = [.. c.Facts.About.Select(StatedInvoiceJson.Of)],
            Attachments = [.. c.Files.Select(f => new AttachmentJson(f.FileName, f.MediaType, f.Bytes))],
            ScheduledAt = c.SendAt,
            SentAt = c.SentAt,
            CreatedAt = c.CreatedAt,
            Version = c.Version,
        };
    }
}

public sealed record SenderJson(
    [property: Description("The contact it is of; null for a stranger.")] Guid? ContactId,
    string Name,
    string Address
);

public sealed record RecipientJson(Guid ContactId, string Name, string Address, [property: Description("In Cc.")] bool IsCopy);

public sealed record StatedInvoiceJson(Guid InvoiceId, string Number, decimal RemainingAmount, CurrencyJson Currency, DateJson DueDate)
{
    public static StatedInvoiceJson Of(StatedInvoice stated) =>
        new(stated.Invoice.Value, stated.Number, stated.Outstanding.Major, new(stated.Outstanding.Currency), new(stated.DueOn));
}

public sealed record AttachmentJson(string FileName, string MediaType, [property: Description("In bytes.")] int Size);

public sealed record ConfirmedJson(
    [property: Description("As facts.doubts of the answer named it.")] Doubt What,
    [property: Description("As facts.doubts of the answer named it.")] string Detail
)
{
    internal Confirmed Confirmed => new(What, Detail);
}

/// <summary>An e-mail as a program describes it.</summary>
public sealed record CommunicationWrite
{
    public required string Subject { get; init; }

    [Description("Plain text.")]
    public required string Text { get; init; }

    [Description("Contacts of the account that can receive mail, by id.")]
    public required IReadOnlyList<Guid> To { get; init; }

    [Description("In Cc.")]
    public IReadOnlyList<Guid>? Cc { get; init; }

    [Description("The invoices it is about; their documents are attached.")]
    public IReadOnlyList<Guid>? InvoiceIds { get; init; }

    [Description("ISO 639-1; that of the account without one.")]
    public string? Language { get; init; }

    public Tone? Tone { get; init; }

    [Description("When it is to leave; at once without one.")]
    public DateTimeOffset? SendAt { get; init; }

    [Description("What gave pause and is wanted nevertheless: each point of facts.doubts.")]
    public IReadOnlyList<ConfirmedJson>? Confirmed { get; init; }
}

/// <summary>What is to change of an e-mail that waits.</summary>
public sealed record CommunicationChange
{
    public string? Subject { get; init; }
    public string? Text { get; init; }
    public IReadOnlyList<Guid>? To { get; init; }
    public IReadOnlyList<Guid>? Cc { get; init; }
    public DateTimeOffset? ScheduledAt { get; init; }
    public Tone? Tone { get; init; }

    [Description("The version it was read in; without one, whatever is there is changed.")]
    public int? Version { get; init; }

    public IReadOnlyList<ConfirmedJson>? Confirmed { get; init; }
}

/// <summary>A letter or text message as it would leave.</summary>
public sealed record MessagePreviewJson
{
    [Description("What its recipient would read.")]
    public required string Text { get; init; }

    [Description("Of a letter, how many pages; of a text message, how many parts.")]
    public required int Pages { get; init; }

    [Description(
        "What it would cost: of a text message, how many parts; of a letter in hundredths of the currency in which the service that posts is paid, 0 where a member posts it."
    )]
    public required int Credits { get; init; }

    [Description("Of a text message, what its parts cost by the price that was entered, in major units; null where none was.")]
    public decimal? Cost { get; init; }

    [Description("Of the cost.")]
    public string? Currency { get; init; }
}

/// <summary>A letter or a text message as a program describes it.</summary>
public sealed record MessageWrite
{
    [Description("Letter or Sms.")]
    public required Channel Channel { get; init; }

    public required string Text { get; init; }

    [Description("The most it may cost: of a text message, parts.")]
    public int? MaxCredits { get; init; }

    [Description("Of a letter; that of the agent's draft about its invoices without one.")]
    public string? Subject { get; init; }

    [Description("Of a text message: the contact it goes to, whose telephone number names its country.")]
    public Guid? To { get; init; }

    [Description("The invoices it is about. When one is paid or contested before a text message leaves, it does not leave.")]
    public IReadOnlyList<Guid>? InvoiceIds { get; init; }

    [Description("ISO 639-1; that of the account without one; of a letter.")]
    public string? Language { get; init; }

    [Description("Of a letter.")]
    public Tone? Tone { get; init; }

    [Description("Whether the documents of its invoices lie in the envelope; what the organization usually does without it; of a letter.")]
    public bool? EnclosesInvoices { get; init; }

    [Description("What gave pause and is wanted nevertheless: each point of facts.doubts.")]
    public IReadOnlyList<ConfirmedJson>? Confirmed { get; init; }
}
