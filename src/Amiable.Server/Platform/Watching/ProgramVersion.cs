using System.Reflection;

namespace Amiable.Platform.Watching;

/// <summary>Which program this is.</summary>
public static class ProgramVersion
{
    public static readonly string Text =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0";
}
