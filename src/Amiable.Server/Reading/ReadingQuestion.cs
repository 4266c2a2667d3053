using System.Globalization;
using System.Text;
using Amiable.Integrations.Models;
using Amiable.Reading.Proposals;
using Amiable.Reading.Replies;
using Amiable.Replies;

namespace Amiable.Reading;

/// <summary>What a language model is asked about an answer of a customer. What the customer wrote is fenced.</summary>
internal static class ReadingQuestion
{
    private const int MostNewText = 8_000;
    private const int MostHistory = 2_500;
    private const int MostSignature = 600;
    private const int MostInvoices = 100;

    private static readonly AnswerSchema Schema = new(ReplySchema.Name, ReplySchema.Json);

    public static ModelQuestion<ReplyReading> About(ReplyToRead reply) =>
        new(ModelPurpose.ReadAnswer, Prompt.ReadReply, Material(reply), Schema, json => Read(json, reply));

    private static (ReplyReading?, Unfit?) Read(string json, ReplyToRead reply)
    {
        var (reading, fault) = ProposedReading.Read(json, reply);
        return (reading, fault is null ? null : new(ModelOutcome.Malformed, fault));
    }

    private static string Material(ReplyToRead reply)
    {
        var fence = new Fence();
        var text = new StringBuilder();
        Line($"{fence.Explained}");
        Line($"");
        Line($"Received: {reply.Received:yyyy-MM-dd HH:mm} ({reply.Received:dddd}), at the sender's clock.");
        Line($"Currency of the customer: {reply.Currency}.");
        if (reply.IsAutomatic)
            Line($"The headers say that a machine wrote it.");
        Line($"Invoices of the customer (number; what is open of it; due date; issued):");
        var invoices = reply
            .Invoices.Take(MostInvoices)
            .Select(i => Invariant($"{i.Number}; {i.Amount}; {i.DueDate:yyyy-MM-dd}; {i.IssuedOn:yyyy-MM-dd}"));
        text.Append(fence.Around("Invoices", string.Join('\n', invoices), MostNewText));
        text.Append(fence.Around("From", $"{reply.FromName} <{reply.FromAddress}>", 300));
        text.Append(fence.Around("Subject", reply.Subject, 300));
        text.Append(fence.Around("New text", reply.Text.NewText, MostNewText));
        if (reply.Text.Signature.Length > 0)
            text.Append(fence.Around("Signature", reply.Text.Signature, MostSignature));
        if (reply.Text.Quoted.Length > 0)
            text.Append(fence.Around("History", reply.Text.Quoted, MostHistory));
        return text.ToString();

        void Line(FormattableString line) => text.Append(Invariant(line)).Append('\n');
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
