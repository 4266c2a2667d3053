namespace Amiable.Errands;

/// <summary>How far long work is. Use cases say it as they go; outside of an errand nobody listens.</summary>
public sealed class ErrandSteps
{
    private const int MostNamed = 20;

    private readonly Dictionary<string, LeftFor> _left = [];
    private Func<ErrandSteps, Task>? _tell;

    public int Total { get; private set; }
    public int Done { get; private set; }
    public Guid? Position { get; private set; }
    public ErrandLeft Left => new() { Reasons = [.. _left.Values] };

    /// <summary>Goes on from where an errand is, and tells it to whoever writes it down.</summary>
    internal void Follow(Errand errand, Func<ErrandSteps, Task> tell)
    {
        (Total, Done, Position, _tell) = (errand.Total, errand.Done, errand.Position, tell);
        foreach (var reason in errand.Left.Reasons)
            _left[reason.Code] = reason;
    }

    /// <summary>How many there are; after an interruption that is known already.</summary>
    public Task Expect(int total)
    {
        Total = Math.Max(Total, total);
        return Tell();
    }

    public void Leave(Problem why, string name, string href)
    {
        var known = _left.GetValueOrDefault(why.Code) ?? new(why.Code, why.Message, [.. why.Values.Select(v => $"{v}")], 0, []);
        var first = known.First.Count < MostNamed ? [.. known.First, new(name, href)] : known.First;
        _left[why.Code] = known with { Count = known.Count + 1, First = first };
    }

    /// <summary>So many were done, up to that one.</summary>
    public Task Advance(int done, Guid? position = null)
    {
        (Done, Position) = (Done + done, position ?? Position);
        return Tell();
    }

    private Task Tell() => _tell?.Invoke(this) ?? Task.CompletedTask;
}
