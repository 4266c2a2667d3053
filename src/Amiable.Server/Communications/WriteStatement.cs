using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Communications;

/// <summary>The statement of an account as of this moment, as its customer would receive it.</summary>
public sealed class WriteStatement(ReadSituation readSituation, Today today)
{
    /// <param name="account">Whose.</param>
    /// <param name="language">ISO 639-1; null for that of the customer.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<AccountStatement>> Run(AccountId account, string? language, CancellationToken ct)
    {
        if ((await readSituation.Run([account], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        var spoken = language is not null && Languages.Written.Contains(language) ? language : facts.Language;
        return AccountStatement.Of(facts, spoken, SendWindow.LocalDay(today.Now, facts.Zone));
    }
}
