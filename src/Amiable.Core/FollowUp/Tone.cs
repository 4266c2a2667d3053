namespace Amiable.FollowUp;

/// <summary>How firmly a message speaks, in the order it is climbed. Firm is still polite.</summary>
public enum Tone
{
    /// <summary>Assumes an oversight.</summary>
    Courteous,

    /// <summary>Matter-of-fact: asks for a date.</summary>
    Professional,

    /// <summary>Clear that payment is expected now; no threat, no court words.</summary>
    Firm,
}

/// <summary>What a message is for.</summary>
public enum Stage
{
    /// <summary>Reminds of a due date that is still to come.</summary>
    BeforeDue,

    /// <summary>Asks for what is past its due date.</summary>
    Overdue,

    /// <summary>Reminds, courteously and once, of a promised payment that did not come.</summary>
    PromiseBroken,

    /// <summary>Thanks for a payment that came as promised.</summary>
    Thanks,
}

/// <summary>The way a message travels.</summary>
public enum Channel
{
    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>A letter on paper.</summary>
    Letter,

    /// <summary>A text message.</summary>
    Sms,
}
