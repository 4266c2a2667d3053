namespace Amiable;

/// <summary>The identity of one kind of thing. Giving an AccountId where an InvoiceId is wanted does not compile.</summary>
/// <typeparam name="TSelf">The kind of identity itself.</typeparam>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The identity as stored and as shown in links.</summary>
    Guid Value { get; }

    /// <summary>Reads a stored identity.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Identifies an organization.</summary>
public readonly record struct OrganizationId(Guid Value) : IId<OrganizationId>
{
    /// <inheritdoc/>
    public static OrganizationId From(Guid value) => new(value);
}

/// <summary>Identifies a member.</summary>
public readonly record struct MemberId(Guid Value) : IId<MemberId>
{
    /// <inheritdoc/>
    public static MemberId From(Guid value) => new(value);
}

/// <summary>Identifies a person who can sign in; the same in every organization.</summary>
public readonly record struct PersonId(Guid Value) : IId<PersonId>
{
    /// <inheritdoc/>
    public static PersonId From(Guid value) => new(value);
}

/// <summary>Identifies an invitation to become a member.</summary>
public readonly record struct InvitationId(Guid Value) : IId<InvitationId>
{
    /// <inheritdoc/>
    public static InvitationId From(Guid value) => new(value);
}

/// <summary>Identifies a token of a program.</summary>
public readonly record struct ApiTokenId(Guid Value) : IId<ApiTokenId>
{
    /// <inheritdoc/>
    public static ApiTokenId From(Guid value) => new(value);
}

/// <summary>Identifies what a member lets a program do.</summary>
public readonly record struct GrantId(Guid Value) : IId<GrantId>
{
    /// <inheritdoc/>
    public static GrantId From(Guid value) => new(value);
}

/// <summary>Identifies a short-lived token of a program.</summary>
public readonly record struct GrantTokenId(Guid Value) : IId<GrantTokenId>
{
    /// <inheritdoc/>
    public static GrantTokenId From(Guid value) => new(value);
}

/// <summary>Identifies an account.</summary>
public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    /// <inheritdoc/>
    public static AccountId From(Guid value) => new(value);
}

/// <summary>Identifies a contact.</summary>
public readonly record struct ContactId(Guid Value) : IId<ContactId>
{
    /// <inheritdoc/>
    public static ContactId From(Guid value) => new(value);
}

/// <summary>Identifies an internal referent.</summary>
public readonly record struct ReferentId(Guid Value) : IId<ReferentId>
{
    /// <inheritdoc/>
    public static ReferentId From(Guid value) => new(value);
}

/// <summary>Identifies an invoice.</summary>
public readonly record struct InvoiceId(Guid Value) : IId<InvoiceId>
{
    /// <inheritdoc/>
    public static InvoiceId From(Guid value) => new(value);
}

/// <summary>Identifies a credit: a payment or a credit note.</summary>
public readonly record struct CreditId(Guid Value) : IId<CreditId>
{
    /// <inheritdoc/>
    public static CreditId From(Guid value) => new(value);
}

/// <summary>Identifies a communication; it is also the left part of its Message-ID.</summary>
public readonly record struct CommunicationId(Guid Value) : IId<CommunicationId>
{
    /// <inheritdoc/>
    public static CommunicationId From(Guid value) => new(value);
}

/// <summary>Identifies a mail that came in.</summary>
public readonly record struct InboundMailId(Guid Value) : IId<InboundMailId>
{
    /// <inheritdoc/>
    public static InboundMailId From(Guid value) => new(value);
}

/// <summary>Identifies the document of an invoice.</summary>
public readonly record struct InvoiceDocumentId(Guid Value) : IId<InvoiceDocumentId>
{
    /// <inheritdoc/>
    public static InvoiceDocumentId From(Guid value) => new(value);
}

/// <summary>Identifies the mail servers of an organization.</summary>
public readonly record struct MailChannelId(Guid Value) : IId<MailChannelId>
{
    /// <inheritdoc/>
    public static MailChannelId From(Guid value) => new(value);
}

/// <summary>Identifies the service that posts the letters of an organization.</summary>
public readonly record struct PostingChannelId(Guid Value) : IId<PostingChannelId>
{
    /// <inheritdoc/>
    public static PostingChannelId From(Guid value) => new(value);
}

/// <summary>Identifies an address that must not be written to.</summary>
public readonly record struct UnwantedAddressId(Guid Value) : IId<UnwantedAddressId>
{
    /// <inheritdoc/>
    public static UnwantedAddressId From(Guid value) => new(value);
}

/// <summary>Identifies a task.</summary>
public readonly record struct HumanTaskId(Guid Value) : IId<HumanTaskId>
{
    /// <inheritdoc/>
    public static HumanTaskId From(Guid value) => new(value);
}

/// <summary>Identifies the assignment of a task to a member.</summary>
public readonly record struct TaskAssignmentId(Guid Value) : IId<TaskAssignmentId>
{
    /// <inheritdoc/>
    public static TaskAssignmentId From(Guid value) => new(value);
}

/// <summary>Identifies that somebody was told of a task.</summary>
public readonly record struct TaskNoticeId(Guid Value) : IId<TaskNoticeId>
{
    /// <inheritdoc/>
    public static TaskNoticeId From(Guid value) => new(value);
}

/// <summary>Identifies an import.</summary>
public readonly record struct ImportId(Guid Value) : IId<ImportId>
{
    /// <inheritdoc/>
    public static ImportId From(Guid value) => new(value);
}

