using Amiable.FollowUp;
using Amiable.Insights;

namespace Amiable.Replays;

/// <summary>Adds up a replay as it goes: it never holds more than the sums.</summary>
internal sealed class AddUpReplay
{
    /// <summary>So many right messages are kept at most, and so many wrong ones: nobody reads more.</summary>
    public const int MostListed = 10_000;

    private readonly SortedDictionary<DateOnly, (int Messages, int Wrong)> _weeks = [];
    private readonly Dictionary<(Stage, Tone), (int Messages, int Wrong)> _kinds = [];
    private readonly Dictionary<WrongKind, int> _wrongs = [];
    private LeftOutOfReplay _left = new();
    private readonly Dictionary<bool, int> _listed = [];
    private int _accounts;
    private int _written;
    private int _unreachable;
    private int _sameDay;

    public AddUpReplay(DateOnly from, DateOnly to)
    {
        for (var monday = ExpectedCash.MondayOf(from); monday <= to; monday = monday.AddDays(7))
            _weeks[monday] = (0, 0);
    }

    public void Add(AccountPast past, IReadOnlyList<Replayed> messages, LeftOutOfReplay left)
    {
        _accounts++;
        _left += left;
        if (past.Reach is null)
            _unreachable++;
        if (messages.Count > 0)
            _written++;
        foreach (var message in messages)
            Add(message);
    }

    /// <summary>Whether a message is kept: of the right ones and of the wrong ones so many are, and no more.</summary>
    public bool Lists(Replayed message)
    {
        var isWrong = message.Wrongs.Count > 0;
        if (_listed.GetValueOrDefault(isWrong) >= MostListed)
            return false;
        _listed[isWrong] = _listed.GetValueOrDefault(isWrong) + 1;
        return true;
    }

    private void Add(Replayed message)
    {
        var wrong = message.Wrongs.Count > 0 ? 1 : 0;
        var (monday, kind) = (ExpectedCash.MondayOf(message.On), (message.Message.Stage, message.Message.Tone));
        _weeks[monday] = (_weeks[monday].Messages + 1, _weeks[monday].Wrong + wrong);
        var known = _kinds.GetValueOrDefault(kind);
        _kinds[kind] = (known.Messages + 1, known.Wrong + wrong);
        if (wrong == 0)
            return;
        _wrongs[message.Wrongs[0].Kind] = _wrongs.GetValueOrDefault(message.Wrongs[0].Kind) + 1;
        if (ReplayedMessage.WeightOf(message) == Weight.SameDay)
            _sameDay++;
    }

    public ReplayFigures Figures(DateOnly from, DateOnly to, FollowUpPolicy policy, int allAccounts) =>
        new()
        {
            From = from,
            To = to,
            Policy = policy,
            AllAccounts = allAccounts,
            Accounts = _accounts,
            Written = _written,
            Unreachable = _unreachable,
            Weeks = [.. _weeks.Select(w => new ReplayedWeek(w.Key, w.Value.Messages, w.Value.Wrong))],
            Kinds =
            [
                .. _kinds
                    .Select(k => new ReplayedKind(k.Key.Item1, k.Key.Item2, k.Value.Messages, k.Value.Wrong))
                    .OrderBy(k => k.Stage)
                    .ThenBy(k => k.Tone),
            ],
            Wrongs = [.. _wrongs.OrderBy(w => w.Key).Select(w => new WrongCount(w.Key, w.Value))],
            SameDay = _sameDay,
            Left = _left,
            Listed = _listed.Values.Sum(),
        };
}
