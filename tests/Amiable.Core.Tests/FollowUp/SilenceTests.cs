using Amiable.FollowUp;

namespace Amiable.Tests.FollowUp;

public sealed class SilenceTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(3, "2026-03-01", true)]
    [InlineData(4, "2025-01-01", true)]
    [InlineData(2, "2026-03-01", false)]
    // What is due today is not overdue.
    [InlineData(3, "2026-03-02", false)]
    [InlineData(3, null, false)]
    public void An_account_is_silent_after_three_messages_while_something_is_overdue(int messages, string? oldestDue, bool isSilent) =>
        Assert.Equal(
            isSilent,
            Silence.IsSilent(
                messages,
                oldestDue is null ? null : DateOnly.Parse(oldestDue, System.Globalization.CultureInfo.InvariantCulture),
                Today
            )
        );
}
