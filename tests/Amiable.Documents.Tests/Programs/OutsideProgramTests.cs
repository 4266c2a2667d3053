using System.Text;

namespace Amiable.Documents.Programs;

public class OutsideProgramTests
{
    [Fact]
    public async Task A_program_answers_with_what_it_prints_and_sees_nothing_of_our_environment()
    {
        Environment.SetEnvironmentVariable("AMIABLE_SECRET_OF_TEST", "s3cret");
        using var folder = new TemporaryFolder();
        var answer = await OutsideProgram.Run("env", [], folder.Path, TimeSpan.FromSeconds(10), 100_000);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains($"HOME={folder.Path}", Encoding.UTF8.GetString(answer.Output), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Encoding.UTF8.GetString(answer.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_ended()
    {
        using var folder = new TemporaryFolder();
        var failed = await Assert.ThrowsAsync<ProgramFailedException>(() =>
            OutsideProgram.Run("sleep", ["30"], folder.Path, TimeSpan.FromMilliseconds(200), 1_000)
        );
        Assert.Equal(ProgramFailure.TooSlow, failed.Failure);
    }

    [Fact]
    public async Task A_program_that_prints_without_end_is_ended()
    {
        using var folder = new TemporaryFolder();
        var failed = await Assert.ThrowsAsync<ProgramFailedException>(() =>
            OutsideProgram.Run("yes", [], folder.Path, TimeSpan.FromSeconds(10), 100_000)
        );
        Assert.Equal(ProgramFailure.TooMuchOutput, failed.Failure);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_said_to_be_missing()
    {
        using var folder = new TemporaryFolder();
        var failed = await Assert.ThrowsAsync<ProgramFailedException>(() =>
            OutsideProgram.Run("amiable-no-such-program", [], folder.Path, TimeSpan.FromSeconds(1), 1_000)
        );
        Assert.Equal(ProgramFailure.NotInstalled, failed.Failure);
    }

    [Fact]
    public async Task A_program_reaches_no_network()
    {
        Assert.SkipUnless(Cage.HasNoNetwork, "this kernel or container does not let us take the network away");
        using var folder = new TemporaryFolder();
        var answer = await OutsideProgram.Run("cat", ["/proc/net/dev"], folder.Path, TimeSpan.FromSeconds(10), 100_000);
        var devices = Encoding
            .UTF8.GetString(answer.Output)
            .Split('\n')
            .Skip(2)
            .Where(l => l.Contains(':'))
            .Select(l => l.Split(':')[0].Trim());
        Assert.Equal(["lo"], devices);
    }
}
