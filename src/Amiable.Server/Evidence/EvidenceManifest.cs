using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amiable.Evidence;

/// <summary>What an evidence file says of itself.</summary>
/// <param name="Title">Whose it is, on one line.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="CreatedBy">The member who asked for it.</param>
/// <param name="Creditor">Who is owed.</param>
/// <param name="Debtor">Who owes.</param>
/// <param name="Invoices">The numbers of the chosen invoices; null for all of the account.</param>
/// <param name="Document">Whether evidence.pdf is among the files; if not, why.</param>
public sealed record EvidenceManifest(
    string Title,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    string Creditor,
    string Debtor,
    IReadOnlyList<string>? Invoices,
    string Document
)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For programs.</summary>
    public byte[] Json(IReadOnlyList<EvidenceFile> files) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Form = "amiable-evidence-1",
                Title,
                CreatedAt,
                CreatedBy,
                Creditor,
                Debtor,
                Invoices,
                Document,
                Seal = files[^1].Chain,
                Files = files,
            },
            Written
        );

    /// <summary>For <c>sha256sum --check</c>, which passes over the lines that begin with #.</summary>
    public byte[] Text(IReadOnlyList<EvidenceFile> files)
    {
        var text = new StringBuilder().Append("# ").Append(Title).Append('\n').Append("# ").Append(Document).Append('\n');
        foreach (var file in files)
            text.Append(EvidenceChain.Line(file.Sha256, file.Path)).Append('\n').Append("# chain ").Append(file.Chain).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append("# seal ").Append(files[^1].Chain).Append('\n').ToString());
    }
}
