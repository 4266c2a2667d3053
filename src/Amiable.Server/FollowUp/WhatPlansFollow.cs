using System.Collections.Frozen;
using Amiable.Accounts;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Developers;
using Amiable.Errands;
using Amiable.FormalNotices;
using Amiable.Import;
using Amiable.Import.Dropped;
using Amiable.Import.Prepared;
using Amiable.Inbound;
using Amiable.Insights;
using Amiable.Instructions;
using Amiable.Integrations.Models;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Platform.Audit;
using Amiable.Platform.OAuth;
using Amiable.Referents;
using Amiable.Replays;
using Amiable.SavedFilters;
using Amiable.Tasks;
using Amiable.Webhooks;

namespace Amiable.FollowUp;

/// <summary>
/// What the plan of an account follows from: all that <see cref="ReadSituation"/> and the planner read. Each table stands here, on one side or the other: a test asks for it.
/// </summary>
internal static class WhatPlansFollow
{
    /// <summary>A change has its account planned.</summary>
    public static readonly FrozenSet<Type> OfItsAccount = FrozenSet.Create(
        typeof(Account),
        typeof(Contact),
        typeof(Invoice),
        typeof(InvoiceDocument),
        typeof(Credit),
        typeof(Communication),
        typeof(HumanTask),
        typeof(PaymentDeclaration),
        typeof(LateDecision),
        typeof(ModelWording)
    );

    /// <summary>A change has everybody planned.</summary>
    public static readonly FrozenSet<Type> OfEverybody = FrozenSet.Create(typeof(Organization), typeof(OwnRate));

    private const string NotRead = "The planner does not read it.";
    private const string Reckoned = "Reckoned from what is marked itself.";
    private const string OfProgram = "It says who may ask, or what was asked.";

    /// <summary>No plan follows from it, and why.</summary>
    public static readonly FrozenDictionary<Type, string> OfNobody = new Dictionary<Type, string>
    {
        [typeof(Allocation)] = "What is settled of an invoice and used of a credit changes with it.",
        [typeof(MeasuredStep)] = "The planner writes it from the plan, and nobody else.",
        [typeof(PlanMark)] = "It is the mark.",
        [typeof(PlannedZone)] = "It says when everybody was marked.",
        [typeof(AccountStanding)] = Reckoned,
        [typeof(StandingTotal)] = Reckoned,
        [typeof(AccountBalance)] = Reckoned,
        [typeof(DueTotal)] = Reckoned,
        [typeof(InsightFigures)] = Reckoned,
        [typeof(Replay)] = Reckoned,
        [typeof(ReplayedMessage)] = Reckoned,
        [typeof(AccountEvent)] = "History: what it tells of is marked itself.",
        [typeof(AuditEntry)] = "History: what it tells of is marked itself.",
        [typeof(Occurrence)] = "History: what it tells of is marked itself.",
        [typeof(WebhookDelivery)] = "History: what it tells of is marked itself.",
        [typeof(Instruction)] = "What it has done is marked itself.",
        [typeof(FormalNotice)] = "Its day stands in the account.",
        [typeof(UnwantedAddress)] = "What follows for contacts stands in them.",
        [typeof(LedgerImport)] = "What it brought is marked itself; tasks it ends are looked at by each beat.",
        [typeof(DroppedFile)] = "What is made of it is marked itself.",
        [typeof(FoundDocument)] = "What is made of it is marked itself.",
        [typeof(PreparedInvoice)] = "What is made of it is marked itself.",
        [typeof(InboundMail)] = "What is made of it is marked itself.",
        [typeof(Referent)] = NotRead,
        [typeof(TaskAssignment)] = NotRead,
        [typeof(TaskNotice)] = NotRead,
        [typeof(ArchivedMime)] = NotRead,
        [typeof(Logo)] = NotRead,
        [typeof(SavedFilter)] = NotRead,
        [typeof(Errand)] = NotRead,
        [typeof(MailChannel)] =
            "The address and name of the agent stand in the organization; how it connects is asked when a message leaves.",
        [typeof(MailboxCursor)] = NotRead,
        [typeof(PostingChannel)] = "Asked when a letter is posted.",
        [typeof(ModelEndpoint)] = "Words proposed are marked themselves.",
        [typeof(ModelCall)] = NotRead,
        [typeof(Member)] = NotRead,
        [typeof(Invitation)] = NotRead,
        [typeof(ApiToken)] = OfProgram,
        [typeof(Grant)] = OfProgram,
        [typeof(GrantToken)] = OfProgram,
        [typeof(KeptAnswer)] = OfProgram,
        [typeof(Amiable.Webhooks.Webhook)] = OfProgram,
    }.ToFrozenDictionary();
}
