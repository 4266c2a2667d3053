using System.ComponentModel;
using Amiable.Communications;
using Amiable.LatePayment;
using Amiable.Platform.Api;

namespace Amiable.FormalNotices;

/// <summary>Where a formal notice stands.</summary>
public enum FormalNoticeStatus
{
    /// <summary>It was prepared; nobody said that it was posted.</summary>
    Waiting,
    Posted,

    /// <summary>Another one took its place before it was posted.</summary>
    Replaced,
}

/// <summary>A formal notice as the API writes it.</summary>
public sealed record FormalNoticeJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Guid AccountId { get; init; }

    [Description("Waiting until a member posts it; Replaced by a later one before that.")]
    public required FormalNoticeStatus Status { get; init; }

    [Description("The day it is dated.")]
    public required DateJson Date { get; init; }

    public required string Subject { get; init; }

    [Description("Plain text.")]
    public required string Text { get; init; }

    [Description("ISO 639-1.")]
    public required string Language { get; init; }

    [Description("The invoices it asks for, with the figures it states.")]
    public required IReadOnlyList<StatedInvoiceJson> Invoices { get; init; }

    [Description("Free credit that it deducts, by currency.")]
    public required IReadOnlyList<AmountJson> Credit { get; init; }

    [Description("What it claims besides for paying late, by currency; nothing unless a member decided so.")]
    public required IReadOnlyList<LateClaimJson> LateClaims { get; init; }

    [Description("How many the customer has to pay.")]
    public required int BusinessDays { get; init; }

    [Description("The last of them.")]
    public required DateJson PayByDate { get; init; }

    [Description("The member who prepared it, and signs it.")]
    public required string PreparedBy { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }

    [Description("When it was posted; null as long as nobody said so.")]
    public DateJson? PostedDate { get; init; }

    [Description("Whether it would say something else if it were prepared now; null in lists.")]
    public bool? HasChanged { get; init; }

    public static FormalNoticeJson Of(FormalNotice notice, bool? hasChanged = null) =>
        new()
        {
            Id = notice.Id.Value,
            OrganizationId = notice.OrganizationId.Value,
            AccountId = notice.AccountId.Value,
            Status =
                notice.PostedOn is not null ? FormalNoticeStatus.Posted
                : notice.IsWaiting ? FormalNoticeStatus.Waiting
                : FormalNoticeStatus.Replaced,
            Date = new(notice.On),
            Subject = notice.Subject,
            Text = notice.Text,
            Language = notice.Language,
            Invoices = [.. notice.Facts.About.Select(StatedInvoiceJson.Of)],
            Credit = [.. notice.Facts.Credit.Select(AmountJson.Of)],
            LateClaims = [.. notice.Facts.Late.Select(LateClaimJson.Of)],
            BusinessDays = notice.BusinessDays,
            PayByDate = new(notice.PayBy),
            PreparedBy = notice.By,
            PreparedAt = notice.PreparedAt,
            PostedDate = notice.PostedOn is { } posted ? new(posted) : null,
            HasChanged = hasChanged,
        };
}

/// <summary>What is claimed for paying late in one currency.</summary>
public sealed record LateClaimJson(
    decimal Interest,
    [property: Description("For the costs of recovery.")] decimal FixedSum,
    CurrencyJson Currency
)
{
    public static LateClaimJson Of(LateSum late) => new(late.Interest.Major, late.Fixed.Major, new(late.Interest.Currency));
}

/// <summary>What a formal notice is to ask for.</summary>
public sealed record FormalNoticeWrite
{
    [Description("Overdue invoices of the account, neither in dispute nor promised.")]
    public required IReadOnlyList<Guid> InvoiceIds { get; init; }

    [Description("How many the customer has to pay: 5 to 60.")]
    public required int BusinessDays { get; init; }
}

/// <summary>When it was put into the post.</summary>
public sealed record PostedDateWrite
{
    [Description("The day it is dated or later, not in the future.")]
    public required DateJson PostedDate { get; init; }
}
