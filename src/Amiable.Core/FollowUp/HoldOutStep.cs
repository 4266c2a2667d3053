namespace Amiable.FollowUp;

/// <summary>A step of a plan whose effect is measured.</summary>
/// <param name="Key">Names the step within its account: the same at each planning.</param>
/// <param name="On">The day it is planned for, as long as it is not held back.</param>
/// <param name="Until">The day to which it is held back, or would be.</param>
/// <param name="IsHeldBack">Whether it was drawn to be held back.</param>
public sealed record HoldOutStep(string Key, DateOnly On, DateOnly Until, bool IsHeldBack);
