using Amiable.Platform.SignIn.Pages;
using Amiable.Ui.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Ui.Kit;

/// <summary>Every component in every state, and one small feature that works, to copy from. In development only.</summary>
internal static class KitRoutes
{
    public static void MapKit(this IEndpointRouteBuilder pages)
    {
        var kit = pages.MapGroup("/kit");
        kit.AddEndpointFilter(
            (call, next) =>
            {
                var viewer = call.HttpContext.RequestServices.GetRequiredService<Viewer>();
                viewer.IsMember("Duvernay Conseil", "Claire Fontaine", "Europe/Paris");
                viewer.Counts = new NavCounts(Tasks: 4, ToApprove: 12);
                if (call.HttpContext.Request.Query["theme"].ToString() is "light" or "dark")
                    viewer.Theme = call.HttpContext.Request.Query["theme"];
                return next(call);
            }
        );
        kit.MapGet("", () => new RazorComponentResult<KitPage>());
        kit.MapGet("/none", () => new RazorComponentResult<KitEmptyPage>());
        kit.MapSettings();
        kit.MapList();
        kit.MapForm();
        kit.MapGet(
            "/sign-in",
            (bool? none, bool? make, Viewer viewer) =>
                new RazorComponentResult<SignInPage>(new { DemoAvailable = none is null && make is null, IsNew = make is true })
        );
        kit.MapGet(
            "/error/{status:int}",
            (int status) =>
                new RazorComponentResult<ErrorPage>(new { Status = status, Instant = (DateTimeOffset?)DateTimeOffset.UnixEpoch })
                {
                    StatusCode = status,
                }
        );
        kit.MapGet("/crash", string () => throw new InvalidOperationException("The kit crashes when asked to."));
    }

    private static void MapSettings(this RouteGroupBuilder kit) =>
        kit.MapGet(
            "/settings",
            (Viewer viewer) =>
            {
                viewer.IsMember("Duvernay Conseil", "Claire Fontaine", "Europe/Paris", null, [new(Guid.Empty, "Duvernay Formation")]);
                (viewer.IsOperator, viewer.MayFound, viewer.IsSendingHeld, viewer.LogoUrl) = (true, true, true, AssetFiles.Url("mark.svg"));
                viewer.DeletionDueAt = DateTimeOffset.UnixEpoch.AddYears(60);
                viewer.Counts = new(NavCounts.Most, NavCounts.Most);
                viewer.UnderWay = [new(Guid.Empty, "pause-accounts", 40, false), new(Guid.Empty, "import-file", 100, true)];
                return new RazorComponentResult<KitSettingsPage>();
            }
        );

    // A list, its panel, a button in the panel.
    private static void MapList(this RouteGroupBuilder kit)
    {
        kit.MapGet("/list", (string? q, string? sort) => List(q, sort, null));
        kit.MapGet(
            "/list/{id}",
            IResult (string id, string? q, string? sort, HttpContext http) =>
                Sample.All.FirstOrDefault(sample => sample.Id == id) is not { } sample ? Results.NotFound()
                : Fragment.IsWanted(http) ? new RazorComponentResult<KitPanel>(new { Sample = sample })
                : List(q, sort, sample)
        );
        kit.MapPost(
            "/list/{id}/approve",
            (string id, Viewer viewer, HttpContext http) =>
            {
                Toasts.Leave(http, viewer.T["ui.why"] + " " + id);
                return Results.LocalRedirect($"/kit/list/{id}");
            }
        );
        kit.MapPost(
            "/list/{id}/refuse",
            (string id, HttpContext http) =>
            {
                Toasts.Warn(http, "It was changed meanwhile: " + id);
                return Results.LocalRedirect("/kit");
            }
        );
    }

    private static void MapForm(this RouteGroupBuilder kit)
    {
        kit.MapGet(
            "/new",
            (string? came) => new RazorComponentResult<KitFormPage>(new { Problem = came == "back" ? new ChangedMeanwhile() : null })
        );
        kit.MapPost(
            "/new",
            IResult ([FromForm] string? name, [FromForm] string? amount, HttpContext http) =>
            {
                if (decimal.TryParse(amount, out _))
                {
                    Toasts.Leave(http, name ?? "");
                    return Results.LocalRedirect("/kit/list");
                }
                var problem = new Invalid("amount", "not-an-amount", "This is not an amount. Write it like 1,234.50.");
                return new RazorComponentResult<KitFormPage>(
                    new
                    {
                        Name = name,
                        Amount = amount,
                        Problem = problem,
                    }
                )
                {
                    StatusCode = 422,
                };
            }
        );
    }

    private static RazorComponentResult<KitListPage> List(string? q, string? sort, Sample? open)
    {
        var rows = Sample.All.Where(sample => sample.Name.Contains(q ?? "", StringComparison.CurrentCultureIgnoreCase));
        rows = sort switch
        {
            "-name" => rows.OrderByDescending(sample => sample.Name),
            "overdue" => rows.OrderBy(sample => sample.Overdue),
            "-overdue" => rows.OrderByDescending(sample => sample.Overdue),
            _ => rows.OrderBy(sample => sample.Name),
        };
        return new(
            new
            {
                Rows = rows.ToArray(),
                Search = q,
                Sort = sort,
                Open = open,
            }
        );
    }
}
