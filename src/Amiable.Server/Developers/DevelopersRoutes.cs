using Amiable.Assistants;
using Amiable.Developers.Pages;
using Amiable.Platform.Api;
using Amiable.Platform.OAuth;
using Amiable.Ui;
using Amiable.Webhooks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Developers;

/// <summary>Settings → Developers: the tokens of programs.</summary>
public static class DevelopersRoutes
{
    private const string Path = "/settings/developers";

    public static void AddApiTokens(this IServiceCollection services)
    {
        services.AddSingleton<KnownTokens>();
        services.AddApi();
        services.AddOAuth();
        services.AddSingleton<Toolbox>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiTokenScheme>(ApiRoutes.Scheme, null);
    }

    public static void MapDevelopers(this RouteGroupBuilder pages)
    {
        var developers = pages.MapGroup(Path).RequireAuthorization();
        developers.MapGet(
            "",
            (ListApiTokens list, ListGrants grants, ListWebhooks webhooks, CancellationToken ct) =>
                Show(list, grants, webhooks, null, null, ct)
        );
        // Where a token was shown, once; asked for again, there is nothing to show.
        developers.MapGet("/tokens", () => Results.LocalRedirect(Path));
        developers.MapPost(
            "/tokens",
            async (
                HttpContext http,
                MakeApiToken make,
                ListApiTokens list,
                ListGrants grants,
                ListWebhooks webhooks,
                CancellationToken ct
            ) =>
            {
                var form = await http.Request.ReadFormAsync(ct);
                var made = await make.Run(form["name"].ToString(), [.. form["scopes"].OfType<string>()], ct);
                return await Show(list, grants, webhooks, made.Value, made.Problem, ct);
            }
        );
        developers.MapPost(
            "/tokens/{id:guid}/revoke",
            async (Guid id, HttpContext http, RevokeApiToken revoke, Viewer viewer) =>
                AnswerToPost.With(http, viewer, await revoke.Run(new(id), http.RequestAborted), "developers.revoked", Path, null, null)
        );
    }

    /// <summary>The description of the API for people.</summary>
    public static void MapReference(this RouteGroupBuilder pages) =>
        pages
            .MapGroup("/developers/reference")
            .RequireAuthorization()
            .MapGet(
                "",
                async (ApiDocument document) => new RazorComponentResult<ReferencePage>(new { Reference = await document.Reference })
            );

    private static async Task<IResult> Show(
        ListApiTokens list,
        ListGrants grants,
        ListWebhooks webhooks,
        string? made,
        Problem? problem,
        CancellationToken ct
    ) =>
        new RazorComponentResult<DevelopersPage>(
            new
            {
                Tokens = await list.Run(ct),
                Grants = await grants.Run(ct),
                Made = made,
                Problem = problem,
                Webhooks = await webhooks.Run(ct),
            }
        )
        {
            StatusCode = problem is null ? 200 : 422,
        };
}
