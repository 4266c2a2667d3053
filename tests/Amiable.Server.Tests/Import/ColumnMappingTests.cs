using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class ColumnMappingTests
{
    private static ColumnMapping Guess(string headers, params string[] rows) =>
        ColumnMapping.Guess(headers.Split(','), [.. rows.Select((row, i) => new CsvRow(i + 2, row.Split(',')))]);

    [Theory]
    [InlineData("Customer name,Customer ID,Invoice Number,Invoice Date,Due Date,Total incl. VAT,Currency,Amount paid,E-mail,Country")]
    [InlineData("customer_name,customer_id,invoice_no,issue_date,due_date,gross_amount,currency_code,paid_amount,email,country_code")]
    [InlineData("customerName,customerID,invoiceNumber,invoiceDate,dueDate,invoiceAmount,currency,amountPaid,contactEmail,country")]
    [InlineData("CUSTOMER NAME,CUSTOMER NO.,INVOICE #,INVOICE DATE,DUE DATE,AMOUNT (EUR),CCY,PAID AMOUNT,EMAIL ADDRESS,COUNTRY")]
    [InlineData("Raison sociale,Code client,N° facture,Date de facture,Date d'échéance,Montant TTC,Devise,Montant réglé,Courriel,Pays")]
    [InlineData(
        "Nom du client,N° client,Numéro de la facture,Date d’émission,Échéance,Total T.T.C.,Code devise,Déjà réglé,Adresse e-mail,Code pays"
    )]
    [InlineData("Kunde,Kunden-Nr.,Rechnungsnummer,Rechnungsdatum,Fälligkeit,Bruttobetrag,Währung,Bereits bezahlt,E-Mail-Adresse,Land")]
    [InlineData("Firma,Kundennummer,Rechnungs-Nr.,Belegdatum,fällig am,Betrag in €,Waehrung,Zahlungen,E-Mail,Ländercode")]
    [InlineData(
        "Razón social,Código cliente,Nº factura,Fecha de emisión,Fecha de vencimiento,Importe total,Moneda,Importe pagado,Correo electrónico,País"
    )]
    [InlineData(
        "Ragione sociale,Codice cliente,N. fattura,Data fattura,Data di scadenza,Importo totale,Valuta,Importo pagato,Indirizzo e-mail,Paese"
    )]
    [InlineData("Klantnaam,Klantnummer,Factuurnummer,Factuurdatum,Vervaldatum,Totaal incl. btw,Munt,Reeds betaald,E-mailadres,Landcode")]
    [InlineData(
        "Nome do cliente,Código do cliente,N.º da fatura,Data de emissão,Data de vencimento,Valor total,Moeda,Valor pago,Correio eletrónico,País"
    )]
    public void Names_are_understood_in_seven_languages_however_they_are_spelt(string headers)
    {
        InvoiceField[] fields =
        [
            InvoiceField.Account,
            InvoiceField.AccountId,
            InvoiceField.Number,
            InvoiceField.IssuedOn,
            InvoiceField.DueOn,
            InvoiceField.Total,
            InvoiceField.Currency,
            InvoiceField.Paid,
            InvoiceField.ContactEmail,
            InvoiceField.Country,
        ];

        var mapping = Guess(headers, "Acme,77,F-1,31/01/2026,28/02/2026,12.50,EUR,2.50,a@b.example,FR");

        Assert.Equal(fields.Select((field, i) => (field, i)), mapping.Columns.OrderBy(c => c.Value).Select(c => (c.Key, c.Value)));
        Assert.Empty(mapping.Notices);
    }

    [Fact]
    public void The_amount_with_tax_is_the_total_whatever_the_order()
    {
        var mapping = Guess("Client,Facture,Date,Montant HT,TVA,Montant TTC,Solde", "A,1,31/01/2026,10.00,2.00,12.00,12.00");

        Assert.Equal(
            ("Montant TTC", "TVA", "Solde"),
            (mapping.NameOf(InvoiceField.Total), mapping.NameOf(InvoiceField.Tax), mapping.NameOf(InvoiceField.Outstanding))
        );
    }

    [Fact]
    public void An_amount_without_tax_is_not_taken_for_the_total() =>
        Assert.Equal([InvoiceField.Total], Guess("Client,Facture,Date,Montant HT,TVA", "A,1,31/01/2026,10.00,2.00").Missing());

    [Fact]
    public void A_list_of_open_items_counts_what_is_left_as_the_total()
    {
        var reading = Files.Read("Client;Facture;Date;Échéance;Solde\nA;1;31/01/2026;28/02/2026;12,00\n");

        Assert.Equal((1200, 0), (reading.Invoices[0].Total.Minor, reading.Invoices[0].Paid.Minor));
        Assert.Contains("outstanding-as-total", reading.Notices.Select(n => n.Code));
    }

    [Fact]
    public void Cells_can_speak_against_a_name()
    {
        var mapping = Guess(
            "Customer,Invoice,Date,Amount,Country,Due date",
            "A,1,31/01/2026,10.00,391,30 days",
            "A,2,31/01/2026,10.00,406,30 days"
        );

        Assert.False(mapping.Has(InvoiceField.Country) || mapping.Has(InvoiceField.DueOn));
        Assert.Equal(["column-ignored", "column-ignored"], mapping.Notices.Select(n => n.Code));
        Assert.Contains("\"391\"", mapping.Notices[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_dates_of_one_name_the_later_is_the_due_date()
    {
        var mapping = Guess("Customer,Invoice,Date,Date,Amount", "A,1,28/02/2026,31/01/2026,10.00", "A,2,30/03/2026,27/02/2026,10.00");

        Assert.Equal((3, 2), (mapping.Columns[InvoiceField.IssuedOn], mapping.Columns[InvoiceField.DueOn]));
    }

    [Theory]
    [InlineData("Yes", InvoiceField.IsPaid)]
    [InlineData("12.50", InvoiceField.Paid)]
    [InlineData("28/02/2026", InvoiceField.SettledOn)]
    public void Paid_is_an_answer_an_amount_or_a_day(string cell, InvoiceField field) =>
        Assert.Equal("Paid", Guess("Customer,Invoice,Date,Amount,Paid", $"A,1,31/01/2026,20.00,{cell}").NameOf(field));

    [Fact]
    public void What_a_person_chooses_wins()
    {
        var reading = Files.Read(
            "Customer,Reference,Invoice number,Date,Amount,Other\nAcme,R-1,5,31/01/2026,10.00,20.00\n",
            new()
            {
                DefaultCurrency = "EUR",
                Mapping = new Dictionary<string, string> { ["number"] = "reference", ["total"] = "Other" },
            }
        );

        Assert.Equal(("R-1", 2000), (reading.Invoices[0].Number, reading.Invoices[0].Total.Minor));
        Assert.Equal(("Reference", "Other"), (reading.Mapping.Names["number"], reading.Mapping.Names["total"]));
    }

    [Fact]
    public void A_field_can_be_left_out()
    {
        var reading = Files.Read(
            "Customer,Invoice,Date,Due,Amount\nAcme,1,31/01/2026,28/02/2026,10.00\n",
            new()
            {
                DefaultCurrency = "EUR",
                Mapping = new Dictionary<string, string> { ["due-on"] = "" },
            }
        );

        Assert.Null(reading.Invoices[0].DueOn);
        Assert.Contains("no-due-dates", reading.Notices.Select(n => n.Code));
    }

    [Fact]
    public void The_mapping_that_was_read_can_be_sent_back()
    {
        var file = Files.Fixture("francais-windows-1252.csv");
        var first = Files.Read(file);

        var second = Files.Read(file, new() { DefaultCurrency = "EUR", Mapping = first.Mapping.Names });

        Assert.Equal(first.Invoices, second.Invoices);
    }

    [Fact]
    public void Missing_columns_are_named_beside_those_there_are()
    {
        var problem = Files.Refused("Foo,Bar,Due date\n1,2,31/01/2026\n");

        Assert.Equal("columns-missing", problem.Code);
        Assert.Equal(
            "No column was found for account, number, issued-on, total. The header on line 1 has: \"Foo\", \"Bar\", \"Due date\". Choose which column is which.",
            problem.Message
        );
    }

    [Theory]
    [InlineData("numbre", "Invoice", "mapping-unknown-field")]
    [InlineData("number", "Invioce", "mapping-unknown-column")]
    public void A_choice_that_does_not_exist_is_refused(string field, string column, string code)
    {
        var options = new CsvOptions
        {
            DefaultCurrency = "EUR",
            Mapping = new Dictionary<string, string> { [field] = column },
        };

        Assert.Equal(code, Files.Refused("Customer,Invoice,Date,Amount\nAcme,1,31/01/2026,10.00\n", options).Code);
    }

    [Theory]
    [InlineData("due-on", InvoiceField.DueOn)]
    [InlineData("dueOn", InvoiceField.DueOn)]
    [InlineData("due", InvoiceField.DueOn)]
    [InlineData("ACCOUNT_ID", InvoiceField.AccountId)]
    public void Fields_are_found_by_any_spelling(string name, InvoiceField field) => Assert.Equal(field, InvoiceFields.Find(name));
}
