using Amiable.Ui;

namespace Amiable.Replays.Pages;

/// <summary>Why a message would have been wrong.</summary>
internal static class WrongWords
{
    public static Signal SignalOf(Weight weight) =>
        weight switch
        {
            Weight.Wrong => Signal.Bad,
            Weight.SameDay => Signal.Warn,
            _ => Signal.Good,
        };

    /// <summary>In a few words, for a list: "Paid already · F-77 · dated 8 Oct and was entered on 20 Oct".</summary>
    public static string Brief(Viewer viewer, Wrong wrong) =>
        string.Join(" · ", new[] { viewer.T.Of(wrong.Kind), wrong.Number, Days(viewer, wrong) }.Where(part => part is not null));

    /// <summary>As a sentence.</summary>
    public static string Of(Viewer viewer, Wrong wrong)
    {
        var (t, day) = (viewer.T, viewer.Reader.Day(wrong.On, viewer.Today));
        var key = $"replay.because.{Words.Kebab(wrong.Kind.ToString())}";
        return wrong.Kind switch
        {
            WrongKind.Paid or WrongKind.Credited => t[
                wrong.Number is null ? $"{key}-unallocated" : key,
                wrong.Amount,
                wrong.Number,
                Days(viewer, wrong)
            ],
            WrongKind.Paused => t[key, day],
            _ => t[key, wrong.Number, day],
        };
    }

    private static string Days(Viewer viewer, Wrong wrong)
    {
        var (on, entered) = (viewer.Reader.Day(wrong.On, viewer.Today), viewer.Reader.Day(wrong.Entered, viewer.Today));
        return wrong.Entered == wrong.On ? viewer.T["replay.because.on", on] : viewer.T["replay.because.on-and-entered", on, entered];
    }
}
