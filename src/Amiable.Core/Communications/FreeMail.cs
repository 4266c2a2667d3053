namespace Amiable.Communications;

/// <summary>Domains at which anybody can have an address: to share one with a customer says nothing.</summary>
public static class FreeMail
{
    private static readonly HashSet<string> Domains = new(
        """
        gmail.com googlemail.com outlook.com outlook.fr outlook.de outlook.es outlook.it outlook.be outlook.pt hotmail.com hotmail.fr hotmail.de hotmail.es
        hotmail.it hotmail.be hotmail.nl hotmail.co.uk live.com live.fr live.de live.nl live.be live.it live.co.uk msn.com passport.com
        yahoo.com yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.be yahoo.nl yahoo.pt yahoo.pl yahoo.co.uk yahoo.com.br ymail.com rocketmail.com
        icloud.com me.com mac.com aol.com aol.fr aol.de aol.co.uk aim.com
        proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com tutamail.com keemail.me fastmail.com fastmail.fm hey.com
        zoho.com zohomail.com zohomail.eu mail.com email.com usa.com mailo.com mailo.fr hushmail.com mailfence.com posteo.de posteo.net posteo.eu
        mailbox.org disroot.org riseup.net runbox.com startmail.com skiff.com yandex.com yandex.ru ya.ru mail.ru bk.ru list.ru inbox.ru rambler.ru
        orange.fr wanadoo.fr sfr.fr neuf.fr cegetel.net club-internet.fr free.fr aliceadsl.fr laposte.net bbox.fr numericable.fr noos.fr voila.fr
        dbmail.com gmx.fr caramail.com caramail.fr 9online.fr libertysurf.fr tele2.fr
        gmx.de gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de arcor.de online.de 1und1.de email.de mail.de vodafone.de vodafonemail.de
        kabelmail.de unitybox.de o2online.de magenta.de ewe.net ewetel.net versanet.de
        aon.at chello.at a1.net drei.at bluewin.ch hispeed.ch sunrise.ch swissonline.ch hotmail.ch
        skynet.be telenet.be proximus.be scarlet.be voo.be belgacom.net brutele.be pandora.be
        ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl home.nl casema.nl quicknet.nl upcmail.nl zonnet.nl tele2.nl chello.nl kpnplanet.nl caiway.nl
        libero.it virgilio.it tin.it alice.it tiscali.it inwind.it iol.it fastwebnet.it email.it tim.it teletu.it aruba.it
        telefonica.net terra.es ya.com movistar.es ono.com orange.es euskalnet.net jazztel.es
        sapo.pt netcabo.pt clix.pt iol.pt mail.telepac.pt
        btinternet.com btopenworld.com virginmedia.com ntlworld.com blueyonder.co.uk sky.com talktalk.net tiscali.co.uk plusnet.com eircom.net
        wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu poczta.fm poczta.onet.pl gazeta.pl tlen.pl
        seznam.cz email.cz centrum.cz volny.cz post.cz atlas.cz azet.sk zoznam.sk centrum.sk pobox.sk freemail.hu citromail.hu indamail.hu t-online.hu
        telia.com spray.se bredband.net comhem.se tele2.se online.no broadpage.no frisurf.no mail.dk jubii.dk ofir.dk stofanet.dk youmail.dk tdcadsl.dk
        luukku.com suomi24.fi kolumbus.fi pp.inet.fi elisanet.fi abv.bg mail.bg yahoo.ro in.gr otenet.gr hol.gr forthnet.gr inbox.lv delfi.lt mail.ee
        pt.lu vo.lu internet.lu ukr.net i.ua meta.ua comcast.net verizon.net att.net sbcglobal.net cox.net bellsouth.net charter.net shaw.ca rogers.com
        sympatico.ca videotron.ca qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net rediffmail.com uol.com.br bol.com.br terra.com.br
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether an address there can belong to anybody.</summary>
    public static bool Is(string domain) => Domains.Contains(domain);

    /// <summary>The domain of an address in lower case; empty when it has none.</summary>
    public static string DomainOf(string address) =>
        address.LastIndexOf('@') is > 0 and var at ? address[(at + 1)..].Trim().TrimEnd('.').ToLowerInvariant() : "";
}
