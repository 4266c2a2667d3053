using System.Data.Common;
using Amiable.Audit;
using Amiable.Cli;
using Amiable.Contacts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Audit;

/// <summary>The chain holds under load, shows where somebody was at it, and survives a person's wish to be forgotten.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start();
        for (var i = 0; i < 5; i++)
            await _server.Account($"Account {i}", email: null);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Twenty_saves_at_once_leave_numbers_without_a_gap_and_a_whole_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => _server.Account($"At once {i}"))));

        var entries = await _server.Entries();
        Assert.Equal(2 + 5 + 20 * 2, entries.Count); // An account and a contact each.
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.Number));
        Assert.Equal((entries.Count, null), ((await _server.Verify()).Head.Number, (await _server.Verify()).Fault));
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET \"ActorName\" = 'Nobody' WHERE \"Number\" = 4 AND OURS", 4, AuditDamage.Changed)]
    [InlineData("UPDATE audit_entries SET \"AccountId\" = NULL WHERE \"Number\" = 4 AND OURS", 4, AuditDamage.Changed)]
    [InlineData("UPDATE audit_entries SET \"At\" = \"At\" + 1 WHERE \"Number\" = 4 AND OURS", 4, AuditDamage.Changed)]
    [InlineData("UPDATE audit_entries SET \"Changes\" = replace(\"Changes\", 'Account 1', 'Account X') WHERE OURS", 4, AuditDamage.Changed)]
    [InlineData("UPDATE audit_entries SET \"Changes\" = NULL WHERE \"Number\" = 4 AND OURS", 4, AuditDamage.Blanked)]
    [InlineData("DELETE FROM audit_entries WHERE \"Number\" = 4 AND OURS", 4, AuditDamage.Missing)]
    [InlineData("DELETE FROM audit_entries WHERE \"Number\" < 3 AND OURS", 1, AuditDamage.Missing)]
    [InlineData(
        "DELETE FROM audit_entries WHERE \"Number\" = 4 AND OURS; UPDATE audit_entries SET \"Number\" = \"Number\" - 1 WHERE \"Number\" > 4 AND OURS",
        4,
        AuditDamage.Changed
    )]
    public async Task Whatever_is_done_behind_the_programs_back_is_found_where_it_was_done(string sql, long number, AuditDamage damage)
    {
        Assert.Null((await _server.Verify()).Fault);
        await _server.Tamper(sql);

        Assert.Equal(new AuditFault(number, damage), (await _server.Verify()).Fault);
    }

    [Fact]
    public async Task An_entry_written_in_place_of_another_is_found_though_its_own_seal_is_right()
    {
        var entries = await _server.Entries();
        var forged = new AuditEntry(
            _server.Us,
            new(entries[3].Number - 1, entries[3].PreviousHash),
            entries[3].At,
            _server.Services.CreateScope().ServiceProvider.GetRequiredService<CurrentActor>(),
            new("added", "account")
        );
        await _server.Tamper(
            $"""
            UPDATE audit_entries SET "ActorKind" = 'Agent', "ActorId" = NULL, "ActorName" = '', "From" = 'job', "SubjectId" = NULL, "AccountId" = NULL,
            "Changes" = '{forged.Changes}', "ChangesHash" = {Log.Literal(forged.ChangesHash)}, "Hash" = {Log.Literal(forged.Hash)}
            WHERE "Number" = 4 AND OURS
            """
        );

        Assert.Equal(new AuditFault(5, AuditDamage.OutOfOrder), (await _server.Verify()).Fault);
    }

    [Fact]
    public async Task What_was_cut_off_at_the_end_is_found_by_a_head_that_was_kept()
    {
        var kept = (await _server.Verify()).Head;
        await _server.Account("One more", email: null);
        Assert.Null((await _server.Verify(kept)).Fault);
        await _server.Tamper($"DELETE FROM audit_entries WHERE \"Number\" > {kept.Number - 2} AND OURS");

        Assert.Null((await _server.Verify()).Fault);
        Assert.Equal(new AuditFault(kept.Number - 1, AuditDamage.Missing), (await _server.Verify(kept)).Fault);
        for (var i = 0; i < 4; i++)
            await _server.Account($"Instead {i}", email: null);
        Assert.Equal(new AuditFault(kept.Number, AuditDamage.Changed), (await _server.Verify(kept)).Fault);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET \"ActorName\" = 'Nobody'")]
    [InlineData("UPDATE audit_entries SET \"Changes\" = '{}'")]
    [InlineData("DELETE FROM audit_entries")]
    [InlineData("INSERT INTO audit_entries SELECT * FROM audit_entries WHERE \"Number\" = 2")]
    public async Task The_database_itself_refuses_to_change_the_log(string sql)
    {
        // Where that is another word for "change".
        sql = TestDatabase.IsPostgres ? sql : sql.Replace("INSERT INTO", "INSERT OR REPLACE INTO", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => _server.Tamper(sql, triggersOff: false));

        Assert.Contains("The audit log is", refused.Message, StringComparison.Ordinal);
        Assert.Null((await _server.Verify()).Fault);
    }

    [Fact]
    public async Task Erased_details_are_gone_and_the_chain_is_whole_and_says_so()
    {
        var contact = new Contact(TestServer.New<ContactId>(), (await _server.Account()).Id, "Jean Forget", "jean@roux.example");
        await _server.Save(_server.Us, contact);
        var erased = await _server.As(_server.Us, s => s.GetRequiredService<EraseAuditDetails>().Run("contact", contact.Id.Value, default));

        Assert.Equal(1, erased);
        var entries = await _server.Entries();
        Assert.DoesNotContain(entries, e => e.Changes?.Contains("Forget", StringComparison.Ordinal) == true);
        Assert.Equal(("added", "contact", null), (entries[^2].Action, entries[^2].SubjectKind, entries[^2].Changes));
        Assert.Equal(("erased", contact.Id.Value), (entries[^1].Action, entries[^1].SubjectId));
        Assert.Null((await _server.Verify()).Fault);
        // Nothing is left to erase, so nothing is told.
        Assert.Equal(
            0,
            await _server.As(_server.Us, s => s.GetRequiredService<EraseAuditDetails>().Run("contact", contact.Id.Value, default))
        );
        Assert.Equal(entries.Count, (await _server.Entries()).Count);
    }

    [Fact]
    public async Task The_verb_says_it_for_every_organization_and_fails_when_one_is_damaged()
    {
        var (code, said, _) = await Run(null, null);
        Assert.Equal(0, code);
        Assert.Contains("Duvernay Conseil: 7 entries, chain whole, ends with 7:", said, StringComparison.Ordinal);
        Assert.Contains("Somebody Else: 2 entries, chain whole", said, StringComparison.Ordinal);

        var head = (await _server.Verify()).Head.ToString();
        Assert.Equal(0, (await Run("duvernay conseil", head)).Code);
        Assert.Equal(1, (await Run(null, head)).Code);
        Assert.Equal(1, (await Run("Duvernay Conseil", "7:abc")).Code);
        Assert.Equal(1, (await Run("Unknown", null)).Code);

        await _server.Tamper("DELETE FROM audit_entries WHERE \"Number\" = 4 AND OURS");
        (code, said, var complaint) = await Run(null, null);
        Assert.Equal(1, code);
        Assert.Contains("Duvernay Conseil: entry 4 is missing; the 3 before it hold", complaint, StringComparison.Ordinal);
        Assert.Contains("Somebody Else: 2 entries, chain whole", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said, string Complaint)> Run(string? organization, string? expect)
    {
        await using var said = new StringWriter();
        await using var complaint = new StringWriter();
        var all = _server.Services.GetRequiredService<AllOrganizations>();
        var code = await AuditVerb.Verify(all, organization, expect, said, complaint, default);
        return (code, said.ToString(), complaint.ToString());
    }
}
