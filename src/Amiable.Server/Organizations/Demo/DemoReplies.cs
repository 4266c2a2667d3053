namespace Amiable.Organizations.Demo;

/// <summary>What became of what a customer wrote.</summary>
internal enum DemoOutcome
{
    /// <summary>Nobody has looked at it yet.</summary>
    Open,

    /// <summary>Somebody is at it.</summary>
    TakenUp,

    /// <summary>The customer was asked something.</summary>
    Asked,

    /// <summary>Read, and no more was needed.</summary>
    Read,

    /// <summary>No longer needed, a member said.</summary>
    Dropped,

    /// <summary>Waited for until a day that is to come.</summary>
    Promised,

    /// <summary>Waited for, and paid on the day.</summary>
    Kept,

    /// <summary>Waited for in vain.</summary>
    Broken,

    /// <summary>The payment was there.</summary>
    Arrived,

    /// <summary>They cannot pay any more: nothing is asked of them.</summary>
    Stopped,
}

/// <summary>What a customer of the demo answers.</summary>
/// <param name="Ago">Days ago; later when nothing was written to them before.</param>
/// <param name="Text">With {0} for the first invoice it is about and {1} for the day named.</param>
/// <param name="Remark">What a member wrote into the task.</param>
internal sealed record DemoReply(string Company, int Ago, DemoOutcome Outcome, string Text, string? Remark = null, bool IsKarims = false)
{
    public bool IsDealtWith => Outcome is not (DemoOutcome.Open or DemoOutcome.TakenUp or DemoOutcome.Asked);

    /// <summary>Whether what it is about was paid since.</summary>
    public bool IsPaid => Outcome is DemoOutcome.Kept or DemoOutcome.Arrived;

    /// <summary>Calendar days from the answer to the day it names.</summary>
    public int Days => Outcome == DemoOutcome.Promised ? Ago + 3 : 6;
}

/// <summary>What customers of the demo answered: something of every kind, in six languages.</summary>
internal static class DemoReplies
{
    private static readonly IReadOnlyList<DemoReply> All =
    [
        new(
            "Ateliers Roux",
            0,
            DemoOutcome.Open,
            "Bonjour,\n\nLe virement pour la facture {0} a été effectué ce matin.\n\nBonne journée,\nAnne Roux"
        ),
        new(
            "Harbour & Finch Ltd",
            0,
            DemoOutcome.Open,
            "Hello Léa,\n\nWe dispute invoice {0}: part of the goods arrived damaged. Please let us know how you want to sort this out.\n\nKind regards,\nOliver Finch"
        ),
        new(
            "Bäckerei Vogel",
            1,
            DemoOutcome.Read,
            "Guten Tag,\n\nuns liegt die Rechnung {0} nicht vor. Bitte senden Sie uns eine Kopie der Rechnung als PDF.\n\nMit freundlichen Grüßen\nMartin Vogel",
            "PDF envoyé."
        ),
        new(
            "Bodegas Alcázar S.L.",
            1,
            DemoOutcome.TakenUp,
            "Buenos días:\n\nSolicitamos un aplazamiento hasta el {1}.\n\nSaludos,\nJavier Alcázar",
            "Je vois avec Julien si nous pouvons accorder ce délai."
        ),
        new(
            "Van den Berg Bloemen",
            2,
            DemoOutcome.Open,
            "Goedemorgen,\n\nIk ben niet de juiste contactpersoon. Stuurt u uw e-mails voortaan naar Sanne Bakker: sanne.bakker@van-den-berg-bloemen.example.\n\nMet vriendelijke groet,\nAnouk van den Berg"
        ),
        new(
            "Fiduciaire du Léman SA",
            2,
            DemoOutcome.Open,
            "Bonjour,\n\nVotre service nous écrit que vos coordonnées bancaires ont changé. Pouvez-vous confirmer ce nouvel IBAN avant notre virement ?\n\nCordialement,\nNicolas Rochat"
        ),
        new(
            "Tessitura Bianchi S.p.A.",
            3,
            DemoOutcome.Asked,
            "Buongiorno,\n\npossiamo pagare in tre rate?\n\nCordiali saluti\nAmministrazione",
            "Trois échéances proposées, la première à la fin du mois. J’attends leur accord écrit."
        ),
        new(
            "Brasserie du Port",
            4,
            DemoOutcome.TakenUp,
            "Bonjour,\n\nNous contestons la facture {0} : il manquait 3 cartons à la livraison.\n\nMarc Vidal",
            "J’ai demandé le bon de livraison au transporteur.",
            IsKarims: true
        ),
        new(
            "Ashdown Veterinary Group",
            5,
            DemoOutcome.TakenUp,
            "Hi,\n\nCould somebody please call me about this? I would rather talk to a person than exchange e-mails.\n\nThanks",
            "Pas de réponse à 11 h, je rappelle cet après-midi.",
            IsKarims: true
        ),
        new(
            "Adega do Douro Lda",
            2,
            DemoOutcome.Promised,
            "Hello,\n\nWe will pay invoice {0} on {1}.\n\nBest regards,\nJoana Teixeira",
            "Noté, on attend le virement."
        ),
        new(
            "Transports Mercier",
            9,
            DemoOutcome.Stopped,
            "Bonjour,\n\nNotre société a été placée en redressement judiciaire. Merci d’adresser votre déclaration de créance au mandataire judiciaire.\n\nNadia Mercier",
            "Déclaration de créance à préparer avec Julien."
        ),
        new(
            "Garage Lemoine",
            12,
            DemoOutcome.Dropped,
            "Bonjour,\n\nPouvez-vous nous envoyer le bon de livraison de la facture {0} ?\n\nMerci,\nPatrick Lemoine",
            "Ils l’ont retrouvé, vu au téléphone."
        ),
        new(
            "Steinmetz & Partner",
            14,
            DemoOutcome.Broken,
            "Guten Tag,\n\nwir zahlen die Rechnung {0} am {1}.\n\nViele Grüße\nSabine Steinmetz"
        ),
        new(
            "Pacific Coast Coffee LLC",
            18,
            DemoOutcome.Arrived,
            "Hi,\n\nWe paid invoice {0} yesterday by bank transfer.\n\nThanks,\nAccounts Payable",
            "Reçu ce matin."
        ),
        new("Boulangerie Petit", 20, DemoOutcome.Read, "Bonjour,\n\nMerci pour votre message, c’est bien noté.\n\nLuc Petit"),
        new(
            "Thermique du Midi",
            24,
            DemoOutcome.Kept,
            "Bonjour,\n\nNous réglerons la facture {0} le {1} par virement.\n\nCordialement,\nOlivier Castan"
        ),
    ];

    public static DemoReply? Of(DemoCompany company) => All.FirstOrDefault(r => r.Company == company.Name);
}
