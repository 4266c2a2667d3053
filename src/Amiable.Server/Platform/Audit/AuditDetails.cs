using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amiable.Platform.Audit;

/// <summary>A value before and after.</summary>
/// <param name="Field">"DueOn", or a part of one: "Details.City".</param>
/// <param name="Type">How to read the values: "text", "number", "bool", "date", "instant", "money", "secret" (no values), "long-text" (their lengths),
/// "member-id", or the name of an enum: "pause-reason".</param>
public sealed record AuditField(string Field, string Type, string? Before, string? After);

/// <summary>Something to be written into the audit log.</summary>
/// <param name="Action">What was done: lower case, words joined by hyphens.</param>
/// <param name="SubjectKind">To what kind of thing, in the same way.</param>
/// <param name="Name">What the thing is called.</param>
public sealed record AuditNote(string Action, string SubjectKind, Guid? SubjectId = null, string? Name = null, AccountId? AccountId = null)
{
    public IReadOnlyList<AuditField> Fields { get; init; } = [];

    public int Count { get; init; } = 1;
}

/// <summary>The part of an entry that may be erased: names and values.</summary>
/// <param name="Salt">Chance: without it, whoever knows the hash could try names until one fits.</param>
public sealed record AuditDetails(string? Name, IReadOnlyList<AuditField> Fields, string Salt)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Never part of a page as it is.
    };

    internal static AuditDetails Of(AuditNote note) =>
        new(note.Name, note.Fields, Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));

    internal string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null when they were erased, or cannot be read because somebody wrote something else there.</summary>
    public static AuditDetails? Read(string? changes)
    {
        try
        {
            return changes is null ? null : JsonSerializer.Deserialize<AuditDetails>(changes, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
