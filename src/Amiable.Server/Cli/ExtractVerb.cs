using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amiable.Import;

namespace Amiable.Cli;

/// <summary>./run extract PATH…: what documents say, one JSON line each. Needs no database.</summary>
internal static class ExtractVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Command()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, folders, zips or e-mails (.eml): e-invoices (XML), PDFs, scans (PNG, JPEG, TIFF), CSV and XLSX.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<FileInfo?>("--out") { Description = "Where the lines go, instead of the screen." };
        var textOnly = new Option<bool>("--text-only")
        {
            Description = "Read the words of PDFs even where they carry data (to measure that).",
        };
        var command = new Command("extract", "Print what invoices say, one JSON line for each. Needs no database, and keeps nothing.")
        {
            paths,
            output,
            textOnly,
        };
        command.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(paths), parsed.GetValue(output), parsed.GetValue(textOnly), ct));
        return command;
    }

    private static async Task<int> Run(string[] paths, FileInfo? output, bool textOnly, CancellationToken ct)
    {
        var missing = paths.Where(p => !File.Exists(p) && !Directory.Exists(p)).ToList();
        foreach (var path in missing)
            await Console.Error.WriteLineAsync($"There is no {path}.");
        await using var to = output is null ? Console.OpenStandardOutput() : output.Create();
        await using var lines = new StreamWriter(to);
        await foreach (var reading in new ExtractFiles().Run(paths.Except(missing).SelectMany(Files), textOnly, ct))
            await lines.WriteLineAsync(JsonSerializer.Serialize(ExtractedLine.Of(reading), Json).AsMemory(), ct);
        return missing.Count == 0 ? 0 : 1;
    }

    // A folder in the order of its names; what begins with a point is the system's.
    private static IEnumerable<(string Name, string Path)> Files(string path) =>
        File.Exists(path)
            ? [(path, path)]
            : Directory
                .EnumerateFiles(
                    path,
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden }
                )
                .Order(StringComparer.Ordinal)
                .Select(file => (file, file));
}
