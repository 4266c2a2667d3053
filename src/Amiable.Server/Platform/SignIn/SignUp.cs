namespace Amiable.Platform.SignIn;

/// <summary>Whether a stranger may found an organization here: not unless the operator says so (setting SignUp=open).</summary>
public static class SignUp
{
    public static bool IsOpen(IConfiguration configuration) =>
        string.Equals(configuration["SignUp"], "open", StringComparison.OrdinalIgnoreCase);
}
