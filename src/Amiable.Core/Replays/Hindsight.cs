using Amiable.Credits;
using Amiable.FollowUp;

namespace Amiable.Replays;

/// <summary>What can be wrong with a message, the gravest first.</summary>
public enum WrongKind
{
    /// <summary>It asks for what was paid already.</summary>
    Paid,

    /// <summary>It asks for what was credited already.</summary>
    Credited,

    /// <summary>It asks for what is contested.</summary>
    Disputed,

    /// <summary>It asks for what was given up.</summary>
    WrittenOff,

    /// <summary>It asks for what was promised, or said to be paid.</summary>
    Promised,

    /// <summary>It goes to an account whose follow-ups rest.</summary>
    Paused,
}

/// <summary>Something wrong with a message.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">The invoice; null for the account as a whole, or a payment that is set against none.</param>
/// <param name="On">The day of the fact it did not know.</param>
/// <param name="Entered">The day on which that was entered here.</param>
/// <param name="Amount">How much of what it asks for was not owed any more.</param>
public sealed record Wrong(WrongKind Kind, string? Number, DateOnly On, DateOnly Entered, Money? Amount = null);

/// <summary>Judges a message with what is known now: which facts of its day, or of days before, it did not know.</summary>
internal static class Hindsight
{
    public static IReadOnlyList<Wrong> Of(PlannedMessage message, AccountPast past, KnownThen known)
    {
        var day = message.SendOn;
        var asked = message.About.Select(i => i.Id).ToHashSet();
        List<Wrong> wrongs = [.. past.Credits.Where(c => c.On <= day && known.Known(c) >= day).SelectMany(c => Missed(c, message))];
        foreach (var invoice in past.Invoices.Where(i => asked.Contains(i.Id)))
        {
            if (invoice.Disputes.Any(d => d.From == day))
                wrongs.Add(new(WrongKind.Disputed, invoice.Number, day, day));
            if (invoice.WrittenOffOn == day)
                wrongs.Add(new(WrongKind.WrittenOff, invoice.Number, day, day));
            // Of a broken promise it speaks itself; a new one of that day it does not know.
            if (past.Words.Any(w => w.NotedOn == day && w.Invoices.Contains(invoice.Id)))
                wrongs.Add(new(WrongKind.Promised, invoice.Number, day, day));
        }
        if (past.Pauses.Any(p => p.From == day))
            wrongs.Add(new(WrongKind.Paused, null, day, day));
        wrongs.Sort((a, b) => a.Kind.CompareTo(b.Kind));
        return wrongs;
    }

    /// <summary>What a payment or a credit note that was not known took from what the message asks for.</summary>
    private static IEnumerable<Wrong> Missed(CreditPast credit, PlannedMessage message)
    {
        var kind = credit.Kind == CreditKind.Payment ? WrongKind.Paid : WrongKind.Credited;
        foreach (var use in credit.Uses)
        foreach (var invoice in message.About)
            if (invoice.Id == use.Invoice)
                yield return new(kind, invoice.Number, credit.On, credit.Entered, use.Amount);
        var free = credit.Amount - credit.UsedElsewhere - credit.Uses.Select(u => u.Amount).Sum(credit.Amount.Currency);
        if (free.IsPositive && message.About.Any(i => i.Outstanding.Currency == free.Currency))
            yield return new(kind, null, credit.On, credit.Entered, free);
    }
}
