using System.Text.RegularExpressions;

namespace Amiable.Mail.DeliveryReports;

/// <summary>
/// What servers say, by reason, in the order in which reasons hide one another: a refused sender or host, a full or locked mailbox are said in words that also
/// occur with unknown users, so they are looked for first. All in lower case, white space as single spaces.
/// </summary>
internal static partial class BouncePhrases
{
    private static readonly (DeliveryReason Reason, Regex Words)[] InOrder =
    [
        (DeliveryReason.MesgTooBig, TooBig()),
        (DeliveryReason.MailboxFull, Full()),
        (DeliveryReason.SystemFull, DiskFull()),
        (DeliveryReason.RequirePtr, Nameless()),
        (DeliveryReason.AuthFailure, Unauthentic()),
        (DeliveryReason.NoRelaying, Relay()),
        (DeliveryReason.HasMoved, Moved()),
        (DeliveryReason.HostUnknown, Guesses()),
        (DeliveryReason.OnHold, NotYetKnown()),
        (DeliveryReason.MailerError, LocalProgram()),
        (DeliveryReason.Suspend, Locked()),
        (DeliveryReason.VirusDetected, Virus()),
        (DeliveryReason.SpamDetected, Spam()),
        (DeliveryReason.NotAccept, NullMx()),
        (DeliveryReason.Rejected, Sender()),
        (DeliveryReason.BadReputation, Reputation()),
        (DeliveryReason.Blocked, Listed()),
        (DeliveryReason.UserUnknown, NoUser()),
        (DeliveryReason.HostUnknown, NoHost()),
        (DeliveryReason.TooManyConn, TooMany()),
        (DeliveryReason.Speeding, TooFast()),
        (DeliveryReason.Blocked, Access()),
        (DeliveryReason.PolicyViolation, Policy()),
        (DeliveryReason.SecurityError, Security()),
        (DeliveryReason.NotCompliantRfc, Form()),
        (DeliveryReason.Filtered, Filter()),
        (DeliveryReason.NetworkError, Network()),
        (DeliveryReason.Expired, Late()),
        (DeliveryReason.MailerError, Program()),
        (DeliveryReason.SystemError, Broken()),
        (DeliveryReason.SyntaxError, Syntax()),
        (DeliveryReason.NotAccept, Untold()),
    ];

    /// <summary>The first reason whose words occur, or <see cref="DeliveryReason.Undefined"/>.</summary>
    /// <param name="text">Lower case, single spaces.</param>
    /// <param name="command">The SMTP command that failed, or empty.</param>
    public static DeliveryReason Find(string text, string command)
    {
        if (text.Length == 0)
            return DeliveryReason.Undefined;
        foreach (var (reason, phrases) in InOrder)
            if (phrases.IsMatch(text) && !(reason == DeliveryReason.NotAccept && command == "MAIL"))
                return reason;
        return DeliveryReason.Undefined;
    }

    /// <summary>A refusal for good of which nothing more is told.</summary>
    [GeneratedRegex(@"smtp protocol returned a permanent error")]
    private static partial Regex Untold();

    /// <summary>Words about the domain that also hold those about people: "name not found".</summary>
    [GeneratedRegex(
        @"account or domain may not exist|host or domain name not found|mail domain mentioned|domain [^ ]{1,255} (couldn't|could not) be found|recipient (domain|address rejected: (domain|unknown domain))[^.]{0,40}(not found|unknown|must exist|invalid|name)"
    )]
    private static partial Regex Guesses();

    /// <summary>The server is still asking whether the address exists.</summary>
    [GeneratedRegex(@"gr[ae]y-?list|verification in progress|unverified address(?!.{0,80}(unknown|not exist|no such|550))")]
    private static partial Regex NotYetKnown();

    /// <summary>A local program's own trouble, before the words it met it with.</summary>
    [GeneratedRegex(@"^procmail:|^maildrop:|command output: (procmail|maildrop)")]
    private static partial Regex LocalProgram();

    [GeneratedRegex(
        @"(message|mail|e-?mail) (size )?(is )?(too (big|large)|exceeds|exceeded)|size limit|exceeds? (the )?(fixed )?maximum (message )?size|message (length|file) too|nachricht (ist )?zu gro|message trop (gros|volumineux)|mensaje demasiado grande"
    )]
    private static partial Regex TooBig();

