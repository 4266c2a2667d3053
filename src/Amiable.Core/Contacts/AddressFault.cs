namespace Amiable.Contacts;

/// <summary>Why mail does not reach an address.</summary>
/// <param name="Reason">The code of a sentence: "UserUnknown".</param>
/// <param name="Said">The words of the server; may be empty.</param>
public sealed record AddressFault(string Reason, string Said)
{
    private const int MostSaid = 500;

    /// <summary>As it is kept: "UserUnknown: 550 5.1.1 no such user".</summary>
    public override string ToString() => $"{Reason}: {(Said.Length > MostSaid ? Said[..MostSaid] : Said)}";

    /// <summary>As it was kept.</summary>
    public static AddressFault? Of(string? kept) =>
        kept?.Split(": ", 2) switch
        {
            [var reason, var said] => new(reason, said),
            [var said] => new("Undefined", said),
            _ => null,
        };
}
