using System.Globalization;
using Amiable.Ui;

namespace Amiable.Instructions.Pages;

/// <summary>What the agent answers, in the words of who reads it.</summary>
public static class InstructionWords
{
    public static string Of(Words t, AgentAnswer answer, DateOnly today)
    {
        var key = answer.Code.StartsWith("problem.", StringComparison.Ordinal) ? answer.Code : $"agent-says.{Kebab(answer.Code)}";
        return t.Has(key) ? t[key, [.. answer.Values.Select(v => Value(t, v, today))]] : t["agent-says.not-done"];
    }

    private static string Kebab(string code) => string.Join('.', code.Split('.').Select(Words.Kebab));

    private static string Value(Words t, string value, DateOnly today)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return t.Reader.Day(day, today);
        if (
            value is ['¤', ..]
            && value[1..].Split(' ') is [var amount, var currency]
            && decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var major)
            && Money.OfMajor(major, currency) is { } money
        )
            return t.Reader.Amount(money);
        return value is ['§', ..] && t.Has(value[1..]) ? t.Reader.InSentence(t[value[1..]]) : value;
    }
}