    [GeneratedRegex(
        @"(mail)?box( is| for user is|'s)? (is )?full|mailbox_?full|inbox is full|over ?quota|quota (is )?(exceed|full)|exceed\w* .{0,30}quota|quota violation|disk quota|(storage|disc|disk) (quota|space|limit)( has been)? exceed|out of (storage|space)|exceeded the local limit|(insufficient|not enough) (disk|storage|system storage|space)|mailbox (size|storage)|mailbox has exceeded|exceeded (its|their|his|the) (mailbox|storage)|too much mail|no space left|out of storage|bo[iî]te (aux lettres |de r[eé]ception )?(est )?pleine|(postfach|mailbox) (ist )?(voll|überfüllt)|buz[oó]n (est[aá] )?lleno|casella (e'|è)? ?piena|caixa (postal )?(est[aá] )?cheia|skrzynk\w+ .{0,30}pełn|ящик .{0,20}переполн|maximum number of messages|number of messages in recipient|exceeded storage alloc|(account|mailbox|box|folder|inbox|user) [^ ]{1,200} (is |has been )?full\b|(account|mailbox|user|inbox) (is |was )?full\b|exhausted .{0,30}(storage|space)|quota ?exceeded|\boverquota|overquota|over (his|her|their|its|the) .{0,20}(quota|limit)|(mailbox|account|box) .{0,40}(over|exceeds) .{0,20}(quota|storage|limit)|(mailbox|storage|space) (limit|quota) (reached|exceeded)|insufficient (mailbox )?(space|storage)|storage (is )?full|superado .{0,30}(cuota|espacio)|quota d[ée]pass|\bkontingent|speicherplatz .{0,30}(ersch|voll|übersch)|容量|メールボックスがいっぱい|邮箱.{0,6}满"
    )]
    private static partial Regex Full();

    [GeneratedRegex(@"system storage|file system full|filesystem is full|disk full|no free space")]
    private static partial Regex DiskFull();

    [GeneratedRegex(
        @"\bptr\b|reverse (dns|host|name|lookup)|\brdns\b|cannot find your (reverse )?hostname|no reverse|without (a )?valid (r)?dns|ip name lookup failed|cannot resolve your (ip )?address|(client|sending) (host|ip).{0,30}(not found|unresolvable|resolve)|hostname .{0,40}(does not|doesn't) resolve|unresolvable (host|ip)"
    )]
    private static partial Regex Nameless();

    [GeneratedRegex(
        @"\bspf\b|\bdkim\b|\bdmarc\b|domainkeys|authentication information|sender id \(pra\)|unauthenticated (email|mail) (from|is)|openspf|failed .{0,20}authentication checks|does ?n[o']t pass authentication"
    )]
    private static partial Regex Unauthentic();

    [GeneratedRegex(
        @"relay(ing)? (access )?(is )?(denied|not (permitted|allowed)|prohibited)|(not|un)(able)? (permitted |allowed )?to relay|no relay|relay(ing)?.{0,20}(refused|rejected)|we do not relay|not (in|on) (my|our) (list of )?(rcpthosts|allowed)|isn't in my list of allowed|rcpthosts|insecure mail relay|open relay"
    )]
    private static partial Regex Relay();

    [GeneratedRegex(
        @"has moved|no longer (on|at) (this )?server|address .{0,60}(was|has been) (changed|replaced)|recipient no longer|user (has )?moved|new e-?mail address|moved to|please (use|forward to|try) [^ ]{1,100}@|nouvelle adresse|neue e-?mail-?adresse"
    )]
    private static partial Regex Moved();

