using Amiable.Insights;

namespace Amiable.Tests.Insights;

public sealed class PaymentModelTests
{
    private const string Data = "ibm-late-payments.csv";
    private const int Asked = 740;

    [Theory]
    [InlineData(false, 0.88, 0.125)]
    [InlineData(true, 0.91, 0.11)]
    public void Late_invoices_of_a_public_ledger_are_told_from_punctual_ones(bool withDisputes, double auc, double brier)
    {
        var (asked, accounts, habits) = Ledger();
        var model = PaymentModel.Learn([.. accounts.Values], asked[0].Invoice.IssuedOn, withDisputes);

        var scores = PredictionScores.Of([.. asked.Select(l => (Expect(model, l, accounts[l.Account], habits), l.Invoice))]);

        Assert.True(scores.Auc >= auc, $"AUC {scores.Auc:F4}");
        Assert.True(scores.Brier <= brier, $"Brier {scores.Brier:F4}");
        Assert.True(scores.DaysOff <= 6.7, $"{scores.DaysOff:F2} days off");
        Assert.InRange(scores.WithinRange, 0.72, 0.9);
    }

    [Fact]
    public void What_happens_after_the_day_of_issue_changes_no_prediction()
    {
        var (asked, accounts, habits) = Ledger();
        var model = PaymentModel.Learn([.. accounts.Values], asked[0].Invoice.IssuedOn);
        var random = new Random(3);
        foreach (var one in asked.Where((_, i) => i % 9 == 0))
        {
            var day = one.Invoice.IssuedOn;
            // Everything that was not known yet is removed, or happens on another day.
            PastInvoice Otherwise(PastInvoice i) => i.SettledOn >= day ? i with { SettledOn = day.AddDays(random.Next(400)) } : i;
            List<PastInvoice> other =
            [
                .. accounts[one.Account].Where(i => i.IssuedOn < day || (i.IssuedOn > day && random.Next(2) == 0)).Select(Otherwise),
            ];
            var otherHabits = new GeneralHabits(accounts.Values.SelectMany(a => a).Select(Otherwise));

            var before = Expect(model, one, accounts[one.Account], habits);
            var after = Expect(model, (one.Account, one.Invoice with { SettledOn = null }), other, otherHabits);

            Assert.Equal(before.DaysLate, after.DaysLate, 9);
            Assert.Equal(before.LateChance, after.LateChance, 9);
            Assert.Equal(before.Possible, after.Possible);
        }
    }

    [Fact]
    public void What_is_settled_after_the_day_of_learning_teaches_nothing()
    {
        var (asked, accounts, _) = Ledger();
        var day = asked[0].Invoice.IssuedOn;
        var all = PaymentModel.Learn([.. accounts.Values], day);
        var otherwise = PaymentModel.Learn(
            [
                .. accounts.Values.Select(
                    IReadOnlyList<PastInvoice> (a) =>
                        [.. a.Where(i => i.IssuedOn < day).Select(i => i.SettledOn >= day ? i with { SettledOn = null } : i)]
                ),
            ],
            day
        );

        Assert.Equal(all.LearntFrom, otherwise.LearntFrom);
        Assert.Equal(all.OfChance, otherwise.OfChance);
        Assert.Equal(all.OfDays, otherwise.OfDays);
        Assert.Equal(all.Off, otherwise.Off);
    }

    [Fact]
    public void With_little_history_an_account_is_expected_to_pay_as_the_others_do_and_with_more_as_itself()
    {
        var today = new DateOnly(2026, 3, 2);
        GeneralHabit general = new(0.5, 10, 10, 5, 0, 6);
        PastInvoice Early(int i) => new(today.AddDays(-200 + i), today.AddDays(-170 + i), 100, today.AddDays(-180 + i));
        var open = new PastInvoice(today, today.AddDays(30), 100, null);

        double Expected(int known) =>
            new PaymentModel().Expect(open, new([.. Enumerable.Range(0, known).Select(Early)], general, today)).DaysLate;

        Assert.Equal(10, Expected(0), 6);
        Assert.Equal(0, Expected(6), 6);
        Assert.True(Expected(60) < -8);
    }

    private static PaymentOutlook Expect(
        PaymentModel model,
        (string Account, PastInvoice Invoice) one,
        IReadOnlyList<PastInvoice> ofAccount,
        GeneralHabits habits
    ) => model.Expect(one.Invoice, new(ofAccount, habits.On(one.Invoice.IssuedOn), one.Invoice.IssuedOn));

    private static (
        List<(string Account, PastInvoice Invoice)> Asked,
        Dictionary<string, IReadOnlyList<PastInvoice>> Accounts,
        GeneralHabits Habits
    ) Ledger()
    {
        var ledger = PastLedger.Read(Path.Combine(SharedData.Folder("receivables"), Data));
        return (
            [.. ledger.OrderBy(l => l.Invoice.IssuedOn).TakeLast(Asked)],
            ledger.GroupBy(l => l.Account).ToDictionary(g => g.Key, IReadOnlyList<PastInvoice> (g) => [.. g.Select(l => l.Invoice)]),
            new(ledger.Select(l => l.Invoice))
        );
    }
}
