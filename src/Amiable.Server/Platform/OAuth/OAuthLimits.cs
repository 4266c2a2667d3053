using System.Threading.RateLimiting;
using Amiable.Platform.SignIn;
using Microsoft.AspNetCore.RateLimiting;

namespace Amiable.Platform.OAuth;

/// <summary>How often one place may ask: registering is done once by each program, tokens are fetched once an hour.</summary>
public abstract class OAuthLimit(int most, TimeSpan window) : IRateLimiterPolicy<string>
{
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected =>
        async (rejected, _) =>
        {
            var http = rejected.HttpContext;
            http.Response.Headers.RetryAfter = "60";
            await OAuthAnswer
                .Of(
                    StatusCodes.Status429TooManyRequests,
                    OAuthAnswer.Told("temporarily_unavailable", "Too many requests from one place: wait.")
                )
                .ExecuteAsync(http);
        };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetFixedWindowLimiter(
            SignInLimits.Place(httpContext.Connection.RemoteIpAddress),
            _ => new() { PermitLimit = most, Window = window }
        );
}

/// <summary>For whoever introduces a program: an office behind one address, not somebody who fills our database.</summary>
public sealed class RegistrationLimit() : OAuthLimit(30, TimeSpan.FromHours(1));

/// <summary>For whoever fetches tokens or gives them back: a service with many members behind one address.</summary>
public sealed class TokenLimit() : OAuthLimit(600, TimeSpan.FromMinutes(1));
