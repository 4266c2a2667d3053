using Amiable.Contacts;
using Amiable.Platform.Notices;
using Amiable.Platform.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Amiable.Organizations;

/// <summary>
/// Where strangers may found an organization: sends a link to the address first, so that it is known to be theirs. Whoever has a login already is told so in
/// that mail, and nowhere else.
/// </summary>
public sealed class SendSignUpLink(UserManager<Person> people, SendNotice send, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <param name="email">The stranger's address.</param>
    /// <param name="language">Of the mail.</param>
    /// <param name="signUp">The page where an organization is founded.</param>
    /// <param name="signIn">The page where one signs in.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(string email, string language, Uri signUp, Uri signIn, CancellationToken ct)
    {
        var address = Member.Address(email);
        if (!EmailAddress.IsValid(address))
            return new Invalid("email", "not-an-address", "This is not an e-mail address.");
        var sent = await people.FindByEmailAsync(address) is not null
            ? await send.Run(address, NoticeKind.AlreadySignedUp, language, signIn.ToString(), [], ct)
            : await send.Run(address, NoticeKind.SignUp, language, $"{signUp}?token={Protector.Protect(address, Lifetime)}", [], ct);
        // That an address was written to often is nobody else's business.
        return sent.Problem is Invalid unfit ? unfit : new Done();
    }

    /// <summary>The address that the link was sent to; null when it is not a link of ours, or an old one.</summary>
    public string? AddressOf(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : Protector.Unprotect(token);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("sign-up").ToTimeLimitedDataProtector();
}