    [GeneratedRegex(
        @"(account|mailbox|user|recipient( address)?|address|email|inbox|empfänger\w*)( [^ ]{0,100}@[^ ]{0,200})?( has been| is| was| ist| temporar\w*| currently| est)* ?(disabled|suspended|inactive|deactivated|frozen|locked|deaktiviert|gesperrt|not active|on hold|under maintenance|d[eé]sactiv)|(disabled|suspended|inactive|locked|closed|deactivated|expired) (account|mailbox|user|recipient|address)|invalid/inactive|domain (has been )?suspended|not (currently )?(active|accepting (mail|messages))|(account|mailbox) .{0,40}(that is |is |was )?(disabled|suspended|inactive|dormant)|temporar\w+ (locked|suspended|disabled)|not been (used|accessed)|bo[iî]te.{0,30}(bloqu|inactive|d[eé]sactiv)|has been temporarily blocked|cuenta .{0,30}(suspendida|desactivada|bloqueada)|konto .{0,20}(gesperrt|deaktiviert)|account sospeso|mailbox currently suspended|(user|account|domain|mailbox|recipient)( or (user|account|domain|mailbox|recipient))? (is |has been |was )(temporar\w+ )?(disabled|terminated|unsubscribed|blocked for|restricted|archived|closed for)|user (is )?terminated|user suspend|suspend the service|archived recipient|destinataire archiv|user not active|account (has been |is )?(closed|expired)|extended inactivity|due to inactivity|address (has expired|is expired)|usuario inactivo|compte .{0,30}(suspendu|d[ée]sactiv|bloqu)|conta (est[aá] )?(suspensa|desativada|inativa)|account .{0,20}sospes|停用|冻结|freeze|利用停止"
    )]
    private static partial Regex Locked();

    [GeneratedRegex(@"\bvirus|malware|infected|trojan|worm |phishing|ウイルス")]
    private static partial Regex Virus();

    [GeneratedRegex(
        @"\bspam\b(?!haus|cop)|\bspammy|\bunsolicited|junk mail|bulk (e-?)?mail|looks like spam|considered (as )?spam|identified as spam|spam ?(content|message|detected|filter|score)|classified as|high spam|\bube\b|content rejected|mail content denied|spammessage|anti-?spam|spam(ming|mer)?[ -](like|policy|reporting|block|rejected|email|mail|source)|detected as spam|probab\w+ spam|is spam|suspicious (content|url|link)|bayes|lpn007_510|ofr_506|spamassassin|triggered .{0,30}filter"
    )]
    private static partial Regex Spam();

    [GeneratedRegex(
        @"null mx|nullmx|mx or srv record indicated no smtp service|no mx record found for domain|(does ?n[o']t|does not) accept (any )?(e?mail|e-mail|messages)(?!s? (from|over|via|larger|bigger|with|that|unless|sent|without|at this time))|not accepting any mail for this domain|reject(s)? all mails?|no mx found for (domain|destination)|mx (is|points to|record is) (null|\.)|never accepts? mail|domain (does not|doesn't) (receive|accept)|couldn't find a mail exchanger or ip address|does not receive mail|host/domain does not accept mail|(we|server) do(es)? not accept (any )?mail(?! (from|over|via|with|that|sent))"
    )]
    private static partial Regex NullMx();

    [GeneratedRegex(
        @"(sender|return|from|mail from|envelope)('s)?( e-?mail)?( address)?:? ?(<[^>]{0,300}>)?( is| was)? ?(domain |address )?(rejected|refused|denied|not (found|exist|valid|allowed|accepted)|invalid|unknown|black|does not exist|must|verify|blocked|banned|unresolvable)|domain of sender|provide a valid from|from: domain is|sender .{0,60}(does not exist|not exist|unrouteable|not found)|(invalid|bad|unknown|unroutable|unrouteable) (sender|return|from|envelope|domain in (the )?return)|purported responsible|sender (id|domain|verif)|(can(no|')t|could not|unable to) verify.{0,30}sender|backscatter|from: .{0,10}not (valid|allowed)|you are not allowed to (post|send)|not allowed to send|not (permitted|authorized) to post|may not exist, or you may not have permission|permission to post|could not be found.{0,60}group|グループ|群[組组]|그룹|you are sending to/from an address that has been blacklisted|access denied, bad outbound sender|bad outbound sender|address rejected for policy|null sender|empty envelope sender|bounce.{0,20}not accept|\bbatv\b|sender address has been|sender .{0,20}(black|not (pre-?)?approved|is spammer|denied|e-?mail address rejected|domain is empty)|e-?mail address is not verified|bogus mail from|fully qualified e-?mail address required|emetteur invalide|valid[- ]address[- ]filter|senderfilter|returned mail not accepted|third-party dsn|unsigned dsn|mail from not owned|(your|the sender.s) (e-?mail )?address (has been|is|was) (black|block|reject)|allowed[- ]senders? list|list of (allowed )?senders|only accept\w* (mail|e-?mail|messages) from|blocked by the recipient|recipient preferences|user rules|(user|recipient) (has )?(rejects?|refuses|blocked) (your|mail|the sender|messages|you\b)"
    )]
    private static partial Regex Sender();

