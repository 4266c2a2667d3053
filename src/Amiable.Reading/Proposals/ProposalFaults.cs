using Amiable.Reading.Evaluation;
using Amiable.Reading.Replies;
using Amiable.Replies;

namespace Amiable.Reading.Proposals;

/// <summary>What is wrong with a reading that has the right form: blocks without their intent, invoices of nobody, days and sums that nobody wrote.</summary>
internal static class ProposalFaults
{
    private const int MostIntents = 6;

    public static IEnumerable<string> Of(ProposedReading.Answer answer, ReplyToRead reply) =>
        Form(answer)
            .Concat(Blocks(answer))
            .Concat(Invoices(answer, reply))
            .Concat(Days(answer, reply))
            .Concat(Sums(answer, reply))
            .Concat(People(answer, reply));

    private static IEnumerable<string> Form(ProposedReading.Answer answer)
    {
        if (answer.Intents.Count is 0 or > MostIntents || answer.Intents.Distinct().Count() != answer.Intents.Count)
            yield return $"\"intents\" names one to {MostIntents} intents, each once.";
        if (answer.Confidence is < 0 or > 1 || double.IsNaN(answer.Confidence))
            yield return "\"confidence\" is a number from 0 to 1.";
        if (answer.InstructsTheAgent && answer.Intents is not [ReplyIntent.Other, ..])
            yield return "A mail that instructs the assistant has \"Other\" as its first intent.";
    }

    private static IEnumerable<string> Blocks(ProposedReading.Answer answer)
    {
        (string Block, bool IsThere, ReplyIntent Intent)[] blocks =
        [
            ("promise", answer.Promise is not null, ReplyIntent.PromiseToPay),
            ("payment", answer.Payment is not null, ReplyIntent.PaymentClaimed),
            ("dispute", answer.Dispute is not null, ReplyIntent.Dispute),
            ("plan", answer.Plan is not null, ReplyIntent.PaymentPlanRequest),
            ("extension", answer.Extension is not null, ReplyIntent.ExtensionRequest),
            ("document", answer.Document is not null, ReplyIntent.DocumentRequest),
        ];
        return blocks
            .Where(b => b.IsThere != answer.Intents.Contains(b.Intent))
            .Select(b => $"\"{b.Block}\" is given exactly when \"{b.Intent}\" is among the intents.");
    }

    private static IEnumerable<string> Invoices(ProposedReading.Answer answer, ReplyToRead reply)
    {
        var known = reply.Invoices.Select(i => i.Number).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string>?[] lists = [answer.Promise?.Invoices, answer.Payment?.Invoices, answer.Dispute?.Invoices];
        return lists
            .OfType<IReadOnlyList<string>>()
            .SelectMany(l => l)
            .Where(number => !known.Contains(number))
            .Select(number => $"\"{number}\" is no invoice of this account: use the numbers of the list, as they stand there.");
    }

    private static IEnumerable<string> Days(ProposedReading.Answer answer, ReplyToRead reply)
    {
        var received = DateOnly.FromDateTime(reply.Received.DateTime);
        (string Name, DateOnly? Day, int Before, int After)[] days =
        [
            ("promise.date", answer.Promise?.Date, 0, 400),
            ("payment.date", answer.Payment?.Date, 400, 7),
            ("plan.firstDate", answer.Plan?.FirstDate, 0, 400),
            ("extension.until", answer.Extension?.Until, 0, 400),
            ("absence.until", answer.Absence?.Until, 31, 800),
        ];
        return days.Where(d => d.Day is { } day && (day < received.AddDays(-d.Before) || day > received.AddDays(d.After)))
            .Select(d => $"\"{d.Name}\" {d.Day:yyyy-MM-dd} cannot be meant by a mail received on {received:yyyy-MM-dd}.");
    }

    private static IEnumerable<string> Sums(ProposedReading.Answer answer, ReplyToRead reply)
    {
        var written = new WrittenFigures(reply);
        (string Name, decimal? Sum)[] sums =
        [
            ("promise.amount", answer.Promise?.Amount),
            ("payment.amount", answer.Payment?.Amount),
            ("dispute.amount", answer.Dispute?.Amount),
            ("plan.amountEach", answer.Plan?.AmountEach),
        ];
        foreach (var (name, sum) in sums)
            if (sum is { } amount && (amount <= 0 || !written.Explain(amount)))
                yield return $"\"{name}\" is not written in the mail: give only figures that are.";
        if (answer.Plan?.Installments is < 2 or > 60)
            yield return "\"plan.installments\" is from 2 to 60.";
    }

    private static IEnumerable<string> People(ProposedReading.Answer answer, ReplyToRead reply)
    {
        var all = string.Join(
            '\n',
            reply.FromName,
            reply.FromAddress,
            reply.Subject,
            reply.Text.NewText,
            reply.Text.Signature,
            reply.Text.Quoted
        );
        if (
            answer.Payment?.Reference is { Length: > 0 } reference
            && !Squeezed(all).Contains(Squeezed(reference), StringComparison.Ordinal)
        )
            yield return "\"payment.reference\" is not written in the mail.";
        foreach (var contact in new[] { answer.NewContact, answer.Absence?.Delegate }.OfType<ContactLabel>())
        {
            if (
                contact.Email is { Length: > 0 } email
                && (!email.Contains('@', StringComparison.Ordinal) || !all.Contains(email, StringComparison.OrdinalIgnoreCase))
            )
                yield return "An \"email\" is not written in the mail.";
            if (
                contact.Phone is { Length: > 0 } phone
                && (Digits(phone).Length < 4 || !Digits(all).Contains(Digits(phone), StringComparison.Ordinal))
            )
                yield return "A \"phone\" is not written in the mail.";
            if (contact.Name is { Length: > 120 })
                yield return "A \"name\" is the name of a person or mailbox.";
        }
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
