using System.Globalization;
using Amiable.FollowUp;
using Amiable.Ui;

namespace Amiable.Communications.Pages;

/// <summary>What stands in the form, as it was typed: shown again when something is wrong with it.</summary>
public sealed record EditInput(
    string SendOn,
    string SendAt,
    string Subject,
    string Text,
    Tone? Tone,
    int Version,
    IReadOnlyDictionary<ContactId, string> Places
)
{
    private const string Contact = "contact-";
    private const string Day = "yyyy-MM-dd";

    /// <summary>"to", "copy" or nothing.</summary>
    public string PlaceOf(ContactId contact) => Places.GetValueOrDefault(contact, "");

    public static EditInput Of(CommunicationToEdit editing)
    {
        var local = TimeZoneInfo.ConvertTime(editing.Message.SendAt, editing.Zone);
        return new(
            local.ToString(Day, CultureInfo.InvariantCulture),
            local.ToString("HH:mm", CultureInfo.InvariantCulture),
            editing.Message.Subject,
            editing.Message.Text,
            editing.Message.Tone,
            editing.Message.Version,
            editing.Message.Recipients.ToDictionary(r => r.Contact, r => r.IsCopy ? "copy" : "to")
        );
    }

    public static EditInput Of(IFormCollection form) =>
        new(
            form["sendOn"].ToString(),
            form["sendAt"].ToString(),
            form["subject"].ToString(),
            form["text"].ToString(),
            form.ContainsKey("tone") ? Typed.Choice<Tone>(form["tone"]) : null,
            int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version) ? version : 0,
            form.Where(field => field.Key.StartsWith(Contact, StringComparison.Ordinal))
                .Select(field => (IsId: Guid.TryParse(field.Key[Contact.Length..], out var id), Id: id, Place: field.Value.ToString()))
                .Where(field => field.IsId)
                .ToDictionary(field => new ContactId(field.Id), field => field.Place)
        );

    /// <summary>What it asks for, when day and time can be read.</summary>
    public Result<EditCommunication.Edit> Read()
    {
        if (!DateOnly.TryParseExact(SendOn, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new Invalid("sendOn", "communication.no-day", "Choose a day.");
        if (!TimeOnly.TryParse(SendAt, CultureInfo.InvariantCulture, out var time))
            return new Invalid("sendAt", "communication.no-time", "Choose a time.");
        return new EditCommunication.Edit(day, new(time.Hour, time.Minute), Subject, Text, Those("to"), Those("copy"), Version, Tone);
    }

    /// <summary>What a preview is made of, whatever else is still wrong.</summary>
    public PreviewEdit.Wanted Preview =>
        new(
            Subject,
            Text,
            Tone,
            DateOnly.TryParseExact(SendOn, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null
        );

    private List<ContactId> Those(string place) => [.. Places.Where(p => p.Value == place).Select(p => p.Key)];
}