    [GeneratedRegex(
        @"reputation|poor (sending|sender|ip)|low (sender|ip) score|score of -|unusual rate|senderbase|senderscore|\bts0[0-9]\]?|temporarily deferred due to"
    )]
    private static partial Regex Reputation();

    [GeneratedRegex(
        @"(black|block|deny|bl)[ -]?list|\brbl\b|\bdnsbl|\bblocklist|spamhaus|spamcop|barracuda ?central|sorbs|banned|(ip|host|client|server|network|domain|email|address|sender)[^.]{0,40} (is |has been |was |are )?(blocked|listed)|blocked (by|using|for|from)|blocked,|\bwas blocked|denied by (pol|rule|block)|your (e-?mail|message|mail|access) (is|was|has been) (blocked|redundant|refused)|client host .{0,60}(rejected|blocked|refused)|connect(ion)? (from .{0,80} )?(refused by|rejected|denied|dropped by|blocked)|access (from|for).{0,40}denied|refused (connection|to talk|to accept mail)|helo command rejected|helo .{0,30}(rejected|invalid)|dynamic (ip|pool)|residential|cannot accept mail from|not accept(ed)? (mail )?from your|no mail .{0,10}from|bad (helo|ehlo)|rejected because .{0,30}(ip|host|server)|service refused|service refuse\b|greeting|aup#"
    )]
    private static partial Regex Listed();

    [GeneratedRegex(
        @"(user|recipient|mailbox|address|account|addressee|adresse|e-?mail( address)?|usuario|utente|destinatario|destinataire|empfänger\w*|alias|name|login|name \[?[^ ]{0,200}|member)('s)?( [^ ]{0,200})?( name| id| address| mailbox| account)?( is| was| are| has been| ist| does| do| could| can| this| may| à cette adresse| in your message)*:? ?(unknown|not (found|known|exist|valid|recogni[sz]ed|listed|present|a (known|valid|local)|our customer|have|match|defined|deliverable|be found|here|in)|n[o']t exist|n['o]t (found|exist|have)|invalid|unavailable|undeliverable|does not exist|doesn't (exist|have)|no longer (valid|exists?|available|active|in use)|not\b.{0,12}exist|nicht (gefunden|bekannt|vorhanden|existiert)|unbekannt|existiert nicht|inconnu|inexistant|introuvable|desconocid|no existe|sconosciut|inesistente|onbekend|bestaat niet|desconhecid|nieznan|nie istnieje|invalide|неизвест|не существует|not our|was deleted|has been deleted|removed)|(unknown|no such|invalid|bad|not a registered|nonexist\w*|non-exist\w*|non existent|undefined|inexistent|incorrect|wrong|illegal|unrouteable|unroutable|undeliverable) (\w+ ){0,2}(user|recipient|mailbox|address|account|local[ -]?part|person|e-?mail|user ?id|destination mailbox|addressee|name|customer|member|alias)|no (mailbox|user|account|recipient|person|one|valid recipients?|such|matches|record)( [^ ]{0,200})?( by that name| here| found| with| for| on| called| to nameserver)|no mailbox|no valid recipients?|no such (person|name)|recipientnotfound|adr\.exrecipnotfound|not (listed|found) in (domino|public|the)|not a (known|valid|local) (user|mailbox|address|recipient|account)|user ?unknown|userunknown|user_unknown|unbekannter (empfänger|benutzer)|utilisateur inconnu|usuario desconocido|mailbox (name )?not (allowed|found|here|exist)|does not have an? .{0,40}(account|mailbox)|doesn't have an? .{0,40}account|address (you (sent|entered)|.{0,40}couldn't be found|error)|can ?not (find|locate) (your )?(user|recipient)|couldn't be found at|wasn't found at|unable to (find|lookup) (recipient|user)|is not a (valid|known)|unknown to|destinataire .{0,30}invalide|recipient (rejected|not (accepted|found|ok))|rcpt .{0,40}(unknown|invalid|not exist)|not (a )?known (user|recipient)|recipient address rejected: access denied|delivery to the following recipients? failed permanently: \* unknown|pole(cat)?x|user mailbox not found|mailbox not found|email account that you tried to reach|account that you tried to reach does not|メールアドレスが(見つ|存在)|宛先.{0,10}(存在|不明)|存在しません|見つから|用户不存在|пользовател. .{0,20}не|unknown or illegal alias|user not exist|no mail box|undeliverable address|address does not exist|mailbox unavailable|is not recognized|5\.1\.1.{0,10}(unknown|user)|recipient unknown|550-? ?unknown|destination addresses? (were|was) unknown|5\.1\.0>? address rejected|mail box (is )?(not (found|available|exist)|unknown|unavailable)|no ?one (at|by|with) (this|that) (address|name)|not an active address|>\)? (is |was )?(not found|does ?n[o']t exist|unknown\b|not known)|@[^ ]{1,255} (was |is )?not found|bad(rcptto|recipientto)|bad[-_ ]recipient|validrcptto|(account|user|recipient|mailbox|address) (is )?not available(?! (at|now|right|curr|temp))|in (the )?name directory|rejected recipients|no existe (dicha|ese|esa|la|el|tal)|nessun utente|(hier|hierorts|am server) (un|nicht )bekannt|(usu[aá]rio|benutzer|empf[aä]nger|teilnehmer|postfach|compte|gebruiker|e-?mail-?adresse|endereço|indirizzo|dirección|użytkownik\w*|adresat|konto|brugeren?|användaren?|destinatário|caixa postal|correo|casilla|casella|buzón) [^.]{0,60}(unbekannt|nicht (bekannt|gefunden|vorhanden|existent)|existiert nicht|inconnue?|n'existe|inexist\w+|não exist\w+|não (foi )?encontrad\w+|non esiste|non (è stato )?trovat\w+|no (fue )?encontrad\w+|no existe|bestaat niet|niet (gevonden|bekend)|nie istnieje|nieznan|findes ikke|finns inte|ukendt|okänd)|no longer accepts (mail|e-?mail|messages)|no longer (in use|employed|works|with (us|the company))|(user|account|mailbox|recipient|address) [^ ]{0,200} ?(does|did|do) ?n[o']t exist|(has no|have no|no) (such )?(mailbox|account|e-?mail account)|nouser\b|missing home directory|can.?t accept user|adressee unknown|not (a )?user of this (server|system)|not (a )?(registered|valid|local|known) (e-?mail|address|user|mailbox|recipient|account)|not a local address|mailbox unavaiable|invalid-recipient|mail recipient unknown|wasn't found in|was not found in the recipient|收件人.{0,12}(不存在|无效)|(账号|用户|邮箱|帐号|帳號).{0,8}(不存在|未找到)|不存在|нет такого|не найден"
    )]
    private static partial Regex NoUser();

