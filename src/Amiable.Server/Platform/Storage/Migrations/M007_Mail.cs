using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Mail for real: servers, what comes in, threads, documents and what became of each delivery.</summary>
[DbContext(typeof(AppDb))]
[Migration("007_Mail")]
public sealed class M007_Mail : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Communications(migrationBuilder);
        Channels(migrationBuilder);
        Inbound(migrationBuilder);
        Addresses(migrationBuilder);
        Documents(migrationBuilder);
    }

    private static void Communications(MigrationBuilder migration)
    {
        migration.AddColumn<string>("MailId", "communications", nullable: true);
        migration.AddColumn<Guid>("ThreadId", "communications", nullable: true);
        migration.AddColumn<string>("From", "communications", nullable: true);
        migration.AddColumn<bool>("IsAutomatic", "communications", defaultValue: false);
        migration.AddColumn<string>("Files", "communications", defaultValue: "[]");
        migration.AddColumn<string>("Deliveries", "communications", defaultValue: "[]");
        migration.AddColumn<int>("Tries", "communications", defaultValue: 0);
        migration.AddColumn<long>("FirstTriedAt", "communications", nullable: true);
        migration.CreateIndex("IX_communications_OrganizationId_MailId", "communications", ["OrganizationId", "MailId"]);
        migration.CreateIndex("IX_communications_OrganizationId_ThreadId", "communications", ["OrganizationId", "ThreadId"]);
    }

    private static void Channels(MigrationBuilder migration)
    {
        migration.CreateTable(
            "mail_channels",
            table => new
            {
                Id = table.Column<Guid>(),
                Smtp = table.Column<string>(nullable: true),
                SmtpSecret = table.Column<string>(nullable: true),
                InboundWay = table.Column<string>(maxLength: 32),
                Imap = table.Column<string>(nullable: true),
                ImapSecret = table.Column<string>(nullable: true),
                ImapFolder = table.Column<string>(),
                ImapMoveTo = table.Column<string>(nullable: true),
                WebhookSecretHash = table.Column<byte[]>(nullable: true),
                HasPlusAddresses = table.Column<bool>(),
                ReplyKey = table.Column<string>(),
                TrustedReceiver = table.Column<string>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_mail_channels", t => t.Id);
            }
        );
        migration.CreateIndex("IX_mail_channels_OrganizationId", "mail_channels", "OrganizationId", unique: true);
        migration.CreateTable(
            "mailbox_cursors",
            table => new
            {
                Id = table.Column<Guid>(),
                UidValidity = table.Column<long>(nullable: true),
                LastUid = table.Column<long>(),
                ReadAt = table.Column<long>(nullable: true),
                Trouble = table.Column<string>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_mailbox_cursors", t => t.Id);
                table.ForeignKey(
                    "FK_mailbox_cursors_mail_channels_Id",
                    t => t.Id,
                    "mail_channels",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }

    private static void Inbound(MigrationBuilder migration)
    {
        migration.CreateTable(
            "inbound_mails",
            table => new
            {
                Id = table.Column<Guid>(),
                ReceivedAt = table.Column<long>(),
                Bytes = table.Column<byte[]>(),
                Fingerprint = table.Column<string>(maxLength: 64),
                State = table.Column<string>(maxLength: 32),
                FromName = table.Column<string>(),
                FromAddress = table.Column<string>(maxLength: 254),
                Subject = table.Column<string>(),
                Excerpt = table.Column<string>(),
                CommunicationId = table.Column<Guid>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_inbound_mails", t => t.Id);
                table.ForeignKey(
                    "FK_inbound_mails_communications_CommunicationId",
                    t => t.CommunicationId,
                    "communications",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "IX_inbound_mails_OrganizationId_Fingerprint",
            "inbound_mails",
            ["OrganizationId", "Fingerprint"],
            unique: true
        );
        migration.CreateIndex(
            "IX_inbound_mails_OrganizationId_State_ReceivedAt",
            "inbound_mails",
            ["OrganizationId", "State", "ReceivedAt"]
        );
        migration.CreateIndex("IX_inbound_mails_CommunicationId", "inbound_mails", "CommunicationId");
    }

    private static void Addresses(MigrationBuilder migration)
    {
        migration.AddColumn<string>("EmailFault", "contacts", nullable: true);
        migration.AddColumn<long>("EmailFaultAt", "contacts", nullable: true);
        migration.CreateTable(
            "unwanted_addresses",
            table => new
            {
                Id = table.Column<Guid>(),
                AddressHash = table.Column<byte[]>(maxLength: 32),
                At = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_unwanted_addresses", t => t.Id);
            }
        );
        migration.CreateIndex(
            "IX_unwanted_addresses_OrganizationId_AddressHash",
            "unwanted_addresses",
            ["OrganizationId", "AddressHash"],
            unique: true
        );
    }

    private static void Documents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "invoice_documents",
            table => new
            {
                Id = table.Column<Guid>(),
                InvoiceId = table.Column<Guid>(),
                FileName = table.Column<string>(maxLength: 255),
                MediaType = table.Column<string>(maxLength: 100),
                Bytes = table.Column<byte[]>(),
                Size = table.Column<int>(),
                LinkKey = table.Column<string>(maxLength: 64),
                AddedAt = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_invoice_documents", t => t.Id);
                table.ForeignKey(
                    "FK_invoice_documents_invoices_InvoiceId",
                    t => t.InvoiceId,
                    "invoices",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "IX_invoice_documents_OrganizationId_InvoiceId",
            "invoice_documents",
            ["OrganizationId", "InvoiceId"],
            unique: true
        );
        migration.CreateIndex("IX_invoice_documents_InvoiceId", "invoice_documents", "InvoiceId");
    }
}
