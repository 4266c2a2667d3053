using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Amiable.FollowUp;

/// <summary>
/// A small share of the follow-ups is held back on purpose for some days, drawn by lot: what is paid meanwhile shows what is paid without a message. Only mails about
/// what is past its due date are drawn; reminders before, broken promises, answers, thanks, letters and what members write never are.
/// </summary>
/// <param name="Percent">How many of a hundred steps are held back; 0 for none.</param>
/// <param name="BusinessDays">For how many business days of the customer.</param>
/// <param name="Since">From when on it is drawn; null while it is off. Figures count from that day.</param>
public sealed record HoldOut(int Percent, int BusinessDays, DateOnly? Since)
{
    /// <summary>Nothing is held back.</summary>
    public static readonly HoldOut Off = new(0, 5, null);

    /// <summary>The largest share: more would cost more than it tells.</summary>
    public const int MostPercent = 20;

    /// <summary>The longest delay, in business days.</summary>
    public const int MostBusinessDays = 10;

    /// <summary>Whether anything is drawn.</summary>
    public bool IsOn => Percent > 0 && Since is not null;

    /// <summary>
    /// Whether a step is held back. The lot falls out of the account (whose identity is one organization's), the step and the day on which measuring began, by SHA-256: asked
    /// again it is the same, so that no step is drawn twice, and nobody can prefer one account to another.
    /// </summary>
    /// <param name="account">Whose step.</param>
    /// <param name="step">Its name within the account.</param>
    public bool Draws(AccountId account, string step)
    {
        if (!IsOn)
            return false;
        var lot = SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{account.Value:N} {step} {Since:yyyy-MM-dd}"))
        );
        return BinaryPrimitives.ReadUInt64BigEndian(lot) % 100 < (ulong)Percent;
    }
}
