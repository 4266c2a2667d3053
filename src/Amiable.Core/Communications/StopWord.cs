namespace Amiable.Communications;

/// <summary>The one word by which somebody wants no more text messages.</summary>
public static class StopWord
{
    // Those that operators and providers know, and the same in the seven languages that are written here.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "stop",
        "stopall",
        "stopp",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "optout",
        "revoke",
        "arret",
        "arrêt",
        "arrete",
        "arrête",
        "arreter",
        "arrêter",
        "desabonner",
        "désabonner",
        "abmelden",
        "abbestellen",
        "baja",
        "parar",
        "alto",
        "cancelar",
        "basta",
        "cancella",
        "annulla",
        "afmelden",
        "uitschrijven",
        "stoppen",
        "sair",
        "remover",
    };

    /// <summary>
    /// Whether a text is such a word and nothing else: a sentence with it is for a person to read. "STOP" followed by the number or name one is asked to add counts, too.
    /// </summary>
    public static bool Is(string text)
    {
        var words = text.Split([' ', '\n', '\r', '\t', '.', '!', ',', '"', '\'', '-', ':'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 1 && Words.Contains(words[0])
            || words is ["STOP" or "Stop" or "stop", { } code] && code.Length <= MostInCode && code.All(char.IsAsciiDigit);
    }

    // "STOP 36184", as French operators have it printed.
    private const int MostInCode = 6;
}