    [GeneratedRegex(
        @"(host|domain|mail ?server|hostname)( name| \(?[^ ]{0,200}\)?)?( is| was| not| does| has| could)* ?(unknown|not (found|exist|be found|reachable|valid|resolv\w*)|n[o']t exist|doesn't exist|invalid|does not exist|not\b.{0,8}found|unrouteable|inexistant|inconnu|unbekannt)|(unknown|no such|invalid|illegal|bad|nonexistent|unrouteable|unroutable) (\w+/)?(host|domain|mail domain|destination host|server)|illegal host/domain|nxdomain|no (such )?domain|all relevant mx records point to non-existent|name (or service )?not (known|found)|not? (a )?(mx|dns|a) (record|entr)\w* .{0,30}(found|exist)|can ?not (find|resolve) (the )?(host|domain)|domain name not found|domain .{0,60}(does not exist|doesn't exist|isn't registered|not registered)|unrout(e)?able mail domain|[a-z0-9-]+\.[a-z]{2,} does not exist|host or domain name not found(?!.{0,80}try again)|recipient domain .{0,20}(invalid|not)|no route to (host|domain) found|domain is not reachable|(recipient )?domain must exist|non-?existent ?domain|infodomainnonexistent|name or service not known|host (is )?unreachable.{0,40}unknown|invalid domain name|(domain|host) [^ ]{1,255} (was |is )?(not found|unknown|invalid|nonexistent|non-existent)|(couldn't|could not) (find|resolve|locate) (any |the )?(host|domain|mx|mail exchanger)[^.]{0,80}(not exist|unknown|not found|nonexist)|no such host|unbekannte domain|domaine? (inconnu|inexistant|n'existe pas)|dominio (inesistente|no existe|desconocido|sconosciuto)"
    )]
    private static partial Regex NoHost();

