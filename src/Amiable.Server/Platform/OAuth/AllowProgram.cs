using Amiable.Platform.Secrets;
using Amiable.Platform.SignIn;

namespace Amiable.Platform.OAuth;

/// <summary>A member lets a program in, for one of their organizations; returns the code it comes for its tokens with.</summary>
public sealed class AllowProgram(AllOrganizations organizations, CurrentPerson current, Today today)
{
    public async Task<Result<string>> Run(AuthorizationRequest request, OrganizationId organization, CancellationToken ct)
    {
        if (current.Memberships.SingleOrDefault(m => m.Organization.Id == organization) is not { } chosen)
            return new NotFound("organization");
        var id = today.NewId<GrantId>();
        var secret = OwnedSecret.New(organization, id.Value);
        var saved = await organizations.For(
            organization,
            services =>
            {
                services.GetRequiredService<CurrentMember>().Is(chosen.Member.Id, chosen.Member.FullName);
                var db = services.GetRequiredService<AppDb>();
                db.Grants.Add(new(id, chosen.Member.Id, request, LinkSecret.Hash(secret.Secret), today.Now));
                return db.Save(ct);
            }
        );
        return saved.Problem is { } problem ? problem : secret.ToString();
    }
}
