namespace Amiable.Import.Xlsx;

/// <summary>Which number formats show a date (ECMA-376 part 1, 18.8.30 and 31).</summary>
internal static class DateFormats
{
    /// <summary>A format every Excel knows by its number: 14 to 17 and 22 are dates, 27 to 36 and 50 to 58 those of East Asia.</summary>
    public static bool Is(int format) => format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58);

    /// <summary>A format of the workbook's own: letters of day and year outside quotes, brackets and escapes.</summary>
    public static bool Is(string? code)
    {
        if (code is null || code.Length > 500)
            return false;
        var (isQuoted, isBracketed) = (false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '\\' or '_' or '*' when !isQuoted:
                    i++;
                    break;
                case '[' when !isQuoted:
                    isBracketed = true;
                    break;
                case ']':
                    isBracketed = false;
                    break;
                case ';' when !isQuoted:
                    return false;
                case 'd' or 'D' or 'y' or 'Y' or 'j' or 'J' or 'a' or 'A' or 'T' or 't' when !isQuoted && !isBracketed:
                    return code[i] is not ('a' or 'A' or 'T' or 't');
            }
        }
        return false;
    }
}
