using System.Reflection;

namespace Amiable.OrganizationData;

/// <summary>Calls a generic method for a type that is known only to the model.</summary>
internal static class Generically
{
    public static Task Call(object on, string method, Type[] types, params object[] arguments) =>
        (Task)
            on.GetType()
                .GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(types)
                .Invoke(on, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
}
