using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Amiable.Tests.LongestFirst))]

namespace Amiable.Tests;

/// <summary>Classes that take long by themselves begin first, so that nobody waits at the end for one that began last.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "IsolationTests",
        "KillWhileSendingTests",
        "DiskFullTests",
        "KillSeveralProcessesTests",
        "EvidenceTests",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(c => Place(c.TestCollectionDisplayName))];

    private static int Place(string name) =>
        Array.FindIndex(Long, l => name.Contains(l, StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Length;
}
