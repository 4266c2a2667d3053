namespace Amiable.Reading.Replies;

/// <summary>Who writes, and who will answer: the wrong person, or one who passes the mail on.</summary>
internal static class Redirections
{
    private static readonly string[] Faults = ["BROKEN", "NOTDELIV", "DUP", "PRICE", "TERMINATED", "CREDITNOTE"];

    private static readonly string[] Machines = ["OOO", "AUTOMSG", "UNDELIV", "URGENT"];

    /// <summary>"Wrong person, we never bought anything": who is somebody else contests nothing. "Another robot, wonderful" asks for no call.</summary>
    public static void SomebodyElse(ReadSentence sentence)
    {
        if (sentence["WC"] > 0.6 && sentence.Means("WRONGPERS") && !Faults.Any(sentence.Means))
            sentence.Set("DI", Math.Min(sentence["DI"], 0.4));
        if (sentence["HU"] > 0.3 && sentence.Means("MACHINE") && !sentence.Means("REQUEST") && !sentence.Asks && sentence.Words <= 6)
            sentence.Set("HU", 0.25);
        // "Could a human being read this account?" tells of no bank.
        if (sentence["HU"] > 0.9 && sentence["BA"] is > 0.3 and < 0.8 && !sentence.Means("BANKDOC"))
            sentence.Set("BA", 0.29);
    }

    /// <summary>"I pass this to my colleague, she will answer": nobody is away and nothing says that a machine wrote.</summary>
    public static void PassedOn(List<ReadSentence> told)
    {
        if (told.Exists(s => Machines.Any(s.Means)))
            return;
        foreach (var sentence in told.Where(s => s["AR"] > 0.3 && (s.Means("COLLEAGUE") || s.Means("SEND"))))
        {
            sentence.Set("AK", Math.Max(sentence["AK"], 0.62));
            sentence.Set("AR", 0.25);
        }
    }
}
