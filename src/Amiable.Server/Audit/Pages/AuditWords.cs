using System.Globalization;
using System.Text.RegularExpressions;
using Amiable.FollowUp.Pages;
using Amiable.Platform.Audit;
using Amiable.Ui;
using Microsoft.AspNetCore.Components;

namespace Amiable.Audit.Pages;

/// <summary>An entry in the reader's words. What this program has no word for (yet) is shown in plain English rather than not at all.</summary>
public sealed partial class AuditWords(Viewer viewer, IReadOnlyList<AuditMember> members)
{
    private readonly Dictionary<string, string> _fields = [];

    private Words T => viewer.T;

    /// <summary>"Claire Martin changed the account Ateliers Roux".</summary>
    public MarkupString Sentence(AuditLine line) =>
        T.Has($"audit.said.{line.Action}")
            ? T.Rich($"audit.said.{line.Action}", Who(line), Subject(line))
            : T.Rich("audit.said-else", Who(line), Plain(line.Action), Subject(line));

    public string Who(AuditLine line) => line.ActorName.Length > 0 ? line.ActorName : T.Of(line.ActorKind);

    public string Did(AuditLine line) => T.Has($"audit.did.{line.Action}") ? T[$"audit.did.{line.Action}"] : Plain(line.Action);

    /// <summary>"the account Ateliers Roux", "4,812 invoices".</summary>
    public string Subject(AuditLine line) =>
        (Name(line), T.Has($"audit.the.{line.SubjectKind}")) switch
        {
            ({ } name, true) => T[$"audit.the.{line.SubjectKind}", name],
            (null, true) => T.Count($"audit.many.{line.SubjectKind}", line.Count),
            ({ } name, false) => $"{Plain(line.SubjectKind)} {name}",
            (null, false) => line.Count == 1 ? Plain(line.SubjectKind) : $"{T.Reader.Number(line.Count)} × {Plain(line.SubjectKind)}",
        };

    /// <summary>What the thing is called: "Ateliers Roux"; null when it has no name, or none any more.</summary>
    public string? Name(AuditLine line) =>
        line.Details?.Name is not { Length: > 0 } name ? null
        : T.Has($"task-kind.{Words.Kebab(name)}") ? T[$"task-kind.{Words.Kebab(name)}"]
        : name;

    public string Kind(string kind) => T.Has($"audit.kind.{kind}") ? T[$"audit.kind.{kind}"] : Capital(Plain(kind));

    public string From(AuditLine line) =>
        line.From switch
        {
            "job" => T["audit.from-job"],
            "cli" => T["audit.from-cli"],
            _ => line.From,
        };

    /// <summary>What changed, as far as it says something to people: an identity does not.</summary>
    public static IEnumerable<AuditField> Fields(AuditLine line) =>
        (line.Details?.Fields ?? []).Where(f => !f.Type.EndsWith("-id", StringComparison.Ordinal) || f.Type == "member-id");

    /// <summary>"Due date"; of a part the program has no word for, with what it is a part of: "Own policy: send window".</summary>
    public string Field(string field) => _fields.TryGetValue(field, out var name) ? name : _fields[field] = Named(field);

    private string Named(string field)
    {
        var parts = field.Split('.');
        var (first, last) = (Words.Kebab(parts[0]), Words.Kebab(parts[^1]));
        // "Smtp.host" and "Imap.host" are not the same server.
        if (T.Has($"audit.field.{first}-{last}"))
            return T[$"audit.field.{first}-{last}"];
        if (T.Has($"audit.field.{last}"))
            return T[$"audit.field.{last}"];
        var whole = T.Has($"audit.field.{first}") ? T[$"audit.field.{first}"] : Capital(Plain(first));
        return parts.Length == 1 ? whole : $"{whole}: {Plain(last)}";
    }

    public string Value(AuditField field, string? value) =>
        field.Type == "secret" ? T["audit.secret"]
        : value is null or "" ? "–"
        : field.Type switch
        {
            "long-text" when int.TryParse(value, out var length) => T.Count("audit.characters", length),
            "bool" => T[value == "true" ? "audit.yes" : "audit.no"],
            "date" when Typed.Day(value) is { } day => T.Reader.Day(day),
            "instant" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at) => Moment(at),
            "money" => Amount(value),
            "number" when long.TryParse(value, CultureInfo.InvariantCulture, out var number) => T.Reader.Number(number),
            "member-id" => members.FirstOrDefault(m => m.Id.ToString() == value)?.Name ?? T["audit.somebody"],
            "text" => Text(field.Field.Split('.')[^1], value),
            var type => T.Has($"{type}.{Words.Kebab(value)}") ? T[$"{type}.{Words.Kebab(value)}"] : Plain(Words.Kebab(value)),
        };

    public string Moment(DateTimeOffset at) =>
        viewer.Local(at) is var local
            ? $"{T.Reader.Day(DateOnly.FromDateTime(local.DateTime))}, {T.Reader.Time(TimeOnly.FromDateTime(local.DateTime))}"
            : "";

    private string Text(string field, string value) =>
        field switch
        {
            "Country" => T.Reader.Country(value),
            "Language" when T.Has($"language.{value}") => T[$"language.{value}"],
            "Remarks" => string.Join("; ", value.Split("; ").Select(Remark)),
            "StatusReason" when T.Has($"status-reason.{Words.Kebab(value)}") => T[$"status-reason.{Words.Kebab(value)}"],
            "Rungs" => string.Join(" ", AuditedRungs.Of(value)?.Select(rung => PolicyWords.Of(viewer, rung)) ?? [value]),
            "BlackoutDays" => string.Join(", ", value.Split("; ").Select(day => Typed.Day(day) is { } quiet ? T.Reader.Day(quiet) : day)),
            "Opens" or "Closes" when TimeOnly.TryParse(value, CultureInfo.InvariantCulture, out var time) => T.Reader.Time(time),
            _ => value,
        };

    // The agent's are codes.
    private string Remark(string said) => T.Has($"task-remark.{said}") ? T[$"task-remark.{said}"] : said;

    private string Amount(string value) =>
        value.Split(' ') is [var figure, { Length: 3 } currency]
        && decimal.TryParse(figure, CultureInfo.InvariantCulture, out var major)
        && Money.OfMajor(major, currency) is { } money
            ? T.Reader.Amount(money)
            : value;

    private static string Plain(string name) => Between().Replace(name, " ");

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex("[-_.]")]
    private static partial Regex Between();
}
