using Amiable.Ui;

namespace Amiable.Replays.Pages;

/// <summary>Why a message would have been wrong, as a sentence.</summary>
internal static class WrongWords
{
    public static Signal SignalOf(Weight weight) =>
        weight switch
        {
            Weight.Wrong => Signal.Bad,
            Weight.SameDay => Signal.Warn,
            _ => Signal.Good,
        };

    public static string Of(Viewer viewer, Wrong wrong)
    {
        var t = viewer.T;
        string Day(DateOnly day) => viewer.Reader.Day(day, viewer.Today);
        return wrong.Kind switch
        {
            WrongKind.Paid or WrongKind.Credited => Money(wrong),
            WrongKind.Disputed => t["replay.because.disputed", wrong.Number, Day(wrong.On)],
            WrongKind.WrittenOff => t["replay.because.written-off", wrong.Number, Day(wrong.On)],
            WrongKind.Promised => t["replay.because.promised", wrong.Number, Day(wrong.On)],
            _ => t["replay.because.paused", Day(wrong.On)],
        };

        string Money(Wrong missed)
        {
            var key = $"replay.because.{Words.Kebab(missed.Kind.ToString())}{(missed.Number is null ? "-unallocated" : "")}";
            var days =
                missed.Entered == missed.On
                    ? t["replay.because.on", Day(missed.On)]
                    : t["replay.because.on-and-entered", Day(missed.On), Day(missed.Entered)];
            return t[key, missed.Amount, missed.Number, days];
        }
    }
}
