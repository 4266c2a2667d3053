using System.Net;
using System.Threading.RateLimiting;
using Amiable.Ui.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;

namespace Amiable.Platform.SignIn;

/// <summary>How often one place may try: enough for an office behind one address, too little to guess with.</summary>
public static class SignInLimits
{
    public const string Policy = "sign-in";

    /// <summary>For machines that hand mails over: a mail server of many organizations behind one address, which tries again when it is told to wait.</summary>
    public const string Deliveries = "deliveries";

    private const int TriesAMinute = 30;
    private const int DeliveriesAMinute = 600;

    public static void AddSignInLimits(this IServiceCollection services) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = async (rejected, ct) =>
            {
                var http = rejected.HttpContext;
                http.Response.Headers.RetryAfter = "60";
                await new RazorComponentResult<ErrorPage>(new { Status = 429 }) { StatusCode = 429 }.ExecuteAsync(http);
            };
            limits.AddPolicy(
                Deliveries,
                http =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        Place(http.Connection.RemoteIpAddress),
                        _ => new() { PermitLimit = DeliveriesAMinute, Window = TimeSpan.FromMinutes(1) }
                    )
            );
            limits.AddPolicy(
                Policy,
                http =>
                    HttpMethods.IsPost(http.Request.Method)
                        ? RateLimitPartition.GetFixedWindowLimiter(
                            Place(http.Connection.RemoteIpAddress),
                            _ => new() { PermitLimit = TriesAMinute, Window = TimeSpan.FromMinutes(1) }
                        )
                        : RateLimitPartition.GetNoLimiter("")
            );
        });

    /// <summary>A subscriber has a whole /64 of IPv6 to try from.</summary>
    internal static string Place(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? address.ToString() : Convert.ToHexString(bytes.AsSpan(0, 8));
    }
}
