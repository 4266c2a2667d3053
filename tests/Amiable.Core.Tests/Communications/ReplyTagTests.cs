using Amiable.Communications;

namespace Amiable.Tests.Communications;

public sealed class ReplyTagTests
{
    private static readonly byte[] Key = [1, 2, 3];
    private static readonly CommunicationId Message = new(Guid.Parse("0199c0de-0000-7000-8000-00000000beef"));

    [Fact]
    public void The_address_that_answers_go_to_names_the_message()
    {
        var address = ReplyTag.Put("lea@duvernay.example", Message, Key)!;
        Assert.StartsWith("lea+", address, StringComparison.Ordinal);
        Assert.EndsWith("@duvernay.example", address, StringComparison.Ordinal);
        Assert.True(address.IndexOf('@') <= 64);
        Assert.Equal(Message, ReplyTag.Read(address, Key));
    }

    [Fact]
    public void A_server_that_changes_the_case_of_letters_does_no_harm() =>
        Assert.Equal(Message, ReplyTag.Read(ReplyTag.Put("lea@duvernay.example", Message, Key)!.ToUpperInvariant(), Key));

    [Fact]
    public void Any_message_is_named()
    {
        var random = new Random(7);
        var bytes = new byte[16];
        for (var i = 0; i < 1000; i++)
        {
            random.NextBytes(bytes);
            var id = new CommunicationId(new Guid(bytes));
            Assert.Equal(id, ReplyTag.Read(ReplyTag.Put("a@b.example", id, Key)!, Key));
        }
    }

    [Fact]
    public void Nobody_makes_one_by_guessing()
    {
        var address = ReplyTag.Put("lea@duvernay.example", Message, Key)!;
        Assert.Null(ReplyTag.Read(address, [1, 2, 4]));
        for (var at = 4; at < address.IndexOf('@'); at++)
        {
            var other = address[at] == 'a' ? 'b' : 'a';
            Assert.Null(ReplyTag.Read($"{address[..at]}{other}{address[(at + 1)..]}", Key));
        }
    }

    [Theory]
    [InlineData("lea@duvernay.example")]
    [InlineData("lea+news@duvernay.example")]
    [InlineData("lea+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@duvernay.example")]
    [InlineData("lea+0000000000000000000000000000000000000000@duvernay.example")]
    [InlineData("+@")]
    [InlineData("")]
    public void What_is_no_tag_names_nothing(string address) => Assert.Null(ReplyTag.Read(address, Key));

    [Fact]
    public void Where_the_address_would_become_too_long_there_is_none() =>
        Assert.Null(ReplyTag.Put("receivables.department.of.lyon@duvernay.example", Message, Key));
}
