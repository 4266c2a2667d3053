using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Amiable.Tests;

/// <summary>Lets a test say who it is with a header, and come from this machine, in place of the cookie that signing in would give it.</summary>
internal sealed class TestSignIn : IStartupFilter
{
    public const string Header = "X-Test-Session";

    /// <summary>From where the request comes.</summary>
    public const string Address = "X-Test-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (http, following) =>
                {
                    http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Address], out var address)
                        ? address
                        : http.Connection.RemoteIpAddress ?? IPAddress.Loopback;
                    if (http.Request.Headers[Header].ToString() is { Length: > 0 } session)
                        http.User = new(
                            new ClaimsIdentity([new(Platform.SignIn.SignIn.SessionClaim, session)], Platform.SignIn.SignIn.Scheme)
                        );
                    return following(http);
                }
            );
            next(app);
        };
}
