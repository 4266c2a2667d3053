using Amiable.Members.Pages;
using Amiable.Platform.Http;
using Amiable.Platform.SignIn;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Members;

/// <summary>Settings → Members, and the page of an invitation, which strangers open.</summary>
public static class MembersRoutes
{
    private const string Page = "/settings/members";

    public static void MapMembers(this RouteGroupBuilder pages)
    {
        var members = pages.MapGroup(Page).RequireAuthorization();
        members.MapGet("", (ListMembers list, CancellationToken ct) => Show(list, null, ct));
        members.MapPost(
            "/invite",
            async (
                [FromForm] string? email,
                HttpContext http,
                InviteMember invite,
                ListMembers list,
                PublicAddress address,
                Viewer viewer
            ) =>
            {
                var invited = await invite.Run(email ?? "", address.Link(http, "/invitations"), http.RequestAborted);
                return invited.Problem is { } problem
                    ? await Show(list, problem, http.RequestAborted)
                    : Answer(http, viewer, invited, "members.invited");
            }
        );
        members.MapPost(
            "/invitations/{id:guid}/resend",
            async (Guid id, HttpContext http, InviteMember invite, PublicAddress address, Viewer viewer) =>
                Answer(http, viewer, await invite.Again(new(id), address.Link(http, "/invitations"), http.RequestAborted), "members.resent")
        );
        members.MapPost(
            "/invitations/{id:guid}/revoke",
            async (Guid id, HttpContext http, RevokeInvitation revoke, Viewer viewer) =>
                Answer(http, viewer, await revoke.Run(new(id), http.RequestAborted), "members.revoked")
        );
        members.MapPost(
            "/{id:guid}/remove",
            async (Guid id, HttpContext http, RemoveMember remove, Viewer viewer) =>
                Answer(http, viewer, await remove.Run(new(id), http.RequestAborted), "members.removed")
        );
        MapInvitation(pages.MapGroup("/invitations").RequireRateLimiting(SignInLimits.Policy));
    }

    private static void MapInvitation(RouteGroupBuilder invitations)
    {
        invitations.MapGet("/{link}", (string link, HttpContext http, ShowInvitation show) => Invitation(link, http, show, null));
        invitations.MapPost(
            "/{link}",
            async (
                string link,
                [FromForm] string? firstName,
                [FromForm] string? lastName,
                [FromForm] string? password,
                HttpContext http,
                AcceptInvitation accept,
                ShowInvitation show,
                CurrentPerson current
            ) =>
            {
                var proof = new AcceptInvitation.Proof(password, current.IsKnown ? current.Id : null, ProviderRoutes.VouchedFor(http));
                var joined = await accept.Run(link, firstName ?? "", lastName ?? "", proof, http.RequestAborted);
                if (joined.Problem is { } problem)
                    return await Invitation(link, http, show, problem);
                ProviderRoutes.ForgetVouched(http);
                return await SignInRoutes.Admit(http, joined.Value!.PersonId, "/", joined.Value.OrganizationId);
            }
        );
    }

    private static async Task<IResult> Invitation(string link, HttpContext http, ShowInvitation show, Problem? problem)
    {
        var view = await show.Run(link, http.RequestAborted);
        var current = http.RequestServices.GetRequiredService<CurrentPerson>();
        return new RazorComponentResult<InvitationPage>(
            new
            {
                Link = link,
                View = view,
                Problem = problem,
                IsTheirs = current.IsKnown && view?.Login == current.Id,
                IsSomebodyElse = current.IsKnown && view?.Login != current.Id,
                Here = current.Here?.Member,
                Provider = http.RequestServices.GetService<Provider>()?.Name,
                Vouched = ProviderRoutes.VouchedFor(http),
            }
        )
        {
            StatusCode =
                view is null ? 410
                : problem is null ? 200
                : 422,
        };
    }

    private static async Task<IResult> Show(ListMembers list, Problem? problem, CancellationToken ct) =>
        new RazorComponentResult<MembersPage>(new { View = await list.Run(ct), Problem = problem })
        {
            StatusCode = problem is null ? 200 : 422,
        };

    private static IResult Answer(HttpContext http, Viewer viewer, Result<Done> result, string said) =>
        AnswerToPost.With(http, viewer, result, said, Page, null, null);
}
