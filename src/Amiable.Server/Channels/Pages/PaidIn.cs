using Amiable.Ui;

namespace Amiable.Channels.Pages;

/// <summary>The currencies that providers of letters and text messages are paid in, to choose from.</summary>
internal static class PaidIn
{
    private static readonly string[] Usual = ["CHF", "EUR", "GBP", "USD"];

    /// <param name="stored">What was chosen before, whatever it is: saving the rest must not change it.</param>
    /// <param name="own">What the organization reckons in.</param>
    public static IEnumerable<Choice> Choices(string stored, string own) =>
        Usual.Prepend(own).Prepend(stored).Distinct().Select(code => new Choice(code, code));
}
