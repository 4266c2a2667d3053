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

        // A list, its panel, a button in the panel.
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

        // A form.
        kit.MapGet("/new", () => new RazorComponentResult<KitFormPage>());
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
