namespace Amiable.Reading.Proposals;

/// <summary>The form in which a language model says what it understood of a reply: that of the labels, and how sure it is.</summary>
public static class ReplySchema
{
    public const string Name = "reply_reading";

    /// <summary>JSON Schema. Every property is required and none may be added, which is what endpoints that enforce a schema ask for.</summary>
    public const string Json = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["intents", "promise", "payment", "dispute", "plan", "extension", "document", "newContact", "absence", "needsHuman", "instructsTheAgent", "confidence", "evidence"],
          "properties": {
            "intents": { "type": "array", "items": { "$ref": "#/$defs/intent" } },
            "promise": { "anyOf": [ { "type": "null" }, { "type": "object", "additionalProperties": false, "required": ["date", "amount", "invoices"],
              "properties": { "date": { "$ref": "#/$defs/date" }, "amount": { "$ref": "#/$defs/amount" }, "invoices": { "$ref": "#/$defs/invoices" } } } ] },
            "payment": { "anyOf": [ { "type": "null" }, { "type": "object", "additionalProperties": false, "required": ["date", "amount", "reference", "invoices"],
              "properties": { "date": { "$ref": "#/$defs/date" }, "amount": { "$ref": "#/$defs/amount" }, "reference": { "type": ["string", "null"] }, "invoices": { "$ref": "#/$defs/invoices" } } } ] },
            "dispute": { "anyOf": [ { "type": "null" }, { "type": "object", "additionalProperties": false, "required": ["reason", "invoices", "amount"],
              "properties": { "reason": { "type": "string", "enum": ["Price", "Quantity", "Quality", "NotReceived", "Duplicate", "NotOrdered", "Contract", "AlreadyCredited", "Other"] },
                "invoices": { "$ref": "#/$defs/invoices" }, "amount": { "$ref": "#/$defs/amount" } } } ] },
            "plan": { "anyOf": [ { "type": "null" }, { "type": "object", "additionalProperties": false, "required": ["installments", "firstDate", "amountEach"],
              "properties": { "installments": { "type": ["integer", "null"] }, "firstDate": { "$ref": "#/$defs/date" }, "amountEach": { "$ref": "#/$defs/amount" } } } ] },
            "extension": { "anyOf": [ { "type": "null" }, { "type": "object", "additionalProperties": false, "required": ["until"],
              "properties": { "until": { "$ref": "#/$defs/date" } } } ] },
            "document": { "anyOf": [ { "type": "null" }, { "type": "string",
              "enum": ["InvoiceCopy", "Statement", "ProofOfDelivery", "PurchaseOrder", "BankDetails", "TaxForm", "Contract", "Other"] } ] },
            "newContact": { "$ref": "#/$defs/contact" },
            "absence": { "anyOf": [ { "type": "null" }, { "type": "object", "additionalProperties": false, "required": ["until", "delegate"],
              "properties": { "until": { "$ref": "#/$defs/date" }, "delegate": { "$ref": "#/$defs/contact" } } } ] },
            "needsHuman": { "type": "boolean" },
            "instructsTheAgent": { "type": "boolean" },
            "confidence": { "type": "number" },
            "evidence": { "type": "array", "items": { "type": "object", "additionalProperties": false, "required": ["intent", "quote"],
              "properties": { "intent": { "$ref": "#/$defs/intent" }, "quote": { "type": "string" } } } }
          },
          "$defs": {
            "intent": { "type": "string", "enum": ["PromiseToPay", "PaymentClaimed", "Dispute", "PaymentPlanRequest", "ExtensionRequest", "DocumentRequest", "WrongContact", "AutoReply", "StopRequest", "Insolvency", "HumanRequested", "LegalThreat", "BankDetailsChange", "Acknowledgement", "Other"] },
            "date": { "type": ["string", "null"], "description": "YYYY-MM-DD" },
            "amount": { "type": ["number", "null"] },
            "invoices": { "type": "array", "items": { "type": "string" } },
            "contact": { "anyOf": [ { "type": "null" }, { "type": "object", "additionalProperties": false, "required": ["name", "email", "phone"],
              "properties": { "name": { "type": ["string", "null"] }, "email": { "type": ["string", "null"] }, "phone": { "type": ["string", "null"] } } } ] }
          }
        }
        """;
}
