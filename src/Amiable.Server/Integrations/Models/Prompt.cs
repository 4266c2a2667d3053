using System.Collections.Concurrent;

namespace Amiable.Integrations.Models;

/// <summary>What a language model is told to do. Each version is a file that is never changed: what was asked once can be looked up.</summary>
/// <param name="Name">With its version: "read-reply.v1".</param>
/// <param name="Text">The text.</param>
public sealed record Prompt(string Name, string Text)
{
    private static readonly ConcurrentDictionary<string, Prompt> Read = new();

    public static readonly Prompt ReadReply = Of("read-reply.v1");
    public static readonly Prompt WriteMessage = Of("write-message.v1");
    public static readonly Prompt ReadDocument = Of("read-document.v1");
    public static readonly Prompt Trial = Of("try-model.v1");

    private static Prompt Of(string name) =>
        Read.GetOrAdd(
            name,
            n =>
            {
                using var stream =
                    typeof(Prompt).Assembly.GetManifestResourceStream($"prompts/{n}.md")
                    ?? throw new InvalidOperationException($"The prompt {n} is not built in.");
                using var reader = new StreamReader(stream);
                return new(n, reader.ReadToEnd().ReplaceLineEndings("\n").Trim());
            }
        );
}
