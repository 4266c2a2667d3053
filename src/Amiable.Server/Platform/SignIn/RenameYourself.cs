using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>Changes how a member is called, and in which language the member reads the screens.</summary>
public sealed class RenameYourself(AppDb db, CurrentMember current)
{
    public async Task<Result<Done>> Run(string firstName, string lastName, CancellationToken ct)
    {
        var member = await db.Members.SingleAsync(m => m.Id == current.Id, ct);
        return member.Rename(firstName, lastName) is { } problem ? problem : await db.Save(ct);
    }
}

/// <summary>From now on a member reads the screens in this language, on whatever browser.</summary>
public sealed class ReadScreensIn(AppDb db, CurrentMember current)
{
    public async Task<Result<Done>> Run(string language, CancellationToken ct)
    {
        (await db.Members.SingleAsync(m => m.Id == current.Id, ct)).Read(language);
        return await db.Save(ct);
    }
}
