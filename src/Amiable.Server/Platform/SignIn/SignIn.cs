using Amiable.Organizations;
using Amiable.Platform.Notices;
using Amiable.Platform.Secrets;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Amiable.Platform.SignIn;

/// <summary>What it takes to know who is at the door. ASP.NET Core Identity checks the proofs; a row in our tables is what makes a session.</summary>
public static class SignIn
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The only thing the cookie says: which session it is of.</summary>
    public const string SessionClaim = "session";

    /// <summary>A session ends when it was not used for that long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    /// <summary>Persons and their secrets: for every door, the verbs of ./run too.</summary>
    public static void AddPersons(this IServiceCollection services)
    {
        services.AddSingleton<SecretBox>();
        services.AddSingleton<NoticeSignal>();
        services.AddScoped<CurrentPerson>();
        services.AddDataProtection().SetApplicationName("Amiable");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>((keys, scopes) => keys.XmlRepository = new StoredKeys(scopes));
        services.AddSingleton<ILookupNormalizer, AsKept>();
        services.AddScoped<IPasswordValidator<Person>, PasswordRules>();
        services
            .AddIdentityCore<Person>(identity =>
            {
                identity.User.AllowedUserNameCharacters = "";
                identity.Lockout.MaxFailedAccessAttempts = 10;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                identity.Tokens.AuthenticatorIssuer = "Amiable";
            })
            .AddUserStore<PersonStore>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        // Length is ours to check: see PasswordRules.
        services.Configure<IdentityOptions>(identity =>
        {
            identity.Password.RequiredLength = 1;
            identity.Password.RequireDigit =
                identity.Password.RequireLowercase =
                identity.Password.RequireUppercase =
                identity.Password.RequireNonAlphanumeric =
                    false;
        });
        // OWASP's figure for PBKDF2 with HMAC-SHA-512.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromHours(1));
    }

    public static void AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IPasskeyHandler<Person>, PasskeyHandler<Person>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // A passkey stands for password and second step at once: the device must have asked for a finger, a face or a PIN.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        services.AddHostedService<NoticeDelivery>();
        if (ProviderSettings.From(configuration) is { } provider)
        {
            services.AddHttpClient();
            services.AddSingleton(provider).AddSingleton<Provider>();
        }
        services
            .AddAuthentication(Scheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "session";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.HttpOnly = true;
                cookie.LoginPath = "/sign-in";
                cookie.ReturnUrlParameter = "next";
                cookie.ExpireTimeSpan = Idle;
            });
        services.AddAuthorization(rules => rules.FallbackPolicy = null);
        services.AddSignInLimits();
    }

    public static void UseSignIn(this IApplicationBuilder app)
    {
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(Door.Pass);
    }

    /// <summary>An address is looked up in the form in which it is kept.</summary>
    private sealed class AsKept : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => name is null ? null : Member.Address(name);

        public string? NormalizeEmail(string? email) => NormalizeName(email);
    }
}
