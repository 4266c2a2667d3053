namespace Amiable.Platform.Live;

/// <summary>
/// Tells everybody who looks at an organization's pages which kinds of things changed: "invoice", "human-task". Names only, never what is in them:
/// a page asks for that itself, through the door. One per process; see <see cref="HearOtherProcesses"/> for the others.
/// </summary>
public sealed class LiveSignal
{
    /// <summary>Windows a person has open side by side; the oldest gives way to a new one.</summary>
    public const int MostOfOneMember = 8;

    /// <summary>Of one process: each is a socket and a little memory, no thread.</summary>
    public const int MostOfAll = 5000;

    private readonly Lock _gate = new();
    private readonly Dictionary<OrganizationId, List<Listener>> _listeners = [];
    private readonly Dictionary<OrganizationId, HashSet<string>> _told = [];
    private int _count;

    /// <summary>Who is listened for at the moment.</summary>
    public IReadOnlyList<OrganizationId> Heard
    {
        get
        {
            lock (_gate)
                return [.. _listeners.Keys];
        }
    }

    /// <returns>Null when there are too many already.</returns>
    public Listener? Listen(OrganizationId organization, MemberId member)
    {
        lock (_gate)
        {
            if (_count >= MostOfAll)
                return null;
            if (!_listeners.TryGetValue(organization, out var there))
                _listeners[organization] = there = [];
            if (there.Where(l => l.Member == member && !l.IsOver).ToList() is { Count: >= MostOfOneMember } many)
                many[0].End();
            var listener = new Listener(member, own => Forget(organization, own));
            there.Add(listener);
            _count++;
            return listener;
        }
    }

    /// <summary>Happens within this process at everything that is told, before anybody else hears of it.</summary>
    public event Action<OrganizationId, IReadOnlyCollection<string>>? OnTold;

    /// <summary>Says it to everybody who listens for that organization.</summary>
    public void Tell(OrganizationId organization, IReadOnlyCollection<string> kinds)
    {
        OnTold?.Invoke(organization, kinds);
        lock (_gate)
        {
            if (!_listeners.TryGetValue(organization, out var there))
                return;
            if (!_told.TryGetValue(organization, out var told))
                _told[organization] = told = [];
            told.UnionWith(kinds);
            foreach (var listener in there)
                listener.Hear(kinds);
        }
    }

    /// <summary>What was told of that organization since this was last asked.</summary>
    internal IReadOnlySet<string> TakeTold(OrganizationId organization)
    {
        lock (_gate)
            return _told.Remove(organization, out var told) ? told : new HashSet<string>();
    }

    private void Forget(OrganizationId organization, Listener listener)
    {
        lock (_gate)
        {
            if (!_listeners.TryGetValue(organization, out var there) || !there.Remove(listener))
                return;
            _count--;
            if (there.Count > 0)
                return;
            _listeners.Remove(organization);
            _told.Remove(organization);
        }
    }
}

/// <summary>One open page. What changes while nobody asks is gathered, so a slow reader costs no more than the names.</summary>
public sealed class Listener(MemberId member, Action<Listener> forget) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _changed = [];
    private TaskCompletionSource _ring = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MemberId Member { get; } = member;

    /// <summary>A newer window of the same person took its place.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Waits until something changes, or that long.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        Task ring;
        lock (_gate)
            ring = _ring.Task;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(ring, Task.Delay(atMost, enough.Token));
        await enough.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>What changed since this was last asked.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_gate)
        {
            string[] changed = [.. _changed.Order(StringComparer.Ordinal)];
            _changed.Clear();
            if (!IsOver && _ring.Task.IsCompleted)
                _ring = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return changed;
        }
    }

    internal void Hear(IEnumerable<string> kinds)
    {
        lock (_gate)
        {
            _changed.UnionWith(kinds);
            _ring.TrySetResult();
        }
    }

    internal void End()
    {
        lock (_gate)
        {
            IsOver = true;
            _ring.TrySetResult();
        }
    }

    public void Dispose() => forget(this);
}
