using System.Text.RegularExpressions;

namespace Amiable.Contacts;

/// <summary>By which name a contact is greeted.</summary>
public static partial class PersonName
{
    /// <summary>The name of a person; null for none, and for that of a department, whose people are greeted as a team: nobody writes "Dear Accounts payable".</summary>
    public static string? Of(string? fullName) =>
        string.IsNullOrWhiteSpace(fullName) || Department().IsMatch(fullName) ? null : fullName.Trim();

    // Words that name departments in the languages that are written in, and nothing beside them: Mr Service has a first name.
    [GeneratedRegex(
        """
            ^\s*(?:the\s+)?(?:
              (?:accounts?\s+payable|accounting|accounts|finance|billing|invoices?|invoicing|purchase\s+ledger|purchasing|payables|treasury)(?:\s+(?:team|department|office))?
            | (?:service\s+(?:de\s+la\s+)?)?(?:comptabilit[ée](?:\s+(?:fournisseurs?|clients?|g[ée]n[ée]rale))?|compta|comptable|facturation|achats|financier|tr[ée]sorerie)
            | (?:kreditoren|debitoren|finanz)?buchhaltung|rechnungs(?:pr[üu]fung|wesen|eingang|stelle|abteilung)|rechnungen|kreditoren|finanzabteilung|einkauf
            | (?:departamento\s+de\s+)?(?:contabilidad|administraci[óo]n|facturaci[óo]n|tesorer[íi]a|compras|proveedores)
            | (?:ufficio\s+)?(?:contabilit[àa]|amministrazione|fatturazione|fornitori|acquisti)
            | (?:(?:crediteuren|debiteuren|financi[ëe]le\s+)?administratie|boekhouding|crediteuren|facturatie|inkoop)
            | (?:departamento\s+de\s+)?(?:contabilidade|fatura[çc][ãa]o|tesouraria|fornecedores)
            )\s*$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Department();
}
