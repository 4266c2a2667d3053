using Amiable.Ui.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

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
        ((IEndpointConventionBuilder)pages).Finally(page =>
        {
            var answer = page.RequestDelegate!;
            var limit = page.Metadata.OfType<PostLimit>().LastOrDefault();
            page.RequestDelegate = async http =>
            {
                if (http.Request.ContentLength > limit?.Most)
                    await limit.Answer(http);
                else if (await IsOurs(http))
                    await answer(http);
                else
                    await new RazorComponentResult<ErrorPage>(new { Status = 400 }) { StatusCode = 400 }.ExecuteAsync(http);
            };
        });
        return pages;
    }

    /// <summary>
    /// Refuses what is larger before the antiforgery token is looked for: looking for it reads the whole form. A browser shows an answer only once everything
    /// was sent, so some more is received, and thrown away.
    /// </summary>
    public static TBuilder TakesAtMost<TBuilder>(this TBuilder route, long bytes, long received, RequestDelegate refuse)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequestSizeLimitAttribute(received), new PostLimit(bytes, received, refuse));

    private sealed record PostLimit(long Most, long Received, RequestDelegate Refuse)
    {
        public async Task Answer(HttpContext http)
        {
            if (http.Request.ContentLength <= Received)
                await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            await Refuse(http);
        }
    }

    /// <summary>Whether it only reads, or was posted from a page of ours.</summary>
    private static async ValueTask<bool> IsOurs(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        || HttpMethods.IsHead(http.Request.Method)
        || await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
}
