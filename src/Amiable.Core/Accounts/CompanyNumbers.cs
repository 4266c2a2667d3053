namespace Amiable.Accounts;

/// <summary>Numbers under which companies are registered, however they are written.</summary>
public static class CompanyNumbers
{
    /// <summary>Letters and digits only, in capitals; empty for none.</summary>
    public static string Bare(string? number) => number is null ? "" : string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>
    /// Whether two numbers are of two companies. One that is not known is of anybody; the number of a French establishment (SIRET) begins with that of its
    /// company (SIREN).
    /// </summary>
    public static bool Differ(string? one, string? other)
    {
        var (a, b) = (Bare(one), Bare(other));
        return a.Length > 0 && b.Length > 0 && !a.StartsWith(b, StringComparison.Ordinal) && !b.StartsWith(a, StringComparison.Ordinal);
    }
}
