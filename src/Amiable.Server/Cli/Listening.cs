namespace Amiable.Cli;

/// <summary>Serves until it is told to stop; says what to do when the port is taken.</summary>
internal static class Listening
{
    /// <summary>Where it listens unless told otherwise; it does not tell strangers what it is made with.</summary>
    public static void Listen(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls("http://localhost:5080");
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
    }

    public static async Task<int> Run(WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{taken.Message} Stop the other program, or choose a port: ./run --urls http://localhost:5081"
            );
            return 1;
        }
    }
}
