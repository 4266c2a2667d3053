using Amiable.Platform.Notices;
using Microsoft.AspNetCore.Identity;

namespace Amiable.Platform.SignIn;

/// <summary>Sends the link with which a new password can be chosen. Whoever asks learns nothing of whether the address has a login.</summary>
public sealed class SendPasswordLink(UserManager<Person> people, SendNotice send)
{
    /// <param name="email">For which login.</param>
    /// <param name="language">Of the mail.</param>
    /// <param name="link">The page where a password is chosen.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(string email, string language, Uri link, CancellationToken ct)
    {
        if (await people.FindByEmailAsync(email) is not { } person)
            return;
        var token = await people.GeneratePasswordResetTokenAsync(person);
        var address = $"{link}?person={person.Id.Value:N}&token={Uri.EscapeDataString(token)}";
        await send.Run(person.Email, NoticeKind.NewPassword, language, address, [], ct);
    }
}
