using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Architecture;

/// <summary>Rules of the house that the compiled program and its model keep.</summary>
public sealed class RulesOfTheHouse
{
    private static readonly Assembly Core = typeof(Invoices.Invoice).Assembly;
    private static readonly Assembly Server = typeof(Program).Assembly;

    [Fact]
    public void Core_uses_nothing_but_the_base_library()
    {
        var used = Core.GetReferencedAssemblies().Select(a => a.Name!).ToList();

        Assert.NotEmpty(used);
        Assert.DoesNotContain(used, name => !name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_waits_for_nothing()
    {
        var methods = Core.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .ToList();
        Assert.True(methods.Count > 500);
        Assert.DoesNotContain(methods, m => m.ReturnType.IsAssignableTo(typeof(Task)));
    }

    [Fact]
    public void No_class_has_a_name_that_says_nothing()
    {
        var types = Core.GetTypes()
            .Concat(Server.GetTypes())
            .Where(t => t.Namespace?.StartsWith("Amiable", StringComparison.Ordinal) == true);
        var names = types.Select(t => t.Name).Where(n => !n.Contains('<')).ToList();

        Assert.Contains("FollowUpPlanner", names);
        Assert.True(MeaninglessNames.Contain("AccountService") && !MeaninglessNames.Contain("Database"));
        Assert.DoesNotContain(names, MeaninglessNames.Contain);
    }

    [Fact]
    public void A_use_case_is_a_verb_and_says_so_once()
    {
        var useCases = Server.GetTypes().Where(Composition.IsUseCase).ToList();

        Assert.True(useCases.Count > 30, $"Only {useCases.Count} use cases found.");
        Assert.All(useCases, t => Assert.True(t.IsSealed, $"{t.Name} is open."));
        Assert.DoesNotContain(useCases, t => t.GetInterfaces().Length > 0);
    }

    [Fact]
    public void Every_table_belongs_to_an_organization_or_is_named_here_with_a_reason()
    {
        Dictionary<string, string> unowned = new()
        {
            ["Allocation"] = "Part of an Invoice, reached only through it.",
            ["Organization"] = "The owner itself; hidden from the others by its own filter.",
            ["InstallationState"] = "Of the whole installation: its last backup, and whether sending rests.",
            ["JobBeat"] = "When a job last ran, for all.",
            ["Notice"] = "A mail to somebody who signs in: encrypted, and gone once sent.",
            ["OAuthClient"] = "A program that introduced itself: members of several organizations may let it in.",
            ["Passkey"] = "Of a person.",
            ["Person"] = "Signs in, and may be a member of several organizations.",
            ["ProviderLogin"] = "Of a person.",
            ["Session"] = "Of a person; says which organization is looked at.",
            ["StoredKey"] = "Encrypts for the whole installation.",
        };
        var types = Model().GetEntityTypes().ToList();

        Assert.Contains(types, t => t.ClrType == typeof(Invoices.Invoice));
        Assert.Equal(unowned.Keys.Order(), types.Where(t => !t.ClrType.IsAssignableTo(typeof(Owned))).Select(t => t.ClrType.Name).Order());
        foreach (
            var type in types.Where(t =>
                t.BaseType is null && (t.ClrType.IsAssignableTo(typeof(Owned)) || t.ClrType == typeof(Amiable.Organizations.Organization))
            )
        )
            Assert.True(type.FindDeclaredQueryFilter(AppDb.OwnerOnly) is not null, $"{type.ClrType.Name} shows itself to everybody.");
    }

    [Fact]
    public void Every_unique_index_starts_with_the_organization()
    {
        // A person is one in the whole installation.
        var unique = Model()
            .GetEntityTypes()
            .Where(t => t.ClrType != typeof(Platform.SignIn.Person))
            .SelectMany(t => t.GetDeclaredIndexes())
            .Where(i => i.IsUnique)
            .ToList();

        Assert.True(unique.Count >= 5, $"Only {unique.Count} unique indexes found.");
        Assert.All(
            unique,
            i =>
                Assert.True(
                    i.Properties[0].Name == nameof(Owned.OrganizationId),
                    $"{i.DeclaringEntityType.ClrType.Name} {i.GetDatabaseName()}"
                )
        );
    }

    [Fact]
    public void Every_version_number_guards_against_lost_updates()
    {
        var versioned = Model().GetEntityTypes().Select(t => t.FindProperty(nameof(Owned.Version))).OfType<IProperty>().ToList();

        Assert.NotEmpty(versioned);
        Assert.All(versioned, p => Assert.True(p.IsConcurrencyToken, p.DeclaringType.Name));
    }

    private static IModel Model()
    {
        var services = new ServiceCollection();
        using var data = new TemporaryFolder();
        services.AddScoped<CurrentOrganization>();
        services.AddDbContext<AppDb>(options => Database.In(new DataFolder(data.Path)).Configure(options));
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<AppDb>().Model;
    }
}

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("amiable-test");

    public string Path => _folder.FullName;

    public void Dispose()
    {
        TestDatabase.Drop(Path);
        _folder.Delete(recursive: true);
    }
}
