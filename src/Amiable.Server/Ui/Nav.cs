namespace Amiable.Ui;

/// <summary>A place in the navigation.</summary>
public enum Nav
{
    /// <summary>A page that belongs to none of them.</summary>
    None,
    Home,
    Tasks,
    Communications,
    Accounts,
    Invoices,
    CreditNotes,
    Payments,
    Insights,
    Import,
    Outbox,
    Settings,
    Help,
}

/// <summary>The navigation, in its order.</summary>
/// <param name="Key">Its word.</param>
/// <param name="ShortKey">A shorter word, where a phone has no room for the right one.</param>
/// <param name="OnPhone">Whether it is in the bar of a phone; the others are behind "More" there.</param>
public sealed record NavPlace(Nav Nav, string Href, string Icon, string Key, bool OnPhone, bool AtFoot = false, string? ShortKey = null)
{
    /// <summary>Only what exists: a link to nowhere is worse than none.</summary>
    public static readonly IReadOnlyList<NavPlace> All =
    [
        new(Nav.Home, "/", "home", "nav.home", OnPhone: true),
        new(Nav.Tasks, "/tasks", "list-check", "nav.tasks", OnPhone: true),
        new(Nav.Communications, "/communications", "message", "nav.communications", OnPhone: true, ShortKey: "nav.messages"),
        new(Nav.Accounts, "/accounts", "building-store", "nav.accounts", OnPhone: true),
        new(Nav.Invoices, "/invoices", "receipt", "nav.invoices", OnPhone: false),
        new(Nav.CreditNotes, "/credit-notes", "receipt-refund", "nav.credit-notes", OnPhone: false),
        new(Nav.Payments, "/payments", "coin", "nav.payments", OnPhone: false),
        new(Nav.Insights, "/insights", "chart-bar", "nav.insights", OnPhone: false),
        new(Nav.Import, "/import", "file-import", "nav.import", OnPhone: false, AtFoot: true),
        new(Nav.Outbox, "/outbox", "send", "nav.outbox", OnPhone: false, AtFoot: true),
        new(Nav.Settings, "/settings", "settings", "nav.settings", OnPhone: false, AtFoot: true),
        new(Nav.Help, "/help", "help", "nav.help", OnPhone: false, AtFoot: true),
    ];

    /// <summary>Kinds of things whose changes may change its count; null where nothing is counted.</summary>
    public string? Live =>
        Nav switch
        {
            Nav.Tasks => "human-task",
            Nav.Communications => "communication",
            _ => null,
        };

    public int Count(NavCounts counts) =>
        Nav switch
        {
            Nav.Tasks => counts.Tasks,
            Nav.Communications => counts.ToApprove,
            _ => 0,
        };
}
