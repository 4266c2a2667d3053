using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amiable.Mail.Mime;
using Amiable.Mail.Replies;
using Amiable.Reading;
using Amiable.Reading.Evaluation;

namespace Amiable.Cli;

/// <summary>./run eval: how well mail is read, on a folder of one's own.</summary>
internal static class EvalVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Command() =>
        new("eval", "Try the reading of mail on files of your own. Needs no database.") { Bounces(), Reply(), Replies(), Instructions() };

    private static Command Bounces()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Mails as .eml files; labels.jsonl says what they are." };
        var output = new Option<FileInfo?>("--out") { Description = "A JSON line for each mail: file, kind, results." };
        var command = new Command("bounces", "Read delivery reports: right and wrong, and a confusion table.") { folder, output };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(folder) is { Exists: false } missing)
                parsed.AddError($"There is no folder {missing}.");
        });
        command.SetAction(
            async (parsed, ct) =>
            {
                var read = new EvaluateBounces().Run(parsed.GetRequiredValue(folder).FullName).ToList();
                if (parsed.GetValue(output) is { } file)
                    await File.WriteAllLinesAsync(file.FullName, read.Select(r => JsonSerializer.Serialize(r, Json)), ct);
                Tell(read);
                return read.Count == 0 ? 1 : 0;
            }
        );
        return command;
    }

    private static void Tell(List<ReadBounce> read)
    {
        var labelled = read.Where(r => r.Label is not null).ToList();
        Console.WriteLine($"{read.Count} mails read, {labelled.Count} of them labelled.");
        if (labelled.Count == 0)
            return;
        Console.WriteLine($"Hard, soft or no bounce: {Share(labelled, r => r.Kind == r.Label!.Kind)}");
        var named = labelled.Where(r => r.Label!.Recipients.Any()).ToList();
        Console.WriteLine(
            named.Count == 0
                ? "Recipient: the labels name none."
                : $"Recipient: {Share(named, r => r.Label!.Recipients.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(r.Results.Select(x => x.Recipient).OfType<string>()))}"
        );
        Console.WriteLine();
        Console.WriteLine($"{"is \\ read as", -14}{string.Concat(Enum.GetNames<Bounce>().Select(n => $"{n, 8}"))}");
        foreach (var kind in Enum.GetValues<Bounce>())
            Console.WriteLine(
                $"{kind, -14}{string.Concat(Enum.GetValues<Bounce>().Select(k => $"{labelled.Count(r => r.Label!.Kind == kind && r.Kind == k), 8}"))}"
            );
        foreach (var wrong in labelled.Where(r => r.Kind != r.Label!.Kind))
            Console.WriteLine($"{wrong.File}: {wrong.Label!.Kind}, read as {wrong.Kind}");
    }

    private static string Share(List<ReadBounce> of, Func<ReadBounce, bool> isRight) =>
        string.Create(CultureInfo.InvariantCulture, $"{of.Count(isRight)} of {of.Count} ({100.0 * of.Count(isRight) / of.Count:F1} %)");

    private static Command Replies()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Replies with their labels, one JSON object a line." };
        var choice = new ReaderChoice();
        var output = new Option<FileInfo?>("--out")
        {
            Description = "A JSON line for each reply: what was read, in the shape of the labels, and its confidence.",
        };
        var command = new Command("replies", "Read what customers answered: intents, days, sums, and what would have gone wrong.")
        {
            file,
            output,
        };
        choice.AddTo(command);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(file) is { Exists: false } missing)
                parsed.AddError($"There is no file {missing}.");
        });
        command.SetAction(
            async (parsed, ct) =>
            {
                var lines = await File.ReadAllLinesAsync(parsed.GetRequiredValue(file).FullName, ct);
                var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
                var evaluated = await new EvaluateReplies().Run(lines, choice.Reader(parsed), choice.Client(parsed, settings), ct);
                var scores = evaluated.Scores;
                if (parsed.GetValue(output) is { } to)
                    await File.WriteAllLinesAsync(
                        to.FullName,
                        scores.Replies.Select(r => r.Read.Write(r.Reply.Id, r.Reading.InstructsTheAgent)),
                        ct
                    );
                Console.Write(ReaderChoice.Told(evaluated));
                Console.Write(ScoreSheet.Of(scores));
                foreach (var wrong in ScoreSheet.Wrong(scores))
                    Console.WriteLine(wrong);
                return scores.Replies.Count == 0 ? 1 : 0;
            }
        );
        return command;
    }

    private static Command Instructions()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "What members told the agent, with labels, one JSON object a line." };
        var output = new Option<FileInfo?>("--out")
        {
            Description = "A JSON line for each instruction: the commands read, in the shape of the labels, and their confidence.",
        };
        var command = new Command("instructions", "Read what members tell the agent to do: exact commands, by kind and by language.")
        {
            file,
            output,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(file) is { Exists: false } missing)
                parsed.AddError($"There is no file {missing}.");
        });
        command.SetAction(
            async (parsed, ct) =>
            {
                var scores = new EvaluateInstructions().Run(await File.ReadAllLinesAsync(parsed.GetRequiredValue(file).FullName, ct));
                if (parsed.GetValue(output) is { } to)
                    await File.WriteAllLinesAsync(to.FullName, scores.Instructions.Select(i => i.Write()), ct);
                Console.Write(scores.Sheet());
                return scores.Instructions.Count == 0 ? 1 : 0;
            }
        );
        return command;
    }

    private static Command Reply()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A mail (.eml), or its text (.txt) or HTML (.html)." };
        var command = new Command("reply", "Print the new text of a reply: without history, signature and disclaimer.") { file };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(file) is { Exists: false } missing)
                parsed.AddError($"There is no file {missing}.");
        });
        command.SetAction(
            async (parsed, ct) =>
            {
                var path = parsed.GetRequiredValue(file);
                var reply = path.Extension.ToLowerInvariant() switch
                {
                    ".txt" => ReplyTrimming.TrimText(await File.ReadAllTextAsync(path.FullName, ct)),
                    ".html" or ".htm" => ReplyTrimming.TrimHtml(await File.ReadAllTextAsync(path.FullName, ct)),
                    _ => ReplyTrimming.Trim(MimeMessage.Parse(await File.ReadAllBytesAsync(path.FullName, ct))),
                };
                Console.WriteLine(reply.NewText);
                return 0;
            }
        );
        return command;
    }
}
