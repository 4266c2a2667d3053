using System.Globalization;
using System.Text;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;

namespace Amiable.Mail.Tests.DeliveryReports;

/// <summary>What servers in the field say of an address, in the form of the program that passes it on: "form | words | reason".</summary>
public partial class WhatServersSayTests
{
    public static TheoryData<string, string, string> Hard => Table(NoSuchAddress);

    /// <summary>"Any": which of the soft reasons it is may be argued; that it is soft may not.</summary>
    public static TheoryData<string, string, string> Soft => Table(AddressMayBeGood);

    [Theory]
    [MemberData(nameof(Hard))]
    public void An_address_that_does_not_exist_is_hard(string form, string words, string reason)
    {
        var report = Read(form, words);

        Assert.Equal((true, reason), (report.IsHard, $"{report.Reason}"));
    }

    [Theory]
    [MemberData(nameof(Soft))]
    public void Anything_else_is_soft(string form, string words, string reason)
    {
        var report = Read(form, words);

        Assert.Equal((false, reason), (report.IsHard, reason == "Any" ? reason : $"{report.Reason}"));
    }

    private static DeliveryReport Read(string form, string words)
    {
        var mail = Forms[form].Replace("@@", words.Replace("\\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        return BounceReading.Read(MimeMessage.Parse(Encoding.UTF8.GetBytes(mail))).Single();
    }

    private static TheoryData<string, string, string> Table(string table)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in table.Split('\n').Where(l => l.Contains('|')))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            data.Add(cells[0], cells[1], cells[2]);
        }
        Assert.True(data.Count > 50, data.Count.ToString(CultureInfo.InvariantCulture));
        return data;
    }

    private static string Status(string status) =>
        "From: Mail Delivery System <mailer-daemon@out.example.com>\nTo: billing@example.com\nSubject: Undelivered mail\n"
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n\n--b\nContent-Type: message/delivery-status\n\n"
        + "Reporting-MTA: dns; out.example.com\n\nFinal-Recipient: rfc822; claire@example.net\nAction: failed\n"
        + $"{status}Diagnostic-Code: smtp; @@\n\n--b--\n";

    private static string Words(string from, string subject, string text) =>
        $"Return-Path: <>\nFrom: {from}\nTo: billing@example.com\nSubject: {subject}\n\n{text}\n";

    private static readonly Dictionary<string, string> Forms = new()
    {
        ["dsn"] = Status("Status: 5.0.0\n"),
        ["bare"] = Status(""),
        ["4dsn"] = Status("Status: 4.0.0\n"),
        ["511"] = Status("Status: 5.1.1\n"),
        ["521"] = Status("Status: 5.2.1\n"),
        ["550"] = Status("Status: 5.5.0\n"),
        ["571"] = Status("Status: 5.7.1\n"),
        ["postfix"] = Words(
            "MAILER-DAEMON@out.example.com (Mail Delivery System)",
            "Undelivered Mail Returned to Sender",
            "This is the mail system at host out.example.com.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<claire@example.net>: @@"
        ),
        ["qmail"] = Words(
            "MAILER-DAEMON@out.example.com",
            "failure notice",
            "Hi. This is the qmail-send program at out.example.com.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<claire@example.net>:\n@@"
        ),
        ["exim"] = Words(
            "Mail Delivery System <Mailer-Daemon@out.example.com>",
            "Mail delivery failed: returning message to sender",
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  claire@example.net\n    @@"
        ),
        ["sendmail"] = Words(
            "Mail Delivery Subsystem <MAILER-DAEMON@out.example.com>",
            "Returned mail: see transcript for details",
            "   ----- The following addresses had permanent fatal errors -----\n<claire@example.net>\n\n   ----- Transcript of session follows -----\n@@"
        ),
        ["dma"] = Words(
            "MAILER-DAEMON <>",
            "Mail delivery failed",
            "This is the DragonFly Mail Agent v0.13 at out.example.com.\n\nThere was an error delivering your mail to <claire@example.net>.\n\n@@"
        ),
        ["smtpd"] = Words(
            "Mailer Daemon <MAILER-DAEMON@out.example.com>",
            "Delivery status notification: error",
            "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nclaire@example.net: @@"
        ),
        ["courier"] = Words(
            "\"Courier mail server at out.example.com\" <postmaster@out.example.com>",
            "NOTICE: mail delivery status.",
            "This is a delivery status notification from out.example.com,\nrunning the Courier mail server.\n\nUNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<claire@example.net>:\n    @@"
        ),
        ["plain"] = Words("Postmaster <postmaster@out.example.com>", "Undeliverable: Invoice 12", "claire@example.net\n@@"),
    };
}
