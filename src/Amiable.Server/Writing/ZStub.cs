namespace Amiable.Writing;

public static class BuiltInWriter
{
    public static WrittenMessage Write(MessageBrief b) => new("s", "t", "h");
}

public sealed record Unexplained(string Text, int Position);

public static class NumberLock
{
    public static IReadOnlyList<Unexplained> Check(MessageBrief b, string t) => [];
}
