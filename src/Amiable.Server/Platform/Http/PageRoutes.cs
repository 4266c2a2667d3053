using Amiable.Ui.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Platform.Http;

/// <summary>The group all pages are mapped on.</summary>
public static class PageRoutes
{
    /// <summary>
    /// Routes of pages. Whatever is posted to one carries the antiforgery token, even when the handler reads no form: the framework's own
    /// check only speaks up where a form is bound.
    /// </summary>
    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        pages.AddEndpointFilter(
            async (call, next) =>
            {
                var http = call.HttpContext;
                var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
                if (reads || await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
                    return await next(call);
                return new RazorComponentResult<ErrorPage>(new { Status = 400 }) { StatusCode = 400 };
            }
        );
        return pages;
    }
}
