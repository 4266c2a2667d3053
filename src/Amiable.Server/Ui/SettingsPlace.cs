namespace Amiable.Ui;

/// <summary>A page of the settings, in their order.</summary>
/// <param name="Key">Its word.</param>
public sealed record SettingsPlace(string Href, string Key)
{
    public static readonly SettingsPlace Profile = new("/settings/profile", "settings.profile");
    public static readonly SettingsPlace Agent = new("/settings/agent", "settings.agent");
    public static readonly SettingsPlace Members = new("/settings/members", "settings.members");
    public static readonly SettingsPlace Channels = new("/settings/channels", "settings.channels");
    public static readonly SettingsPlace LatePayment = new("/settings/late-payment", "settings.late-payment");
    public static readonly SettingsPlace Developers = new("/settings/developers", "settings.developers");
    public static readonly SettingsPlace Data = new("/settings/data", "settings.data");
    public static readonly SettingsPlace Audit = new("/settings/audit", "settings.audit");

    /// <summary>For who runs the installation.</summary>
    public static readonly SettingsPlace Installation = new("/settings/installation", "settings.installation");

    public static readonly IReadOnlyList<SettingsPlace> All =
    [
        Profile,
        Agent,
        Members,
        Channels,
        LatePayment,
        Developers,
        Data,
        Audit,
        Installation,
    ];

    /// <summary>Those that somebody may open.</summary>
    public static IEnumerable<SettingsPlace> Of(Viewer viewer) => All.Where(place => place != Installation || viewer.IsOperator);
}
