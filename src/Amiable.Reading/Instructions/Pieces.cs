using System.Text.RegularExpressions;
using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>Cuts sentences where another thing is said: at a comma, a colon or an "and", when both sides say something to do.</summary>
internal static partial class Pieces
{
    private static readonly string[] Triggers =
    [
        "PAUSE",
        "RESUME",
        "GOON",
        "MOVE",
        "NOTBEFORE",
        "WAIT",
        "SEND",
        "CHASE",
        "PAID",
        "GOT",
        "DISPUTE",
        "EXCLUDE",
        "TONE",
        "GENTLE",
        "BUSINESS",
        "FIRM",
        "NOTICE",
        "NOTEVERB",
        "LEFT",
        "FORGET",
        "ASKAGAIN",
    ];

    public static List<Piece> Of(InstructionFacts facts) => [.. facts.Text.Sentences.SelectMany(s => Cut(facts, s))];

    private static IEnumerable<Piece> Cut(InstructionFacts facts, Span sentence)
    {
        var note = NoteAt(facts, sentence);
        var cuts = Cuts(facts, sentence).Where(c => note < 0 || c <= note).ToList();
        var parts = new List<Span>();
        var from = sentence.Start;
        foreach (var cut in cuts.Append(sentence.End))
        {
            if (cut > from)
                parts.Add(new(from, cut - from));
            from = cut;
        }
        return Joined(facts, parts).Select(p => new Piece(facts, p, sentence, note >= p.Start && note < p.End));
    }

    /// <summary>What says nothing to do belongs to what stands before it, or at the beginning to what follows.</summary>
    private static List<Span> Joined(InstructionFacts facts, List<Span> parts)
    {
        var joined = new List<Span>();
        var waits = -1;
        foreach (var part in parts)
        {
            var start = waits >= 0 ? waits : part.Start;
            var here = new Span(start, part.End - start);
            if (Says(facts, part) && !IsHeadingOfNotice(facts, part, parts[^1]))
            {
                joined.Add(here);
                waits = -1;
            }
            else if (joined.Count == 0 || IsHeading(facts, part))
                waits = start;
            else
            {
                joined[^1] = new(joined[^1].Start, part.End - joined[^1].Start);
                waits = -1;
            }
        }
        if (waits >= 0)
            joined.Add(new(waits, parts[^1].End - waits));
        return joined;
    }

    /// <summary>"Copperfield: send today".</summary>
    private static bool IsHeading(InstructionFacts facts, Span part) =>
        facts.Text.Raw[part.End - 1] == ':' && facts.Accounts.Any(a => InstructionFacts.Overlap(a.Span, part));

    /// <summary>"Formal notice Mertens: no".</summary>
    private static bool IsHeadingOfNotice(InstructionFacts facts, Span part, Span last) =>
        part != last
        && IsHeading(facts, part)
        && facts.Concepts.Any(c => c.Name == "NOTICE" && InstructionFacts.Overlap(c.Span, part))
        && !facts.Concepts.Any(c => c.Name is "APPROVE" or "REJECT" or "APPROVES" && part.Start <= c.Span.Start && c.Span.End <= part.End);

    private static bool Says(InstructionFacts facts, Span part) =>
        facts.Concepts.Any(c =>
            part.Start <= c.Span.Start
            && c.Span.End <= part.End
            && (
                Triggers.Contains(c.Name)
                || c.Name == "CORRECT" && facts.Text.Raw.AsSpan(part.Start, c.Span.Start - part.Start).Trim(" ,").IsEmpty
            )
        ) || facts.Emails.Any(e => InstructionFacts.Overlap(e.Span, part));

    private static IEnumerable<int> Cuts(InstructionFacts facts, Span sentence)
    {
        var taken = facts
            .Accounts.Select(a => a.Span)
            .Concat(facts.Dates.Select(d => d.Span))
            .Concat(facts.Amounts.Select(a => a.Span))
            .Concat(facts.Invoices.Select(i => i.Span))
            .Concat(facts.Emails.Select(e => e.Span))
            .Concat(facts.Concepts.Where(c => Triggers.Contains(c.Name)).Select(c => c.Span))
            .ToList();
        var signs = Cutting().Matches(facts.Text.Folded[sentence.Start..sentence.End]).Select(m => sentence.Start + m.Index + m.Length);
        var words = facts
            .Concepts.Where(c => c.Name == "CUT" && c.Span.Start > sentence.Start && c.Span.End < sentence.End)
            .Select(c => c.Span.Start);
        return signs.Concat(words).Distinct().Order().Where(at => !taken.Exists(t => t.Start < at && at < t.End));
    }

    /// <summary>Where a sentence begins to give words for the next message; -1 when it does not.</summary>
    private static int NoteAt(InstructionFacts facts, Span sentence)
    {
        var here = facts.Concepts.Where(c => sentence.Start <= c.Span.Start && c.Span.End <= sentence.End).ToList();
        if (facts.Emails.Any(e => InstructionFacts.Overlap(e.Span, sentence)))
            return -1;
        var hasNext = here.Exists(c => c.Name == "NEXTMSG");
        foreach (var verb in here.Where(c => c.Name == "NOTEVERB"))
        {
            var rest = facts.Text.Folded[verb.Span.End..sentence.End];
            var opens =
                rest.Contains(':', StringComparison.Ordinal)
                || here.Exists(c => c.Name == "THAT" && (c.Span.Start >= verb.Span.End - 5 && c.Span.Start - verb.Span.End < 70));
            var follows = here.Exists(c => c.Name == "THAT" && c.Span.Start >= verb.Span.End - 5 && c.Span.Start - verb.Span.End < 4);
            if (
                follows
                || hasNext && (opens || rest.Trim().Length > 12 || verb.Span.End >= sentence.End - 2)
                || opens && !here.Exists(c => c.Name is "PAUSE" or "MOVE" or "DISPUTE" or "EXCLUDE" && c.Span.Start < verb.Span.Start)
            )
                return Math.Min(
                    verb.Span.Start,
                    here.Where(c => c.Name == "NEXTMSG").Select(c => c.Span.Start).DefaultIfEmpty(verb.Span.Start).Min()
                );
        }
        return -1;
    }

    [GeneratedRegex(@"[,;:](?=\s)|\s[-–—](?=\s)")]
    private static partial Regex Cutting();
}