    [GeneratedRegex(
        @"too many(?! (""?received""?|hops))|connection rate|(concurrent|simultaneous) (connection|session)|connection(s)? (limit|frequency)|rate limit(ed)?|too frequent|exceeded .{0,20}connection|max(imum)? .{0,20}(connections|recipients)|connection frequency|frequency limited"
    )]
    private static partial Regex TooMany();

    [GeneratedRegex(
        @"too (fast|quickly)|at a rate|rate that|throttl|sending rate|exceed\w* .{0,30}(hourly|daily|rate|limit)|limit exceed|(daily|hourly) (limit|quota)|slow down"
    )]
    private static partial Regex TooFast();

    [GeneratedRegex(
        @"access denied|\bblocked\b|not authorized|permission denied|\b550 rejected|connection dropped|refused your|service (refused|not available to you)"
    )]
    private static partial Regex Access();

    [GeneratedRegex(
        @"polic(y|ies)|potential security|prohibited|forbidden|not acceptable|content presents|attachment|restricted|for (legal|local) reasons|header .{0,20}(banned|prohibit)|unacceptable|administratively|you are not allowed|disallowed|header error"
    )]
    private static partial Regex Policy();

    [GeneratedRegex(
        @"authentication (required|failed|turned|is)|must issue a starttls|starttls|\btls\b|not authenticated|unauthenticated|encryption|certificate|authenticat|security|codes? du|insufficient privil"
    )]
    private static partial Regex Security();

    [GeneratedRegex(
        @"rfc ?(compliant|5322|2822|822(?!;)|2821|5321)|not (rfc )?complian|multiple addresses in from|duplicate header|missing .{0,12}header|header .{0,30}(missing|invalid|malformed)|malformed|mime error"
    )]
    private static partial Regex Form();

    [GeneratedRegex(
        @"filter|rejected by .{0,30}(recipient|domain|user)|was rejected|message (was )?(rejected|refused|not accepted)|mail (rejected|refused)|refused by|rejected due|was not accepted|recipient .{0,30}(refused|rejected)|content reject|message rejected|reject(ed)? by"
    )]
    private static partial Regex Filter();

    [GeneratedRegex(
        @"hop count|loop|too many (""?received""?|hops)|(name|dns) (server|service|lookup) (error|failure|problem|fail)|malformed or unexpected name server|unable to (contact|connect|resolve|reach)|could not (connect|contact|reach)|connection (refused|reset|lost|closed|broken|terminated)|network (is )?(unreachable|error)|no route to host|socket error|host (is )?down|cname lookup failed|temporary (lookup|dns) fail|establish an? smtp connection|hostname lookup|lookup failure|lost connection|dns error|conversation with"
    )]
    private static partial Regex Network();

    [GeneratedRegex(
        @"(delivery|message|retry|queue|mail)[^.]{0,30}(expired|timeout|timed out|delayed|time-?out|lifetime)|timed? ?out|could not (be )?deliver(ed)? (the message |mail )?(for|within|in)|giving up|retr(y|ied) (timeout|until)|too long|been delayed|has been (in )?(the )?queue|will be retried|will (keep|continue) trying|cannot send message (for|within)|in the queue|not been (yet )?delivered|has expired|temporary|try(ing)? again|deferred|delayed|unable to deliver this message after|nachstehend|noch nicht|as yet|retry time|greylist"
    )]
    private static partial Regex Late();

    [GeneratedRegex(
        @"pipe to|procmail|child process|exit (status|code|value)|command (failed|died|time)|exited|local delivery|deliver(y)? agent|maildrop|unknown mailer error|mailer error|x-unix|broken pipe|\|/|\.forward|vacation|died with"
    )]
    private static partial Regex Program();

    [GeneratedRegex(
        @"system (error|config)|config(uration)? error|service (currently |temporarily )?unavailable|internal (server )?error|server error|local (error|configuration|problem)|timeout waiting|temporary (server|system|local)|can(no|')t (create|open|write|lock)|mail (system|for .{0,40}) (error|loops)|cannot find|unexpected|duplicated? message-id|error in processing|transaction failed|interrupted|resources|server configuration|fatal error|misconfigur|bad configuration|proxy|queue file"
    )]
    private static partial Regex Broken();

    [GeneratedRegex(
        @"syntax|command (not|unrecogni|parameter)|sequence of commands|not implemented|bad command|unrecognized|improper|protocol error|unknown command"
    )]
    private static partial Regex Syntax();
}
