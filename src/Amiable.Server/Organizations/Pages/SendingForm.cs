using System.Globalization;
using Amiable.FollowUp;

namespace Amiable.Organizations.Pages;

/// <summary>The form of the hours and limits: texts as typed, which are shown again when they cannot be read.</summary>
internal sealed record SendingForm(IReadOnlyDictionary<string, string> Fields)
{
    private const int HoursOfDay = 24;

    public static SendingForm Of(FollowUpPolicy policy) =>
        new(
            new Dictionary<string, string>
            {
                [nameof(SendWindow.Opens)] = Write(policy.Window.Opens),
                [nameof(SendWindow.Closes)] = Write(policy.Window.Closes),
                [nameof(policy.MostPerHour)] = TypedNumber.Write(policy.MostPerHour),
                [nameof(policy.MostPerAccountAndWeek)] = TypedNumber.Write(policy.MostPerAccountAndWeek),
                [nameof(policy.LedgerStaysFreshHours)] = TypedNumber.Write((policy.LedgerStaysFreshHours + HoursOfDay - 1) / HoursOfDay),
                [nameof(policy.WritesLetters)] = policy.WritesLetters ? "true" : "",
                [nameof(policy.EnclosesInvoices)] = policy.EnclosesInvoices ? "true" : "",
            }
        );

    public static SendingForm Of(IFormCollection form) =>
        new(Of(FollowUpPolicy.Standard).Fields.Keys.ToDictionary(name => name, name => form[name].ToString().Trim()));

    /// <summary>What was typed, or the first of it that is no number or time.</summary>
    public Result<FollowUpPolicy> Read()
    {
        Invalid? wrong = null;
        var days = Number(nameof(FollowUpPolicy.LedgerStaysFreshHours));
        var policy = FollowUpPolicy.Standard with
        {
            Window = new(Time(nameof(SendWindow.Opens)), Time(nameof(SendWindow.Closes))),
            MostPerHour = Number(nameof(FollowUpPolicy.MostPerHour)),
            MostPerAccountAndWeek = Number(nameof(FollowUpPolicy.MostPerAccountAndWeek)),
            LedgerStaysFreshHours = (int)Math.Clamp((long)days * HoursOfDay, int.MinValue, int.MaxValue),
            WritesLetters = Fields[nameof(FollowUpPolicy.WritesLetters)] == "true",
            EnclosesInvoices = Fields[nameof(FollowUpPolicy.EnclosesInvoices)] == "true",
        };
        return wrong is null ? policy : wrong;

        int Number(string field) => TypedNumber.Read(Fields[field], field, ref wrong);

        TimeOnly Time(string field)
        {
            if (TimeOnly.TryParse(Fields[field], CultureInfo.InvariantCulture, out var time))
                return time;
            wrong ??= new(field, "policy.time", "Give a time, such as 08:30.");
            return default;
        }
    }

    private static string Write(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
