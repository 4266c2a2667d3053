using Amiable.Ui;

namespace Amiable.Tests.Import;

/// <summary>Whatever is wrong with a file is said in every language.</summary>
public sealed class ImportWordsTests : IAsyncDisposable
{
    private static readonly Words En = Words.For("en");
    private readonly TestServer _server = TestServer.Start().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Every_code_of_a_row_error_and_notice_has_words()
    {
        var seen = new HashSet<string>();
        foreach (var file in Directory.GetFiles(Files.Fixtures, "*.csv"))
        {
            var reading = Files.Read(await File.ReadAllBytesAsync(file));
            seen.UnionWith(
                reading.Errors.Select(e => $"import-error.{e.Code}").Concat(reading.Notices.Select(n => $"import-notice.{n.Code}"))
            );
        }
        Assert.True(seen.Count > 15, $"Only {seen.Count} codes occur: the fixtures are gone.");
        Assert.DoesNotContain(seen, key => !En.Has(key));
        var written = Sources
            .Server(".cs")
            .Where(f => f.Path.Contains("/Import/", StringComparison.Ordinal))
            .SelectMany(f =>
                System.Text.RegularExpressions.Regex.Matches(
                    f.Text,
                    "(?:Error\\((?:InvoiceField\\.\\w+|field|\"\"), (?:\"\", )?|reason\\) = \\()\"([a-z-]+)\""
                )
            )
            .Select(m => m.Groups[1].Value)
            .ToHashSet();
        Assert.True(written.Count > 15, $"Only {written.Count} codes are found in the sources: the scan is broken.");
        Assert.DoesNotContain(written, code => !En.Has($"import-error.{code}"));
    }

    [Fact]
    public void Every_problem_of_a_document_has_words()
    {
        var written = Architecture
            .SourceFile.All()
            .Where(f => f.Project == "Amiable.Documents")
            .SelectMany(f =>
                System.Text.RegularExpressions.Regex.Matches(
                    f.Code,
                    "(?:new\\(|DocumentProblem\\(|Refused\\(\\s*name,|TooLarge\\(|Wrong\\()\\s*\"([a-z]+(?:-[a-z]+)+)\""
                )
            )
            .Select(m => m.Groups[1].Value)
            .Concat(["seller-missing", "buyer-missing", "number-missing"])
            .ToHashSet();
        Assert.True(written.Count > 60, $"Only {written.Count} codes are found in the sources: the scan is broken.");
        Assert.DoesNotContain(written, code => !En.Has($"reading-problem.{code}"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Every_sentence_about_a_row_can_be_filled_in(string language)
    {
        var browser = await _server.SignedIn(_server.Us);
        browser.DefaultRequestHeaders.Remove("Accept-Language");
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        foreach (var file in Directory.GetFiles(Files.Fixtures, "*.csv"))
        {
            var html = await browser.GetStringAsync(await browser.Preview(await File.ReadAllBytesAsync(file)));
            Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\sstyle=|\son[a-z]+=", html);
        }
    }
}
