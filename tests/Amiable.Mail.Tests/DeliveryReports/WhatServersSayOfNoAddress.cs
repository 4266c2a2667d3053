namespace Amiable.Mail.Tests.DeliveryReports;

public partial class WhatServersSayTests
{
    private const string NoSuchAddress = """
        dsn | 550 5.1.1 <claire@example.net>: Recipient address rejected: User unknown in virtual mailbox table | UserUnknown
        dsn | 550 5.1.1 <claire@example.net>: Recipient address rejected: undeliverable address: unknown user: "claire" | UserUnknown
        dsn | 550 <claire@example.net>: Recipient address rejected: User unknown in relay recipient table | UserUnknown
        dsn | 550 5.1.1 <claire@example.net> User doesn't exist: claire@example.net | UserUnknown
        dsn | 554 delivery error: dd This user doesn't have a yahoo.com account (claire@example.net) [-5] - mta1.example.net | UserUnknown
        dsn | 554 delivery error: dd Sorry, your message to claire@example.net cannot be delivered. This account does not exist | UserUnknown
        dsn | 550-5.1.1 The email account that you tried to reach does not exist. Please try | UserUnknown
        dsn | 550 5.1.1 <claire@example.net>: Email address could not be found, or was misspelled (G8) | UserUnknown
        dsn | 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found | UserUnknown
        dsn | 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient claire@example.net not found by SMTP address lookup | UserUnknown
        dsn | 550 5.4.1 [claire@example.net]: Recipient address rejected: Access denied. [mx.example.net] | UserUnknown
        dsn | 550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). | UserUnknown
        dsn | 550 5.1.3 STOREDRV.Submit; invalid recipient address | UserUnknown
        dsn | 550 5.1.20 Multiple addresses resolve: recipient not found | UserUnknown
        dsn | 550 5.4.310 DNS domain example.net does not exist [Message=InfoDomainNonexistent] | HostUnknown
        dsn | 554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain | HostUnknown
        bare | 550 5.1.8 Requested action not taken: mailbox unavailable | UserUnknown
        dsn | 550 #5.1.0 Address rejected. | UserUnknown
        dsn | 550 #5.1.1 bad address claire@example.net | UserUnknown
        dsn | 550 5.1.0 Address rejected. | UserUnknown
        dsn | 550 Invalid recipient claire@example.net (#5.1.1) | UserUnknown
        dsn | 550 Requested action not taken: mailbox unavailable. For explanation visit https://postmaster.example.net/en/error-messages | UserUnknown
        dsn | 550 5.1.1 Mailbox does not exist | UserUnknown
        dsn | 550 Mailbox not found. 550 | UserUnknown
        dsn | 550 Mailbox unavailable or access denied - <claire@example.net> | UserUnknown
        dsn | 550 Mailbox is unavailable | UserUnknown
        dsn | 550 Mail box not found | UserUnknown
        dsn | 550 No such mailbox: claire@example.net | UserUnknown
        dsn | 550 No such user here | UserUnknown
        dsn | 550 no such address here | UserUnknown
        dsn | 550 There is no one at this address | UserUnknown
        dsn | 550 5.1.1 sorry, no mailbox here by that name. (#5.1.1) | UserUnknown
        dsn | 550 5.1.1 <claire@example.net> is not a valid mailbox | UserUnknown
        dsn | 550 is not an active address at this host | UserUnknown
        dsn | 550 not a valid user here | UserUnknown
        dsn | 550 That address is not a local address here | UserUnknown
        dsn | 550 Recipient not found. <claire@example.net> | UserUnknown
        dsn | 550 <claire@example.net> not found | UserUnknown
        dsn | 550 RCPT (<claire@example.net>) doesn't exist | UserUnknown
        dsn | 550 sorry, badrcptto | UserUnknown
        dsn | 550 Unknown local part claire in <claire@example.net> | UserUnknown
        dsn | 550 unknown e-mail address | UserUnknown
        dsn | 550 Addressee unknown | UserUnknown
        dsn | 550 Account not available | UserUnknown
        dsn | 550 This account no longer exists | UserUnknown
        dsn | 550 5.1.1 This email address is wrong or no longer valid. | UserUnknown
        dsn | 550 The user's email name is not found. | UserUnknown
        dsn | 550 <claire@example.net>, Recipient unknown | UserUnknown
        dsn | 550 User (claire@example.net) unknown. | UserUnknown
        dsn | 550 Unknown recipient | UserUnknown
        dsn | 550 No account by that name here | UserUnknown
        dsn | 550 recipient does not exist on this system | UserUnknown
        dsn | 550 claire... User not known | UserUnknown
        dsn | 550 invalid mailbox path | UserUnknown
        dsn | 550 Address not present in directory | UserUnknown
        dsn | 550 Unable to find claire in name directory; no claire in name directory | UserUnknown
        dsn | 550 destination server rejected recipients | UserUnknown
        dsn | 550 5.1.1 Account claire@example.net does not exist at the organization | UserUnknown
        dsn | 550 no existe dicha persona | UserUnknown
        dsn | 550 Nessun utente simile in questo indirizzo | UserUnknown
        dsn | 550 utilisateur inconnu ! | UserUnknown
        dsn | 550 Benutzer hier unbekannt | UserUnknown
        dsn | 550 Dieser Empfänger existiert nicht | UserUnknown
        dsn | 550 El usuario no existe | UserUnknown
        dsn | 550 Usuário não existe | UserUnknown
        dsn | 550 Mailbox not found or access denied | UserUnknown
        dsn | 550 5.1.1 unknown or illegal alias: claire@example.net | UserUnknown
        dsn | 501 5.1.1 bad destination mailbox address | UserUnknown
        dsn | 550 5.1.1 Recipient not found. (code: 5.1.1.1) | UserUnknown
        dsn | 550 5.1.1 [R2] Recipient claire@example.net does not exist here. | UserUnknown
        dsn | 550 User not exist: claire@example.net | UserUnknown
        dsn | 550 5.2.1 claire@example.net: This user does not exist any more | UserUnknown
        dsn | 550 Error: mailbox claire@example.net not exist | UserUnknown
        dsn | 550 message was not accepted -- invalid mailbox. Local mailbox claire@example.net is unavailable: user not found | UserUnknown
        dsn | 550 5.1.1 No such user claire@example.net | UserUnknown
        dsn | 553 5.1.1 Requested action not taken: NOUSER | UserUnknown
        dsn | 550 account is not found or no longer in use | UserUnknown
        dsn | 554 5.1.1 Recipient unknown, please check the address | UserUnknown
        dsn | 550 5.0.1 Recipient rejected, no such mailbox | UserUnknown
        dsn | 550 5.1.6 The recipient has moved, no forwarding address | HasMoved
        dsn | 551 5.1.6 User has moved; please try claire@example.org | HasMoved
        dsn | 556 5.1.10 <claire@example.net>: Recipient address rejected: Domain example.net does not accept mail (nullMX) | NotAccept
        dsn | 521 5.1.2 Server does not accept mail | NotAccept
        dsn | 550 5.1.2 <claire@example.net>: Recipient address rejected: Domain not found | HostUnknown
        dsn | 550 5.1.2 The recipient domain must exist: recipient domain must exist | HostUnknown
        dsn | 550 Mail domain mentioned in email address is unknown | HostUnknown
        dsn | 550 No such domain at this location | HostUnknown
        511 | 550 <claire@example.net> | UserUnknown
        511 | 550 5.1.1 sorry | UserUnknown
        511 | | UserUnknown
        bare | 550 5.1.1 <claire@example.net>... | UserUnknown
        postfix | host mx.example.net[192.0.2.1] said: 550 5.1.1\n    <claire@example.net>: Recipient address rejected: User unknown in virtual alias\n    table (in reply to RCPT TO command) | UserUnknown
        postfix | unknown user: "claire" | UserUnknown
        postfix | Host or domain name not found. Name service error\n    for name=example.net type=AAAA: Host not found | HostUnknown
        postfix | Domain example.net does not accept mail (nullMX) | NotAccept
        postfix | host mx.example.net[192.0.2.1] said: 550 #5.1.0\n    Address rejected. (in reply to RCPT TO command) | UserUnknown
        qmail | Sorry, I couldn't find any host named example.net. (#5.1.2) | HostUnknown
        qmail | Sorry, no mailbox here by that name. (#5.1.1) | UserUnknown
        qmail | Sorry, no mailbox here by that name. vpopmail (#5.1.1) | UserUnknown
        qmail | 192.0.2.1 does not like recipient.\nRemote host said: 550 unknown user\nGiving up on 192.0.2.1. | UserUnknown
        qmail | This address no longer accepts mail. | UserUnknown
        qmail | Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4) | NotAccept
        exim | SMTP error from remote mail server after RCPT TO:<claire@example.net>:\n    host mx.example.net [192.0.2.1]: 550 no mailbox by that name is currently available | UserUnknown
        exim | Unrouteable address | UserUnknown
        exim | all relevant MX records point to non-existent hosts | HostUnknown
        exim | unrouteable mail domain "example.net" | HostUnknown
        exim | Unknown user | UserUnknown
        exim | an MX or SRV record indicated no SMTP service | NotAccept
        sendmail | ... while talking to mx.example.net.:\n>>> RCPT To:<claire@example.net>\n<<< 550 5.1.1 unknown mailbox\n550 5.1.1 <claire@example.net>... User unknown | UserUnknown
        sendmail | 550 5.1.2 <claire@example.net>... Host unknown (Name server: example.net.: host not found) | HostUnknown
        sendmail | 550 5.1.1 claire... User unknown | UserUnknown
        sendmail | 554 5.0.0 MX list for example.net. points back to out.example.com\n553 5.1.1 no such user | UserUnknown
        dma | out.example.com [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 <claire@example.net>: user unknown | UserUnknown
        dma | DNS lookup failure: host example.net not found | HostUnknown
        dma | unknown user | UserUnknown
        smtpd | 550 Invalid recipient | UserUnknown
        smtpd | 550 5.1.1 <claire@example.net>: unknown recipient | UserUnknown
        smtpd | Destination seem to reject all mails | NotAccept
        smtpd | Could not find any MX: domain does not exist | HostUnknown
        courier | <<< 550 User unknown. | UserUnknown
        courier | No such domain. | HostUnknown
        courier | >>> RCPT TO:<claire@example.net>\n<<< 550 5.1.1 Mailbox <claire@example.net> unknown | UserUnknown
        plain | User claire (claire@example.net) not listed in Domino Directory | UserUnknown
        plain | The e-mail account does not exist at the organization this message was sent to. Check the e-mail address. #5.1.1 | UserUnknown
        plain | The recipient's e-mail address was not found in the recipient's e-mail system. | UserUnknown
        plain | Your message wasn't delivered to claire@example.net because the address couldn't be found, or is unable to receive mail. | UserUnknown
        plain | Your message wasn't delivered because the domain example.net couldn't be found. Check for typos. | HostUnknown
        """;
}
