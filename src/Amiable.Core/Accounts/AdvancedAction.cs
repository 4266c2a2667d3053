namespace Amiable.Accounts;

/// <summary>What a member may decide on once amicable messages have had no effect. None of it is ever done by the agent.</summary>
public enum AdvancedAction
{
    /// <summary>A formal notice was prepared: the member signs and posts it.</summary>
    FormalNotice,

    /// <summary>What is overdue is given up.</summary>
    WriteOff,

    /// <summary>Somebody else recovers it by law: the agent rests.</summary>
    LegalRecovery,
}
