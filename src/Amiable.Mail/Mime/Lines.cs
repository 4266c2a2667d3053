namespace Amiable.Mail.Mime;

/// <summary>The lines of a piece of a message, each with its line break. Lines end with LF, whatever carriage returns come before it.</summary>
internal ref struct Lines(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int end;

    /// <summary>Where the current line lies.</summary>
    public Range Current { get; private set; }

    public readonly Lines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (end >= bytes.Length)
            return false;
        var start = end;
        var feed = bytes[start..].IndexOf((byte)'\n');
        end = feed < 0 ? bytes.Length : start + feed + 1;
        Current = start..end;
        return true;
    }
}
