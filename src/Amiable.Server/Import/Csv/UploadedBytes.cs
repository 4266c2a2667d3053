namespace Amiable.Import.Csv;

/// <summary>Takes a file into memory, as far as it is worth it: no further than its limit, and not at all when its start is no CSV.</summary>
internal static class UploadedBytes
{
    private const int Piece = 1024 * 1024;

    public static async Task<Result<ReadOnlyMemory<byte>>> Read(Stream file, long? length, long most, CancellationToken ct)
    {
        var left = file.CanSeek ? file.Length - file.Position : length;
        if (left > most)
            return TooLarge(most);
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (long total = 0; ; )
        {
            // A length the client only claims is not trusted further than a piece.
            var piece = new byte[left - total + 1 is > 0 and < Piece and var rest ? rest : Piece];
            var taken = await file.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct);
            if (pieces.Count == 0 && FileSigns.Refusal(piece.AsSpan(0, taken)) is { } refusal)
                return refusal;
            total += taken;
            if (total > most)
                return TooLarge(most);
            pieces.Add(piece.AsMemory(0, taken));
            if (taken < piece.Length)
                return Joined(pieces, (int)total);
        }
    }

    public static Problem TooLarge(long most) =>
        new Invalid("file", "file-too-large", $"The file is larger than {most / 1_000_000} MB. Split it, for instance by year.");

    private static ReadOnlyMemory<byte> Joined(List<ReadOnlyMemory<byte>> pieces, int total)
    {
        if (pieces.Count == 1)
            return pieces[0];
        var whole = new byte[total];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(whole.AsMemory(at));
            at += piece.Length;
        }
        return whole;
    }
}
