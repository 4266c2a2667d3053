namespace Amiable.LatePayment;

/// <summary>What is done about the interest an account owes for paying late.</summary>
public enum ClaimStance
{
    /// <summary>It runs and is said to nobody: it may be claimed or given up later.</summary>
    Hold,

    /// <summary>Messages say it beside what is asked for.</summary>
    Claim,

    /// <summary>It is given up.</summary>
    Waive,
}
