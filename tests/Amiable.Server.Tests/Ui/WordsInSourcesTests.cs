using System.Text.RegularExpressions;

namespace Amiable.Ui;

/// <summary>The words and the sources know each other: no page asks for a text that is not there, no text is kept for no page.</summary>
public sealed partial class WordsInSourcesTests
{
    private static readonly HashSet<string> Keys = [.. Words.For("en").Keys];

    // Texts found by a name that is not written out anywhere.
    private static readonly Dictionary<string, string> FoundByName = new()
    {
        ["problem."] = "by the code of a Problem (Words.Of)",
        ["agent-says."] = "by the code of an AgentAnswer (InstructionWords.Of)",
    };

    [Fact]
    public void Every_text_that_is_asked_for_exists()
    {
        var asked = AskedFor().ToArray();
        Assert.True(asked.Length > 30, "The scan finds hardly any text: it is broken.");
        Assert.Equal("", string.Join('\n', asked.Where(text => !Keys.Any(text.Matches))));
    }

    [Fact]
    public void Every_text_is_asked_for()
    {
        var asked = AskedFor().ToArray();
        var enums = EnumKeys().ToHashSet();
        Assert.Equal(
            "",
            string.Join(
                '\n',
                Keys.Where(key =>
                    !asked.Any(text => text.Matches(key))
                    && !enums.Contains(key)
                    && !FoundByName.Keys.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal))
                )
            )
        );
    }

    [Fact]
    public void An_enum_with_words_has_one_for_every_value() =>
        Assert.Equal("", string.Join('\n', EnumKeys().Where(key => !Keys.Contains(key))));

    /// <summary>"Cancel" beside "Cancel 53 messages" is no choice: there the way out says what stays, "Keep them".</summary>
    [Fact]
    public void The_way_out_of_a_question_is_not_called_like_what_it_asks()
    {
        var questions = Sources
            .Server(".razor")
            .SelectMany(file => LeftByCancel().Matches(file.Text).Select(m => (file.Path, m.Value)))
            .ToArray();
        Assert.True(questions.Length > 30, "The scan finds hardly any question: it is broken.");
        Assert.Equal(
            "",
            string.Join(
                '\n',
                from question in questions
                from Match asked in Literal().Matches(question.Value)
                from language in Words.Spoken
                let words = Words.For(language)
                from key in words.Keys
                where key != "ui.cancel" && new Asked(question.Path, asked.Groups["text"].Value).Matches(key)
                where words[key].StartsWith(words["ui.cancel"], StringComparison.Ordinal)
                select $"{question.Path}: {key} in {language}"
            )
        );
    }

    // Buttons of which one is "Cancel", and questions about chosen rows that do not say another way out.
    [GeneratedRegex(
        """<div class="buttons">(?:(?!</div>).)*?"ui\.cancel".*?</div>|<ChosenQuestion\b(?![^\n]*\bLeave=)[^\n]*""",
        RegexOptions.Singleline
    )]
    private static partial Regex LeftByCancel();

    /// <summary>"invoice-status.overdue"… of every enum that has at least one word.</summary>
    private static IEnumerable<string> EnumKeys() =>
        from type in typeof(Words).Assembly.GetTypes().Concat(typeof(Money).Assembly.GetTypes())
        where type.IsEnum
        let prefix = Words.Kebab(type.Name) + "."
        where Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal) && !key.EndsWith(".one", StringComparison.Ordinal))
        from name in Enum.GetNames(type)
        where name != "None"
        select prefix + Words.Kebab(name);

    /// <summary>What looks like a key: "accounts.title", and $"error.{Status}.title" for any status. Where T[…] is written, whatever it holds.</summary>
    private static IEnumerable<Asked> AskedFor()
    {
        var families = Keys.Select(key => key.Split('.')[0]).ToHashSet();
        foreach (var (path, text) in Sources.Server(".razor", ".cs"))
        {
            foreach (Match match in Literal().Matches(Comment().Replace(text, "")))
            {
                var (written, isAsked) = (match.Groups["text"].Value, match.Groups["call"].Success);
                // The code of a Problem is no key: its words are under "problem."; the name of an event is none either.
                if (
                    isAsked
                    || families.Contains(written.Split('.')[0])
                        && !IsFile(written)
                        && !Keys.Contains($"problem.{written}")
                        && (Keys.Contains(written) || !Keys.Contains($"webhook.event.{written.Replace('.', '-')}"))
                )
                    yield return new Asked(path, written);
            }
        }
    }

    private static bool IsFile(string written) =>
        written.EndsWith(".json", StringComparison.Ordinal) || written.EndsWith(".csv", StringComparison.Ordinal);

    [GeneratedRegex("""(?<call>\bT(\.(Count|Rich|RichCount|Has))?[\[(])?\$?"(?<text>[a-z][a-z0-9-]*(\.([a-z0-9-]|\{[^}"]+\})+)+)"(?!>)""")]
    private static partial Regex Literal();

    // Comments give examples.
    [GeneratedRegex(@"^\s*//.*$|@\*.*?\*@", RegexOptions.Multiline)]
    private static partial Regex Comment();

    private sealed record Asked(string Path, string Written)
    {
        private readonly Regex _pattern = new(
            "^" + Regex.Escape(Hole().Replace(Written, "§")).Replace("§", "[a-z0-9-]+") + @"(\.one|\.other)?$"
        );

        public bool Matches(string key) => _pattern.IsMatch(key);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
