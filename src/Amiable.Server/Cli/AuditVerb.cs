using System.CommandLine;
using System.Globalization;
using Amiable.Audit;
using Amiable.Organizations;
using Amiable.Platform.Audit;

namespace Amiable.Cli;

/// <summary>./run audit verify: proves that nobody changed the audit log behind the program's back.</summary>
internal static class AuditVerb
{
    public static Command Command()
    {
        var organization = new Option<string?>("--organization") { Description = "Name or id of one organization; all without it." };
        var expect = new Option<string?>("--expect")
        {
            Description = "NUMBER:HASH as an earlier run printed it: proves that the log of --organization still contains it.",
        };
        var verify = new Command(
            "verify",
            "Check every entry of the audit log. Prints the last number and hash of each organization: keep them elsewhere, and --expect proves later that nothing was cut off. Exit code 1 when something is wrong."
        )
        {
            organization,
            expect,
        };
        verify.SetAction(
            (parsed, ct) =>
                Installation.Use(services =>
                    Verify(
                        services.GetRequiredService<AllOrganizations>(),
                        parsed.GetValue(organization),
                        parsed.GetValue(expect),
                        Console.Out,
                        Console.Error,
                        ct
                    )
                )
        );
        return new Command("audit", "The audit log: who did what, when and from where.") { verify };
    }

    internal static async Task<int> Verify(
        AllOrganizations organizations,
        string? name,
        string? expect,
        TextWriter say,
        TextWriter complain,
        CancellationToken ct
    )
    {
        var kept = expect is null ? null : AuditHead.Parse(expect);
        if (expect is not null && (kept is null || name is null))
            return await Refuse(complain, "--expect wants NUMBER:HASH as an earlier run printed it, and --organization.");
        var ours = (await organizations.List(ct)).Where(o => name is null || IsCalled(o, name)).ToList();
        if (ours.Count == 0 && name is not null)
            return await Refuse(complain, $"There is no organization {name}.");
        var whole = true;
        foreach (var organization in ours)
        {
            var verdict = await organizations.For(organization.Id, s => s.GetRequiredService<VerifyAuditLog>().Run(kept, ct));
            whole &= verdict.Fault is null;
            await (verdict.Fault is null ? say : complain).WriteLineAsync($"{organization.Name}: {Said(verdict)}");
        }
        return whole ? 0 : 1;
    }

    private static string Said(AuditVerdict verdict) =>
        verdict switch
        {
            { Fault: null, Head.Number: 0 } => "no entries yet",
            { Fault: null } => $"{Number(verdict.Head.Number)} entries, chain whole, ends with {verdict.Head}",
            { Fault: { } fault } => $"entry {Number(fault.Number)} {Wrong(fault.Damage)}; the {Number(verdict.Head.Number)} before it hold",
        };

    private static string Wrong(AuditDamage damage) =>
        damage switch
        {
            AuditDamage.Changed => "was changed",
            AuditDamage.Missing => "is missing",
            AuditDamage.OutOfOrder => "is out of order: it does not continue the entry before it",
            _ => "lost its details, and no entry says that they were erased",
        };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static bool IsCalled(Organization organization, string name) =>
        organization.Id.Value.ToString() == name || string.Equals(organization.Name, name, StringComparison.OrdinalIgnoreCase);

    private static async Task<int> Refuse(TextWriter complain, string message)
    {
        await complain.WriteLineAsync(message);
        return 1;
    }
}
