using Amiable.Writing;

namespace Amiable.Organizations;

/// <summary>Changes who the organization is. Plans and words of what waits follow at once: names, bank, hours and language are in them.</summary>
public sealed class EditProfile(ChangeOrganization changeOrganization)
{
    /// <param name="version">The version the change was made from.</param>
    /// <param name="profile">What it is from now on.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Done>> Run(int version, OrganizationProfile profile, CancellationToken ct) =>
        changeOrganization.Run(
            version,
            organization =>
                Languages.Written.Contains(profile.Language)
                    ? organization.Describe(profile)
                    : new Invalid(nameof(profile.Language), "organization.language", "Choose a language from the list."),
            ct
        );
}
