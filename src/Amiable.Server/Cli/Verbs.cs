namespace Amiable.Cli;

public static class Verbs
{
    public static bool Has(string[] a) => false;

    public static Task<int> Run(string[] a) => Task.FromResult(0);
}
