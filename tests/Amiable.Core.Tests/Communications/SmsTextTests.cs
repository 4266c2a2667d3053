using Amiable.Communications;

namespace Amiable.Tests.Communications;

public class SmsTextTests
{
    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(160, 1)]
    [InlineData(161, 2)]
    [InlineData(306, 2)]
    [InlineData(307, 3)]
    [InlineData(459, 3)]
    [InlineData(460, 4)]
    public void Plain_letters_are_160_to_a_message_and_153_to_each_part(int letters, int segments)
    {
        var counted = SmsText.Of(Times("a", letters));
        Assert.Equal((SmsCoding.Gsm7, letters, segments), (counted.Coding, counted.Units, counted.Segments));
    }

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    [InlineData(134, 2)]
    [InlineData(135, 3)]
    public void One_other_letter_makes_them_70_and_67(int letters, int segments)
    {
        var counted = SmsText.Of("ê" + Times("a", letters - 1));
        Assert.Equal((SmsCoding.Ucs2, letters, segments), (counted.Coding, counted.Units, counted.Segments));
        Assert.Equal(["ê"], counted.Widening);
    }

    [Theory]
    [InlineData("€", 2)]
    [InlineData("[x]", 5)]
    [InlineData("{}\\|~^", 12)]
    [InlineData("éèàùìòÇñÑäöüÄÖÜßæøå¿¡£¥§\n", 25)]
    public void Some_characters_take_two_places(string text, int units)
    {
        var counted = SmsText.Of(text);
        Assert.Equal((SmsCoding.Gsm7, units, 1), (counted.Coding, counted.Units, counted.Segments));
    }

    [Theory]
    [InlineData("ç")] // The alphabet has the capital only.
    [InlineData("’")]
    [InlineData("–")]
    [InlineData("\u00A0")]
    [InlineData("œ")]
    [InlineData("ã")]
    [InlineData("`")]
    [InlineData("\t")]
    public void What_the_alphabet_lacks_is_named(string character) =>
        Assert.Equal(
            (SmsCoding.Ucs2, character),
            (SmsText.Of("a" + character + character).Coding, SmsText.Of("a" + character).Widening.Single())
        );

    [Fact]
    public void A_character_of_two_places_is_not_torn_between_two_parts()
    {
        // 152 letters leave one place of the first part: the euro sign opens the second.
        Assert.Equal(2, SmsText.Of(Times("a", 152) + "€" + Times("a", 151)).Segments);
        Assert.Equal(3, SmsText.Of(Times("a", 152) + "€" + Times("a", 152)).Segments);
        Assert.Equal(2, SmsText.Of(Times("a", 66) + "😀" + Times("a", 65)).Segments);
        Assert.Equal(3, SmsText.Of(Times("a", 66) + "😀" + Times("a", 66)).Segments);
    }

    [Theory]
    [InlineData("STOP", true)]
    [InlineData(" stop. ", true)]
    [InlineData("StopAll", true)]
    [InlineData("ARRÊT", true)]
    [InlineData("arret!", true)]
    [InlineData("STOPP", true)]
    [InlineData("Baja", true)]
    [InlineData("afmelden", true)]
    [InlineData("STOP 36184", true)]
    [InlineData("Stop that nonsense", false)]
    [InlineData("We pay on Friday, then stop", false)]
    [InlineData("", false)]
    public void Nobody_is_written_to_again_who_says_stop(string text, bool stops) => Assert.Equal(stops, StopWord.Is(text));
}
