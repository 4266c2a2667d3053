using Amiable.Mail.Mime;
using Amiable.Mail.Replies;

namespace Amiable.Mail.Tests.Replies;

public class ReplyFormatsTests(ITestOutputHelper output)
{
    /// <summary>What is new in each file of shared/data/reply-formats, as a person reads it; there are no expectation files.</summary>
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["apple_mail.eml"] = "Hello",
        ["email_1_1.txt"] =
            "Hi folks\n\nWhat is the best way to clear a Riak bucket of all key, values after\nrunning a test?\nI am currently using the Java HTTP API.",
        ["email_1_3.txt"] = "Oh thanks.\n\nHaving the function would be great.",
        ["email_1_5.txt"] = null!,
        ["email_1_7.txt"] = ":+1:",
        ["email_bullets.txt"] =
            "test 2 this should list second\n\nand have spaces\n\nand retain this formatting\n\n\n   - how about bullets\n   - and another",
        ["email_iPhone.txt"] = "Here is another email",
        ["email_sig_delimiter_in_middle_of_line.txt"] = null!,
        ["gmail.eml"] = "Hello",
        ["gmail.html"] = "Hi. I am fine.\n\nThanks,\nAlex",
        ["iphone.eml"] = "Hello",
        ["ms_outlook_2010.html"] = "Hi. I am fine.\nThanks,\nAlex",
        ["outlook.eml"] = "Hello",
        ["thunderbird.html"] = "Hi. I am fine.\n\nThanks,\nAlex",
    };

    [Fact]
    public void Every_new_text_of_the_known_formats_is_exact()
    {
        var folder = SharedData.Folder("reply-formats");
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            var text = File.ReadAllText(file);
            var expected = Expected[name] ?? text.TrimEnd();
            var read =
                name.EndsWith(".eml", StringComparison.Ordinal) ? ReplyTrimming.Trim(MimeMessage.Parse(File.ReadAllBytes(file)))
                : name.EndsWith(".html", StringComparison.Ordinal) ? ReplyTrimming.TrimHtml(text)
                : ReplyTrimming.TrimText(text);
            if (read.NewText != expected)
                wrong.Add($"{name}: «{read.NewText}» instead of «{expected}»");
        }
        output.WriteLine($"{files.Count - wrong.Count} of {files.Count} exact");

        Assert.NotEmpty(files);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
