using Amiable.Platform.Api;
using Amiable.Ui.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Platform.Http;

/// <summary>What a browser shows when there is no page to show. Programs that call the API get no page, but problem details.</summary>
public static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = http => Show(http, http.Response.StatusCode),
                // A form that lacks a field is the sender's fault, not ours.
                StatusCodeSelector = failure =>
                    failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            }
        );
        app.UseStatusCodePages(context => Show(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static Task Show(HttpContext http, int status)
    {
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return ApiFaults.Of(status).ExecuteAsync(http);
        if (
            !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !http.Request.Headers.ContainsKey("HX-Request")
        )
            return Task.CompletedTask;
        var known =
            status is 400 or 403 or 404 or 500 ? status
            : status < 500 ? 404
            : 500;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return new RazorComponentResult<ErrorPage>(new { Status = known, Instant = (DateTimeOffset?)now })
        {
            StatusCode = status,
        }.ExecuteAsync(http);
    }
}
