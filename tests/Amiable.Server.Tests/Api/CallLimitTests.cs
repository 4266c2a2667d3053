using Amiable.Platform.Api;
using Microsoft.Extensions.Configuration;

namespace Amiable.Tests.Api;

/// <summary>A token asks so often within any sixty seconds, and no more.</summary>
public sealed class CallLimitTests
{
    private readonly TestClock _clock = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Three_hundred_requests_within_sixty_seconds_are_the_most()
    {
        var (limit, token) = (new CallLimit(_clock, new ConfigurationBuilder().Build()), Guid.CreateVersion7());

        for (var left = 299; left >= 0; left--)
            Assert.Equal((300, left, null), Told(limit.Count(token)));
        Assert.Equal((300, 0, TimeSpan.FromSeconds(60)), Told(limit.Count(token)));
        Assert.Equal((300, 299, null), Told(limit.Count(Guid.CreateVersion7())));
    }

    [Fact]
    public void The_window_slides_and_what_was_refused_does_not_count()
    {
        var (limit, token) = (Of(2), Guid.CreateVersion7());
        limit.Count(token);
        _clock.Advance(TimeSpan.FromSeconds(20));
        limit.Count(token);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(30), limit.Count(token).Wait);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(limit.Count(token).Wait);
        Assert.Equal(TimeSpan.FromSeconds(20), limit.Count(token).Wait);
    }

    private CallLimit Of(int most) =>
        new(_clock, new ConfigurationBuilder().AddInMemoryCollection([new("ApiCallsPerMinute", $"{most}")]).Build());

    private static (int, int, TimeSpan?) Told(CallLimit.Standing standing) => (standing.Limit, standing.Remaining, standing.Wait);
}
