using Amiable.Tasks;

namespace Amiable.Organizations;

/// <summary>A person with a login in an organization. Every member may use every module.</summary>
public sealed class Member : Owned
{
    /// <summary>The most characters a first or a last name has.</summary>
    public const int LongestName = 100;

    /// <summary>Identity.</summary>
    public MemberId Id { get; private init; }

    /// <summary>Who signs in; the same person may be a member of several organizations.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>Given name.</summary>
    public string FirstName { get; private set; } = "";

    /// <summary>Family name.</summary>
    public string LastName { get; private set; } = "";

    /// <summary>One address each; unique within the organization. In lower case, so that two spellings are one address.</summary>
    public string Email { get; private set; } = "";

    /// <summary>ISO 639-1 of the screens; null follows the browser.</summary>
    public string? Language { get; private set; }

    /// <summary>Given name and family name.</summary>
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>What differs from <see cref="Tasks.TaskMails.Standard"/>; null for nothing.</summary>
    public TaskMails? OwnTaskMails { get; private set; }

    /// <summary>Which mails about tasks the member wants.</summary>
    public TaskMails TaskMails => OwnTaskMails ?? TaskMails.Standard;

    private Member() { }

    /// <summary>Takes a person on.</summary>
    public Member(MemberId id, PersonId personId, string firstName, string lastName, string email) =>
        (Id, PersonId, FirstName, LastName, Email) = (id, personId, firstName.Trim(), lastName.Trim(), Address(email));

    /// <summary>Goes by this name from now on.</summary>
    public Problem? Rename(string firstName, string lastName)
    {
        if (NameFault(firstName, lastName) is { } fault)
            return fault;
        (FirstName, LastName) = (firstName.Trim(), lastName.Trim());
        return null;
    }

    /// <summary>Reads the screens in this language; null follows the browser.</summary>
    public void Read(string? language) => Language = language;

    /// <summary>Wants these mails about tasks from now on.</summary>
    public Problem? Want(TaskMails mails)
    {
        if (mails.Fault is { } fault)
            return fault;
        OwnTaskMails = mails;
        return null;
    }

    /// <summary>What is wrong with a name; null when it will do.</summary>
    public static Problem? NameFault(string firstName, string lastName) =>
        Fault(nameof(firstName), firstName) ?? Fault(nameof(lastName), lastName);

    /// <summary>An address as it is kept and compared.</summary>
    public static string Address(string email) => email.Trim().ToLowerInvariant();

    private static Invalid? Fault(string field, string name) =>
        string.IsNullOrWhiteSpace(name) ? new(field, "member.no-name", "Give a first name and a last name.")
        : name.Trim().Length > LongestName ? new(field, "member.long-name", "A name has at most 100 characters.")
        : name.Any(char.IsControl) ? new(field, "member.name", "A name is written on one line.")
        : null;
}
