using System.Collections;

namespace Amiable;

/// <summary>A country or a part of one, as the table of holidays knows it. What is costly is worked out when first asked for.</summary>
internal sealed class Place
{
    private readonly Lazy<BitArray> _closed;
    private readonly Lazy<BusinessCalendar> _calendar;

    private Place(string id, string name, string? timeZone, string weekend, Func<BitArray> closed)
    {
        (Id, Name, TimeZone, Weekend) = (id, name, timeZone, weekend);
        _closed = new(closed);
        _calendar = new(() => new(new Week(Weekend), _closed.Value));
    }

    /// <summary>Nobody knows where: Monday to Friday, no holidays, no time zone.</summary>
    public static Place Unknown { get; } = new("", "", null, "67", () => new(BusinessCalendar.TableLength));

    /// <summary>What follows the country in ISO 3166-2; for a country, its code.</summary>
    public string Id { get; }

    public string Name { get; }

    public string? TimeZone { get; }

    /// <summary>The days off each week, Monday being 1.</summary>
    public string Weekend { get; }

    public BusinessCalendar Calendar => _calendar.Value;

    /// <summary>Reads "weekend|zone|closed days".</summary>
    public static Place Country(string code, string line)
    {
        var fields = line.Split('|');
        return new(code, code, fields[1], fields[0], () => Toggled(new(BusinessCalendar.TableLength), fields[2]));
    }

    /// <summary>Reads "id|weekend|zone|name|days unlike those of the place it lies in"; what is empty is as there.</summary>
    public static Place Region(string line, Func<string, Place> above)
    {
        var fields = line.Split('|');
        var parent = above(fields[0]);
        return new(
            fields[0],
            fields[3],
            fields[2].Length > 0 ? fields[2] : parent.TimeZone,
            fields[1].Length > 0 ? fields[1] : parent.Weekend,
            () => Toggled(new(parent._closed.Value), fields[4])
        );
    }

    /// <summary>Reads the gaps between days, in base-64 digits of 5 bits, least first, 32 added while more follow; and toggles those days.</summary>
    private static BitArray Toggled(BitArray closed, string gaps)
    {
        int day = -1,
            gap = 0,
            shift = 0;
        foreach (var digit in gaps)
        {
            var value = Value(digit);
            gap |= (value & 31) << shift;
            shift += 5;
            if (value >= 32)
                continue;
            day += gap;
            closed[day] = !closed[day];
            (gap, shift) = (0, 0);
        }
        return closed;
    }

    private static int Value(char digit) =>
        digit switch
        {
            >= 'A' and <= 'Z' => digit - 'A',
            >= 'a' and <= 'z' => digit - 'a' + 26,
            >= '0' and <= '9' => digit - '0' + 52,
            '+' => 62,
            _ => 63,
        };
}
