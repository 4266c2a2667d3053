namespace Amiable.Ui;

/// <summary>A page of the settings, in their order.</summary>
/// <param name="Key">Its word.</param>
public sealed record SettingsPlace(string Href, string Key)
{
    public static readonly SettingsPlace Profile = new("/settings/profile", "settings.profile");
    public static readonly SettingsPlace Agent = new("/settings/agent", "settings.agent");
    public static readonly SettingsPlace Members = new("/settings/members", "settings.members");
    public static readonly SettingsPlace Channels = new("/settings/channels", "settings.channels");
    public static readonly SettingsPlace Developers = new("/settings/developers", "settings.developers");
    public static readonly SettingsPlace Data = new("/settings/data", "settings.data");
    public static readonly SettingsPlace Audit = new("/settings/audit", "settings.audit");

    public static readonly IReadOnlyList<SettingsPlace> All = [Profile, Agent, Members, Channels, Developers, Data, Audit];
}
