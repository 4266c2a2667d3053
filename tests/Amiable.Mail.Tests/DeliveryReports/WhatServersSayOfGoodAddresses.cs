namespace Amiable.Mail.Tests.DeliveryReports;

public partial class WhatServersSayTests
{
    private const string AddressMayBeGood = """
        511 | 552 5.1.1 Mailbox full | MailboxFull
        511 | 550 5.1.1 <claire@example.net>: mailbox is over quota | MailboxFull
        dsn | 552 5.2.2 This message is larger than the current system limit or the recipient's mailbox is full | MailboxFull
        dsn | 452-4.2.2 The recipient's inbox is out of storage space. | MailboxFull
        dsn | 550 5.2.2 user has exhausted allowed storage space | MailboxFull
        dsn | 554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException | MailboxFull
        dsn | 552 Requested mail action aborted: exceeded storage allocation | MailboxFull
        dsn | 552 sorry, the mailbox claire@example.net is over quota; user unknown in quota table | MailboxFull
        dsn | 550 claire@example.net User account is overquota | MailboxFull
        dsn | 552 Account claire is full | MailboxFull
        dsn | 550 user's mailbox has insufficient space | MailboxFull
        dsn | 422 The recipient's mailbox has exceeded its storage limit | MailboxFull
        521 | 550 5.2.1 The email account that you tried to reach is disabled. | Suspend
        521 | 550 5.2.1 The email account that you tried to reach is inactive | Suspend
        dsn | 554 delivery error: dd This account has been temporarily suspended. Please try again later. | Suspend
        dsn | 554 delivery error: dd Sorry, your message cannot be delivered. This mailbox is disabled (554.30). | Suspend
        dsn | 554 delivery error: dd This account has been disabled or discontinued [#102]. | Suspend
        dsn | 550 User suspended | Suspend
        dsn | 550 The mailbox is frozen | Suspend
        dsn | 550 Mailbox claire@example.net is a deactivated mailbox | Suspend
        dsn | 550 5.1.1 Mailbox currently suspended | Suspend
        dsn | 550 invalid/inactive user | Suspend
        dsn | 550 user or domain is disabled | Suspend
        dsn | 550 account is locked | Suspend
        dsn | 550 is unavailable: user is terminated | Suspend
        dsn | 525 5.7.13 user account disabled | Suspend
        dsn | 553 5.1.8 <billing@example.com>... Domain of sender address billing@example.com does not exist | Rejected
        dsn | 550 5.1.0 Sender rejected: unknown sender domain | Rejected
        dsn | 550 Sender verify failed | Rejected
        dsn | 550-Verification failed for <billing@example.com>\n 550-No such user here\n 550 Sender verify failed | Rejected
        dsn | 551 Invalid sender | Rejected
        dsn | 550 5.7.1 null sender is not allowed | Rejected
        dsn | 554 5.7.1 BATV failed to verify | Rejected
        dsn | 550 Backscatter protection detected an invalid or expired email address | Rejected
        dsn | 550 5.1.0 <billing@example.com> sender address has been blacklisted | Rejected
        dsn | 550 5.7.1 The sender's mailbox does not exist: sender address rejected: user unknown | Rejected
        dsn | 550 5.1.7 <billing@example.com>: Sender address rejected: undeliverable address: unknown user | Rejected
        dsn | 554 Message rejected: Email address is not verified. | Rejected
        dsn | 550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required | Any
        dsn | 550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized | Any
        dsn | 550 5.7.124 Sender not in allowed-senders list | Any
        dsn | 550 5.7.1 This message was blocked by the recipient: you have been blocked by the recipient | Any
        dsn | 550 Message rejected due to user rules | Any
        dsn | 550 we do not accept mail from this address: refused due to recipient preferences | Any
        dsn | 550 the recipient is only accepting mail from specific email addresses | Any
        dsn | 550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. | Any
        dsn | 550 SC-001 Mail rejected by Windows Live Hotmail for policy reasons. | Any
        dsn | 550 5.7.606 Access denied, banned sending IP [192.0.2.1] | Any
        dsn | 554 5.7.1 <mail.example.com[192.0.2.1]>: Client host rejected: Access denied | Any
        dsn | 554 IMTA01 192.0.2.1 Your access to this mail system has been rejected | Any
        dsn | 554 5.7.1 <mail.example.com>: Helo command rejected: Host not found | Any
        dsn | 550 5.7.1 Client host rejected: cannot find your hostname, [192.0.2.1] | Any
        dsn | 550 5.7.25 The IP address sending this message does not have a PTR record setup | Any
        dsn | 550-5.7.26 This mail has been blocked because the sender is unauthenticated. | Any
        dsn | 550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level | Any
        dsn | 550 5.7.509 Access denied, sending domain example.com does not pass DMARC verification and has a DMARC policy of reject | AuthFailure
        dsn | 554 5.7.1 [CS01] Message rejected due to local policy. | Any
        dsn | 550 5.7.350 Remote server returned message detected as spam -> 554 5.7.1 rejected | Any
        dsn | 550 High probability of spam | SpamDetected
        dsn | 554 Message not allowed - [PH01] Email not accepted for policy reasons. | Any
        dsn | 554 5.6.0 virus found: the message contains a virus | VirusDetected
        dsn | 550 5.7.64 TenantAttribution; Relay Access Denied [ValidationStatus of '' is EmptyCertificate] | NoRelaying
        dsn | 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1) | NoRelaying
        dsn | 550 relay not permitted | NoRelaying
        dsn | 550 5.7.1 Unable to relay for claire@example.net | NoRelaying
        dsn | 552 5.3.4 Message too big for system | MesgTooBig
        dsn | 552 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient | MesgTooBig
        dsn | 552 message size 12345678 exceeds size limit 10000000 of server | MesgTooBig
        dsn | 421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints | Any
        dsn | 421 4.7.28 Our system has detected an unusual rate of unsolicited mail | Any
        dsn | 450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages | Speeding
        dsn | 452 4.5.3 Too many recipients | Any
        dsn | 421 too many connections from your host | TooManyConn
        dsn | 550 5.4.5 Daily user sending limit exceeded | Any
        4dsn | 450 4.1.1 <claire@example.net>: Recipient address rejected: unverified address: Address lookup failed | Any
        4dsn | 450 4.1.2 <claire@example.net>: Recipient address rejected: Domain not found | Any
        4dsn | 451 4.3.0 Temporary lookup failure | Any
        4dsn | Host or domain name not found. Name service error for name=example.net type=MX: Host not found, try again | Any
        dsn | 550 5.4.300 Message expired -> 451 4.4.4 Temporary server error | Any
        dsn | 550 5.4.316 Message expired, connection refused(Socket error code 10061) | Any
        dsn | 554 5.4.6 Hop count exceeded - possible mail loop | NetworkError
        dsn | 550 5.4.14 Hop count exceeded - possible mail loop ATTR34 | NetworkError
        dsn | 550 5.4.312 DNS query failed: server failure | Any
        dsn | 554 5.3.5 Local configuration error | Any
        dsn | 554 5.3.0 unknown mailer error 2 | MailerError
        dsn | 554 5.6.3 conversion required but not supported | ContentError
        dsn | 550 5.6.0 Message is not RFC 5322 compliant: no From header | Any
        dsn | 530 5.7.0 Must issue a STARTTLS command first | SecurityError
        dsn | 535 5.7.8 authentication credentials invalid | Any
        dsn | 500 5.5.1 Command unrecognized | Any
        dsn | 503 bad sequence of commands | Any
        dsn | 550 5.7.1 550 User Unknown: claire@example.net | Filtered
        4dsn | 450 4.2.0 mailbox temporarily unavailable | OnHold
        dsn | 550 5.7.510 Access denied, example.net does not accept email over IPv6 | Any
        dsn | 554 SMTP Protocol Returned a Permanent Error 554 blocked by policy | Any
        571 | 553 sorry, your envelope recipient is in my badrcptto list (#5.7.1) | Any
        571 | 550 5.7.1 Mailbox unavailable because of policy restrictions | Any
        550 | 550 Requested action not taken: your message was identified as spam | SpamDetected
        dsn | 550 Mailbox unavailable: the message was refused by antispam policy | Any
        postfix | host mx.example.net[192.0.2.1] refused to talk to me: 554 mx.example.net ESMTP not accepting connections | Any
        postfix | connect to mx.example.net[192.0.2.1]:25: No route to host | NetworkError
        postfix | connect to mx.example.net[192.0.2.1]:25: Connection refused | Any
        postfix | delivery temporarily suspended: lost connection with mx.example.net | Any
        postfix | mail for example.net loops back to myself | Any
        postfix | host mx.example.net[192.0.2.1] said: 550 message refused\n    (in reply to end of DATA command) | Any
        postfix | host mx.example.net[192.0.2.1] said: 550 user unknown\n    (in reply to MAIL FROM command) | Rejected
        qmail | I'm not going to try again; this message has been in the queue too long. | Any
        qmail | user is over quota | MailboxFull
        qmail | Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 Access denied | Any
        qmail | Connected to 192.0.2.1 but greeting failed.\nRemote host said: 554 no | Any
        qmail | Sorry, I wasn't able to establish an SMTP connection. (#4.4.1) | Any
        exim | retry timeout exceeded | Expired
        exim | SMTP error from remote mail server after end of data:\n    host mx.example.net [192.0.2.1]: 550 no such user | Filtered
        exim | SMTP error from remote mail server after initial connection:\n    host mx.example.net [192.0.2.1]: 554 your IP is listed | Any
        exim | mailbox is full (MTA-imposed quota exceeded while writing to file) | MailboxFull
        exim | Too many "Received" headers - suspected mail loop | NetworkError
        exim | SMTP error from remote mail server after MAIL FROM:<billing@example.com>:\n    host mx.example.net [192.0.2.1]: 550 invalid sender, user unknown | Rejected
        sendmail | Deferred: Connection timed out with mx.example.net.\nMessage could not be delivered for 5 days | Expired
        sendmail | ... while talking to mx.example.net.:\n>>> MAIL From:<billing@example.com>\n<<< 550 Domain not found\n554 5.0.0 Service unavailable | Rejected
        sendmail | ... while talking to mx.example.net.:\n>>> DATA\n<<< 554 no valid recipients\n554 5.0.0 Service unavailable | Filtered
        sendmail | 451 4.4.1 reply: read error from mx.example.net. | Any
        dma | Could not resolve: temporary DNS failure | Any
        dma | bad sequence: remote host closed the connection unexpectedly | Any
        smtpd | Connection timed out | Any
        smtpd | Mailbox full | MailboxFull
        courier | >>> DATA\n<<< 550 content refused | Any
        plain | The message could not be delivered because the recipient's mailbox is full. | MailboxFull
        plain | The message was too large for the recipient: size limit exceeded | MesgTooBig
        plain | Message blocked by the content filter of your organisation | Any
        """;
}
