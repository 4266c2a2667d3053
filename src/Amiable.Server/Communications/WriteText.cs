using System.Security.Cryptography;
using System.Text.Json;
using Amiable.Channels;
using Amiable.FollowUp;
using Amiable.Integrations.Texts;
using Amiable.Organizations;
using Amiable.Platform.Backups;
using Amiable.Platform.Secrets;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Amiable.Communications;

/// <summary>
/// A member sends a text message to one contact, now. It goes through the same last look as everything that leaves, in one transaction with its row, which is begun before the
/// provider is asked: whatever happens then, it is never sent a second time.
/// </summary>
public sealed class WriteText(
    AppDb db,
    CurrentMember member,
    PrepareText prepare,
    LookBeforeSending lookBeforeSending,
    SettleText settle,
    SecretBox secrets,
    TextLine line,
    SendingHold hold,
    Today today
)
{
    /// <param name="Form">However often it is sent under this, it is one message.</param>
    /// <param name="About">The invoices it is about: when one is paid or contested meanwhile, it does not leave.</param>
    /// <param name="Confirmed">What the member was told and wants nevertheless.</param>
    /// <param name="MostSegments">The most it may be charged as; null for the most there is.</param>
    /// <param name="NewsTo">Where the provider tells what became of it, without the end that names the message; null for nowhere.</param>
    public sealed record Wanted(
        Guid Form,
        ContactId To,
        string Text,
        IReadOnlyList<InvoiceId> About,
        IReadOnlyList<Confirmed>? Confirmed = null,
        int? MostSegments = null,
        Uri? NewsTo = null
    );

    public async Task<Result<TextWritten>> Run(AccountId account, Wanted wanted, CancellationToken ct)
    {
        if (await Existing(account, wanted.Form, ct) is { } already)
            return already;
        if (await hold.IsHeld(ct))
            return new Refused("text.held", "Nothing leaves before the operator of this installation says “go on”.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var prepared = await prepare.Run(account, wanted.To, wanted.Text, ct);
        if (prepared.Value is not { } text)
            return prepared.Problem!;
        if (Obstacle(text, wanted) is { } obstacle)
            return obstacle;
        if (Token(text) is not { } token)
            return new Refused(
                "text.token",
                "The token of the provider cannot be read any more: enter it again under Settings → Channels."
            );
        var message = Communication.Texted(today.NewId<CommunicationId>(), account, wanted.Form, today.Now);
        if (Write(message, text, wanted) is { } problem)
            return problem;
        if (await Look(message, text, wanted, ct) is { } why)
            return why;
        if (await Store(message, transaction, wanted, ct) is { } meanwhile)
            return meanwhile;
        // From here on it may have left: whoever asked may go away, but what happens is done to its end and written down.
        return await settle.Run(message.Id, text.To.Address, await line.Send(Outgoing(text, token, message.Id, wanted)));
    }

    /// <returns>What was stored under the same form in this very moment; null when this one was.</returns>
    private async Task<TextWritten?> Store(Communication message, IDbContextTransaction transaction, Wanted wanted, CancellationToken ct)
    {
        db.Communications.Add(message);
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(CancellationToken.None);
            return null;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            await transaction.RollbackAsync(CancellationToken.None);
            if (await Existing(message.AccountId, wanted.Form, ct) is { } other)
                return other;
            throw;
        }
    }

    private static Problem? Obstacle(PreparedText text, Wanted wanted) =>
        text.Facts.Organization.IsLeaving
            ? new Refused("send.leaving", "The organization is to be deleted: nothing leaves any more unless it is kept.")
        : text.Facts.Organization.Autonomy == Autonomy.Observe
            ? new Refused("send.observing", "The agent only observes: nothing leaves until that is changed in the settings.")
        : text.Count.Segments > wanted.MostSegments
            ? new Invalid("maxCredits", "text.dear", $"It takes {text.Count.Segments} parts, more than it may cost.")
            {
                Values = [text.Count.Segments],
            }
        : null;

    private Problem? Write(Communication message, PreparedText text, Wanted wanted)
    {
        var facts = text.Facts;
        var stated = StatedFigures.Of(facts, wanted.About);
        if (stated.About.Count != wanted.About.Distinct().Count())
            return new Invalid("about", "letter.not-owed", "One of these invoices is no longer owed: choose again.");
        var day = SendWindow.LocalDay(today.Now, facts.Zone);
        var words = new MessageWords(Communication.HeadlineOf(text.Text), text.Text, EditedText.AsHtml(text.Text, facts.Language));
        stated = stated with { Template = "by hand", Confirmed = wanted.Confirmed ?? [], Text = text.Count };
        return message.WriteByHand(new([text.To], words, facts.Language, stated, []), (day, today.Now), member.Id, today.Now, day);
    }

    /// <summary>The same look as before every message; that it is outside of the hours of sending there nobody may want, for a telephone rings.</summary>
    private async Task<Problem?> Look(Communication message, PreparedText text, Wanted wanted, CancellationToken ct)
    {
        var (facts, confirmed) = (text.Facts, wanted.Confirmed ?? []);
        var gate = await lookBeforeSending.Run(message, facts, facts.Plan(), ct, today.Now);
        if (!gate.IsBusinessDay || !gate.IsInsideWindow)
            return new Refused("text.closed-hours", "It is outside of the hours in which messages may reach this customer.");
        List<Confirmed> doubts = [.. GateByHand.Doubts(gate, facts.Policy).Select(what => new Confirmed(what))];
        var figures = AgentDraft.Unexplained(
            facts,
            message.Facts,
            Tone.Professional,
            facts.Language,
            message.SendOn,
            member.Name ?? "",
            text.Text
        );
        if (figures.Length > 0)
            doubts.Insert(0, new(Doubt.Figures, figures));
        if (!doubts.TrueForAll(confirmed.Contains))
            return new Doubtful(doubts);
        var answer = GateByHand.Check(gate, facts.Policy, confirmed);
        if (answer != GateAnswer.Open)
            return new Refused($"text.gate", $"It does not leave: {answer}.");
        message.Claim(JsonSerializer.Serialize(new GateCheck(today.Now, gate), JsonColumn.Options));
        message.Begin();
        return null;
    }

    private string? Token(PreparedText text)
    {
        try
        {
            return secrets.Reveal(TextSettings.Purpose, text.Settings.Secret ?? "");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static OutgoingText Outgoing(PreparedText text, string token, CommunicationId id, Wanted wanted) =>
        new(
            text.Settings.Address,
            text.Settings.AccountSid,
            token,
            text.Settings.From,
            text.Settings.Service,
            text.To.Address,
            text.Text,
            wanted.NewsTo is { } news ? new Uri($"{news}/{id.Value:N}") : null
        );

    private async Task<TextWritten?> Existing(AccountId account, Guid form, CancellationToken ct)
    {
        var step = Communication.StepOf(form);
        var known = await db.Communications.AsNoTracking().FirstOrDefaultAsync(c => c.AccountId == account && c.Step == step, ct);
        return known is null ? null : new(known.Id, known.SentAt is not null);
    }
}

/// <summary>What became of a text message.</summary>
/// <param name="HasLeft">Whether the provider has it; else nobody knows yet.</param>
public sealed record TextWritten(CommunicationId Id, bool HasLeft);
