using System.Globalization;

namespace Amiable.Organizations.Pages;

/// <summary>A whole number in a form.</summary>
internal static class TypedNumber
{
    public static string Write(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>What was typed; where that is no number, the fault of this field, unless one was found before.</summary>
    public static int Read(string text, string field, ref Invalid? wrong)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        wrong ??= new(field, "policy.number", "Give a whole number.");
        return 0;
    }
}
