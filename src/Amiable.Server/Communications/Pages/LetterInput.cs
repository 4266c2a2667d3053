using System.Globalization;
using Amiable.FollowUp;
using Amiable.Ui;

namespace Amiable.Communications.Pages;

/// <summary>What stands in the form of a member's message, as it was typed: shown again when something is wrong with it.</summary>
public sealed record LetterInput(
    Guid Form,
    string Subject,
    string Text,
    string Language,
    Tone Tone,
    IReadOnlyDictionary<ContactId, string> Places,
    IReadOnlyList<InvoiceId> About,
    bool IsLater,
    string SendOn,
    string SendAt,
    bool IsDealtWith,
    CommunicationId? Answers,
    CommunicationId? Changes,
    int Version,
    IReadOnlyList<Confirmed> Confirmed
)
{
    private const string Contact = "contact-";

    /// <summary>Whether it is a letter on paper.</summary>
    public bool ByPost { get; init; }

    /// <summary>Whether the documents of the invoices lie in the envelope.</summary>
    public bool Encloses { get; init; }

    /// <summary>The message that waits and is written as a letter; null for none.</summary>
    public CommunicationId? From { get; init; }

    /// <summary>Whether that one does not leave.</summary>
    public bool InsteadOf { get; init; }

    /// <summary>"to", "copy" or nothing.</summary>
    public string PlaceOf(ContactId contact) => Places.GetValueOrDefault(contact, "");

    public static LetterInput Of(LetterToWrite letter, Guid form, bool byPost) =>
        new(
            form,
            letter.Start.Subject,
            letter.Start.Text,
            letter.Start.Language,
            letter.Start.Tone,
            letter.Start.Recipients.ToDictionary(r => r.Contact, r => r.IsCopy ? "copy" : "to"),
            letter.Start.About,
            letter.Changed is not null,
            letter.Start.LeavesAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            letter.Start.LeavesAt.ToString("HH:mm", CultureInfo.InvariantCulture),
            true,
            letter.Answered?.Id,
            letter.Changed?.Id,
            letter.Changed?.Version ?? 0,
            letter.Changed?.Facts.Confirmed ?? []
        )
        {
            ByPost = letter.Changed?.IsLetter ?? (byPost || letter.From is not null),
            Encloses = letter.Changed is { } changed ? changed.Files.Count > 0 : letter.EnclosesUsually,
            From = letter.From?.Id,
            InsteadOf = letter.From is not null,
        };

    public static LetterInput Of(IFormCollection form) =>
        new(
            Guid.TryParse(form["form"], out var own) ? own : Guid.Empty,
            form["subject"].ToString(),
            form["text"].ToString(),
            form["language"].ToString(),
            Typed.Choice<Tone>(form["tone"]),
            form.Where(field => field.Key.StartsWith(Contact, StringComparison.Ordinal))
                .Select(field => (IsId: Guid.TryParse(field.Key[Contact.Length..], out var id), Id: id, Place: field.Value.ToString()))
                .Where(field => field.IsId)
                .ToDictionary(field => new ContactId(field.Id), field => field.Place),
            [.. form["about"].Select(IdOf).OfType<Guid>().Select(id => new InvoiceId(id))],
            form["when"] == "later",
            form["sendOn"].ToString(),
            form["sendAt"].ToString(),
            form["dealtWith"] == "true",
            IdOf(form["answers"]) is { } answers ? new(answers) : null,
            IdOf(form["changes"]) is { } changes ? new(changes) : null,
            int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version) ? version : 0,
            ConfirmedIn(form)
        )
        {
            ByPost = form["by"] == "post",
            Encloses = form["encloses"] == "true",
            From = IdOf(form["from"]) is { } from ? new(from) : null,
            InsteadOf = form["insteadOf"] == "true",
        };

    /// <summary>How a checkbox says a doubt.</summary>
    public static string Code(Confirmed doubt) => $"{doubt.What}:{doubt.Detail}";

    public LetAgentDraft.Wanted Draft => new(About, Tone, Language, Those("to"), ByPost);

    /// <summary>What it asks for, when it can be read.</summary>
    public Result<WriteCommunication.Wanted> Read()
    {
        if (Form == Guid.Empty)
            return new ChangedMeanwhile();
        DateTime? leavesAt = null;
        if (IsLater)
        {
            if (!DateOnly.TryParseExact(SendOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return new Invalid("sendOn", "communication.no-day", "Choose a day.");
            var time = new TimeOnly(23, 59);
            if (!ByPost && !TimeOnly.TryParse(SendAt, CultureInfo.InvariantCulture, out time))
                return new Invalid("sendAt", "communication.no-time", "Choose a time.");
            leavesAt = day.ToDateTime(new TimeOnly(time.Hour, time.Minute));
        }
        return new WriteCommunication.Wanted(
            Form,
            Subject,
            Text,
            Language,
            Tone,
            Those("to"),
            Those("copy"),
            About,
            leavesAt,
            Answers,
            IsDealtWith,
            Changes is { } changes ? (changes, Version) : null,
            Confirmed,
            ByPost ? new(Encloses, InsteadOf ? From : null) : null
        );
    }

    private List<ContactId> Those(string place) => [.. Places.Where(p => p.Value == place).Select(p => p.Key)];

    private static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;

    internal static IReadOnlyList<Confirmed> ConfirmedIn(IFormCollection form) => [.. form["confirm"].Select(DoubtOf).OfType<Confirmed>()];

    private static Confirmed? DoubtOf(string? code) =>
        code?.IndexOf(':') is { } colon and > 0 && Enum.TryParse<Doubt>(code[..colon], out var what) && Enum.IsDefined(what)
            ? new(what, code[(colon + 1)..])
            : null;
}
