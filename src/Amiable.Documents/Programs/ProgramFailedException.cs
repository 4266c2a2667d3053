namespace Amiable.Documents.Programs;

/// <summary>A program of the machine gave no answer; readers turn it into a <see cref="DocumentProblem"/>.</summary>
public sealed class ProgramFailedException(string program, ProgramFailure failure) : Exception($"{program}: {failure}")
{
    public string Program { get; } = program;
    public ProgramFailure Failure { get; } = failure;
}