/// <summary>Identifies a file that somebody dropped to have its invoices read.</summary>
public readonly record struct DroppedFileId(Guid Value) : IId<DroppedFileId>
{
    /// <inheritdoc/>
    public static DroppedFileId From(Guid value) => new(value);
}

/// <summary>Identifies an invoice as it was read in a file.</summary>
public readonly record struct FoundDocumentId(Guid Value) : IId<FoundDocumentId>
{
    /// <inheritdoc/>
    public static FoundDocumentId From(Guid value) => new(value);
}

/// <summary>Identifies a saved filter.</summary>
public readonly record struct SavedFilterId(Guid Value) : IId<SavedFilterId>
{
    /// <inheritdoc/>
    public static SavedFilterId From(Guid value) => new(value);
}

/// <summary>Identifies what somebody told the agent.</summary>
public readonly record struct InstructionId(Guid Value) : IId<InstructionId>
{
    /// <inheritdoc/>
    public static InstructionId From(Guid value) => new(value);
}

/// <summary>Identifies an errand.</summary>
public readonly record struct ErrandId(Guid Value) : IId<ErrandId>
{
    /// <inheritdoc/>
    public static ErrandId From(Guid value) => new(value);
}

/// <summary>Identifies the language model of an organization.</summary>
public readonly record struct ModelEndpointId(Guid Value) : IId<ModelEndpointId>
{
    /// <inheritdoc/>
    public static ModelEndpointId From(Guid value) => new(value);
}

/// <summary>Identifies a rate of late payment that a member entered.</summary>
public readonly record struct OwnRateId(Guid Value) : IId<OwnRateId>
{
    /// <inheritdoc/>
    public static OwnRateId From(Guid value) => new(value);
}

/// <summary>Identifies a decision on the interest an account owes.</summary>
public readonly record struct LateDecisionId(Guid Value) : IId<LateDecisionId>
{
    /// <inheritdoc/>
    public static LateDecisionId From(Guid value) => new(value);
}

/// <summary>Identifies a formal notice.</summary>
public readonly record struct FormalNoticeId(Guid Value) : IId<FormalNoticeId>
{
    /// <inheritdoc/>
    public static FormalNoticeId From(Guid value) => new(value);
}

/// <summary>Identifies the figures of an organization.</summary>
public readonly record struct InsightFiguresId(Guid Value) : IId<InsightFiguresId>
{
    /// <inheritdoc/>
    public static InsightFiguresId From(Guid value) => new(value);
}

/// <summary>Identifies one call of a language model.</summary>
public readonly record struct ModelCallId(Guid Value) : IId<ModelCallId>
{
    /// <inheritdoc/>
    public static ModelCallId From(Guid value) => new(value);
}

/// <summary>Identifies words that a language model proposed for a message.</summary>
public readonly record struct ModelWordingId(Guid Value) : IId<ModelWordingId>
{
    /// <inheritdoc/>
    public static ModelWordingId From(Guid value) => new(value);
}

/// <summary>Identifies a logo.</summary>
public readonly record struct LogoId(Guid Value) : IId<LogoId>
{
    /// <inheritdoc/>
    public static LogoId From(Guid value) => new(value);
}

/// <summary>Identifies an entry of an account's timeline.</summary>
public readonly record struct AccountEventId(Guid Value) : IId<AccountEventId>
{
    /// <inheritdoc/>
    public static AccountEventId From(Guid value) => new(value);
}

/// <summary>Makes identities.</summary>
public static class Ids
{
    /// <summary>A new identity made at that instant: version 7, so that rows stay in the order they were made (RFC 9562).</summary>
    public static TId New<TId>(DateTimeOffset now)
        where TId : struct, IId<TId> => TId.From(Guid.CreateVersion7(now));
}

/// <summary>Identifies a promise or an announced payment.</summary>
public readonly record struct PaymentDeclarationId(Guid Value) : IId<PaymentDeclarationId>
{
    /// <inheritdoc/>
    public static PaymentDeclarationId From(Guid value) => new(value);
}

/// <summary>Identifies an answer that is kept for a program that asks again.</summary>
public readonly record struct KeptAnswerId(Guid Value) : IId<KeptAnswerId>
{
    /// <inheritdoc/>
    public static KeptAnswerId From(Guid value) => new(value);
}

/// <summary>Identifies an invoice that an assistant prepared, and a member looks at.</summary>
public readonly record struct PreparedInvoiceId(Guid Value) : IId<PreparedInvoiceId>
{
    /// <inheritdoc/>
    public static PreparedInvoiceId From(Guid value) => new(value);
}

/// <summary>Identifies a replay of the past.</summary>
public readonly record struct ReplayId(Guid Value) : IId<ReplayId>
{
    /// <inheritdoc/>
    public static ReplayId From(Guid value) => new(value);
}

/// <summary>Identifies a message that would have left.</summary>
public readonly record struct ReplayedMessageId(Guid Value) : IId<ReplayedMessageId>
{
    /// <inheritdoc/>
    public static ReplayedMessageId From(Guid value) => new(value);
}

/// <summary>Identifies a step of a plan whose effect is measured.</summary>
public readonly record struct MeasuredStepId(Guid Value) : IId<MeasuredStepId>
{
    /// <inheritdoc/>
    public static MeasuredStepId From(Guid value) => new(value);
}

/// <summary>Identifies a mark for the planner.</summary>
public readonly record struct PlanMarkId(Guid Value) : IId<PlanMarkId>
{
    /// <inheritdoc/>
    public static PlanMarkId From(Guid value) => new(value);
}
