using Amiable.Contacts;
using Amiable.Ui;

namespace Amiable.Communications.Pages;

/// <summary>What servers say of a delivery, in the reader's words; their own are quoted.</summary>
public static class DeliveryWords
{
    /// <summary>"Cannot arrive at anne@roux.example".</summary>
    public static string Of(Words t, DeliveryNews news) => t[$"delivery-kind.{Words.Kebab(news.Kind.ToString())}", news.Address];

    /// <summary>"no such mailbox (“550 5.1.1 …”)"; empty when there is nothing to say.</summary>
    public static string Why(Words t, DeliveryNews news) => news.Kind == DeliveryKind.Delivered ? "" : Why(t, news.Reason, news.Said);

    /// <summary>Why mail does not reach an address.</summary>
    public static string Why(Words t, AddressFault? fault) => Why(t, fault?.Reason ?? "", fault?.Said ?? "");

    private static string Why(Words t, string reason, string said)
    {
        var key = $"delivery-reason.{Words.Kebab(reason)}";
        var why = reason.Length > 0 && t.Has(key) ? t[key] : t["delivery-reason.undefined"];
        return said.Length > 0 ? t["delivery.said", why, said] : why;
    }
}
