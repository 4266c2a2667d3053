using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Tests.Mime;

namespace Amiable.Mail.Tests.DeliveryReports;

public class BounceReadingTests
{
    private static IReadOnlyList<DeliveryReport> Read(string message) => BounceReading.Read(ReadingTests.Parse(message));

    private static DeliveryReport Dsn(string diagnostic, string status = "5.0.0", string action = "failed") =>
        Read(
                $"From: MAILER-DAEMON@mx.example.com\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt did not work.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; claire@example.net\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {diagnostic}\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <1@example.com>\nFrom: a@example.com\n\n--b--"
            )
            .Single();

    [Theory]
    [InlineData(
        "550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the address",
        DeliveryReason.UserUnknown
    )]
    [InlineData("550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", DeliveryReason.UserUnknown)]
    [InlineData("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", DeliveryReason.UserUnknown)]
    [InlineData("550 5.5.0 Requested action not taken: mailbox unavailable", DeliveryReason.UserUnknown)]
    [InlineData("550 5.1.1 Adresse d'au moins un destinataire invalide. Invalid recipient. OFR_416", DeliveryReason.UserUnknown)]
    [InlineData("550 Unbekannter Empfänger", DeliveryReason.UserUnknown)]
    [InlineData("550 Usuario desconocido", DeliveryReason.UserUnknown)]
    [InlineData("550 Invalid recipient <claire@example.net>", DeliveryReason.UserUnknown)]
    [InlineData("550 5.1.2 Host unknown (Name server: example.net: host not found)", DeliveryReason.HostUnknown)]
    [InlineData(
        "Host or domain name not found. Name service error for name=example.net type=A: Host not found",
        DeliveryReason.HostUnknown
    )]
    [InlineData("550 5.1.6 recipient no longer on server: claire@example.net", DeliveryReason.HasMoved)]
    [InlineData("556 5.1.10 Recipient address has null MX", DeliveryReason.NotAccept)]
    public void An_address_that_is_no_good_is_a_hard_bounce(string diagnostic, DeliveryReason reason)
    {
        var report = Dsn(diagnostic);

        Assert.Equal(
            (reason, true, "claire@example.net", "1@example.com"),
            (report.Reason, report.IsHard, report.Recipient, report.OriginalMessageId)
        );
    }

    [Theory]
    [InlineData("452 4.2.2 The email account that you tried to reach is over quota", DeliveryReason.MailboxFull)]
    [InlineData("552 5.2.2 La boîte aux lettres est pleine", DeliveryReason.MailboxFull)]
    [InlineData("550 5.7.1 Service unavailable; client [192.0.2.1] blocked using zen.spamhaus.org", DeliveryReason.Blocked)]
    [InlineData(
        "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy",
        DeliveryReason.AuthFailure
    )]
    [InlineData(
        "450 4.1.1 <claire@example.net>: Recipient address rejected: unverified address: Address verification in progress",
        DeliveryReason.OnHold
    )]
    [InlineData("450 4.2.0 <claire@example.net>: Recipient address rejected: Greylisted", DeliveryReason.OnHold)]
    [InlineData(
        "554 30 Sorry, your message to claire@example.net cannot be delivered. This mailbox is disabled (554.30)",
        DeliveryReason.Suspend
    )]
    [InlineData("553 5.1.8 Sender address rejected: Domain not found", DeliveryReason.Rejected)]
    [InlineData("554 5.7.1 <claire@example.net>: Relay access denied", DeliveryReason.NoRelaying)]
    [InlineData("connect to mx.example.net[192.0.2.1]:25: Connection timed out", DeliveryReason.Expired)]
    [InlineData("552 5.3.4 Message size exceeds fixed limit", DeliveryReason.MesgTooBig)]
    [InlineData("550 5.7.1 Message rejected as spam", DeliveryReason.SpamDetected)]
    public void What_may_work_another_time_is_soft(string diagnostic, DeliveryReason reason)
    {
        var report = Dsn(diagnostic);

        Assert.Equal((reason, false), (report.Reason, report.IsHard));
    }

    [Fact]
    public void A_delay_and_a_success_are_no_failure()
    {
        Assert.Equal(ReportKind.Delayed, Dsn("451 try later", "4.4.1", "delayed").Kind);
        Assert.Equal(ReportKind.Delivered, Dsn("250 ok", "2.0.0", "delivered").Kind);
    }

    [Fact]
    public void A_bounce_in_words_tells_its_recipients()
    {
        var reports = Read(
            "From: MAILER-DAEMON@example.com\nSubject: failure notice\n\nHi. This is the qmail-send program.\n\n<a@example.net>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\n\n<b@example.net>:\nRemote host said: 552 5.2.2 mailbox full\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <9@example.com>\nFrom: <me@example.com>\n"
        );

        Assert.Equal(
            ["a@example.net 5.1.1 UserUnknown", "b@example.net 5.2.2 MailboxFull"],
            reports.Select(r => $"{r.Recipient} {r.Status} {r.Reason}")
        );
        Assert.All(reports, r => Assert.Equal("9@example.com", r.OriginalMessageId));
    }

    [Fact]
    public void A_complaint_names_who_complained()
    {
        var report = Read(
                "From: fbl@example.net\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: <claire@example.net>\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <1@example.com>\n\nx\n--b--"
            )
            .Single();

        Assert.Equal(
            (ReportKind.Complaint, "claire@example.net", "1@example.com", "abuse"),
            (report.Kind, report.Recipient, report.OriginalMessageId, report.Diagnostic)
        );
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\nSubject: x")]
    [InlineData("X-Autoreply: yes\nSubject: x")]
    [InlineData("Subject: Automatic reply: Invoice 12")]
    [InlineData("Subject: Réponse automatique : Facture 12")]
    [InlineData("Subject: Automatische Antwort: Rechnung")]
    [InlineData("Subject: Respuesta automática: Factura")]
    [InlineData("Subject: Risposta automatica: Fattura")]
    [InlineData("Subject: Automatisch antwoord: Factuur")]
    [InlineData("Subject: Resposta automática: Fatura")]
    [InlineData("Subject: Odpowiedź automatyczna: Faktura")]
    public void An_answer_of_a_program_is_one(string headers) =>
        Assert.Equal(
            (ReportKind.AutoReply, "claire@example.net"),
            BounceReading
                .Read(
                    Amiable.Mail.Mime.MimeMessage.Parse(
                        System.Text.Encoding.UTF8.GetBytes($"From: claire@example.net\n{headers}\n\nI am away.")
                    )
                )
                .Select(r => (r.Kind, r.Recipient))
                .Single()
        );

    [Theory]
    [InlineData(
        "Delivery problem with invoice 12",
        "The goods could not be delivered, so we do not pay. Our mailbox is accounts@example.net."
    )]
    [InlineData("Fwd: Undelivered Mail Returned to Sender", "I got this: 550 5.1.1 user unknown")]
    [InlineData("Re: Invoice 12", "The user unknown to you is Claire. Mail delivery failed last week, sorry.")]
    [InlineData("Returned goods", "We returned them to you.")]
    public void What_a_person_writes_is_no_report(string subject, string text) =>
        Assert.Empty(Read($"From: claire@example.net\nReturn-Path: <claire@example.net>\nSubject: {subject}\n\n{text}"));
}
