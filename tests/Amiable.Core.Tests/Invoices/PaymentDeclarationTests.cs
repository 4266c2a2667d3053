namespace Amiable.Invoices;

public sealed class PaymentDeclarationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Account = new(Guid.CreateVersion7());
    private static readonly DeclaredInvoice First = new(new(Guid.CreateVersion7()), "F-1");
    private static readonly DeclaredInvoice Second = new(new(Guid.CreateVersion7()), "F-2");

    [Fact]
    public void It_ends_once_and_says_how_by_whom_and_why()
    {
        var promise = Said(DeclarationKind.Promise, First);
        Assert.True(promise.IsOpen);
        Assert.Null(promise.Resolve(DeclarationResolution.Rejected, "  They say so each month.  ", "Claire", Now));
        Assert.Equal(
            (DeclarationResolution.Rejected, "They say so each month.", "Claire", Now),
            (promise.Resolution!.Value, promise.Note, promise.ResolvedBy, promise.ResolvedAt!.Value)
        );
        Assert.Equal("declaration.ended", promise.Resolve(DeclarationResolution.PaymentReceived, null, "Karim", Now)?.Code);
    }

    [Fact]
    public void A_note_is_short()
    {
        var promise = Said(DeclarationKind.Promise, First);
        Assert.Equal("declaration.note", promise.Resolve(DeclarationResolution.Rejected, new('x', 501), null, Now)?.Code);
        Assert.True(promise.IsOpen);
    }

    [Fact]
    public void A_later_word_about_all_of_the_same_invoices_counts_instead()
    {
        var earlier = Said(DeclarationKind.Promise, First);
        Assert.True(Said(DeclarationKind.Payment, First, Second).Supersedes(earlier));
        Assert.False(Said(DeclarationKind.Promise, Second).Supersedes(earlier));
        Assert.False(Said(DeclarationKind.Promise, First).Supersedes(Said(DeclarationKind.Promise, First, Second)));
        earlier.Resolve(DeclarationResolution.InvoicesSettled, null, null, Now);
        Assert.False(Said(DeclarationKind.Payment, First).Supersedes(earlier));
    }

    [Fact]
    public void A_promise_without_a_day_or_about_nothing_is_none()
    {
        Assert.Throws<ArgumentException>(() => new PaymentDeclaration(New(), Account, DeclarationKind.Promise, [First], null, Now));
        Assert.Throws<ArgumentException>(() => Said(DeclarationKind.Payment));
    }

    private static PaymentDeclarationId New() => new(Guid.CreateVersion7());

    private static PaymentDeclaration Said(DeclarationKind kind, params DeclaredInvoice[] invoices) =>
        new(New(), Account, kind, invoices, new(2026, 3, 12), Now);
}
