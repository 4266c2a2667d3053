// node built/sync.js ADDRESS TOKEN: an ERP that knows nothing but a client that was generated, and keeps 200 customers and 2,000 invoices in step.
// Prints what the server said of the rows, and whether its lists hold what was sent.
import { client } from "./client/client.gen";
import { getAgingBalance, listAccounts, listEvents, listInvoices, upsertAccounts, upsertInvoices } from "./client/sdk.gen";
import type { AccountRow, Invoice, InvoiceRow, PageInfo, RowResults } from "./client/types.gen";

declare const process: { argv: string[]; exitCode?: number };
const [baseUrl, token] = process.argv.slice(2);
client.setConfig({ baseUrl, auth: token });

const connectionId = "generated-erp";
const accounts: AccountRow[] = Array.from({ length: 200 }, (_, i) => ({
  fullName: `Atelier ${String.fromCharCode(65 + (i % 26))}${i}`,
  currency: { code: "EUR" },
  billingAddress: { street: `${i + 1} rue du Port`, postalCode: "44000", city: "Nantes", country: "FR" },
  language: "fr",
  source: { connectionId, sourceId: `C-${i}` },
}));
const invoices: InvoiceRow[] = Array.from({ length: 2000 }, (_, i) => ({
  accountSource: { connectionId, sourceId: `C-${i % 200}` },
  number: `F-${i}`,
  poNumber: i % 3 === 0 ? `PO-${i}` : null,
  issuedDate: { year: 2026, month: 1, day: 1 + (i % 28) },
  dueDate: { year: 2026, month: 2 + (i % 3), day: 1 + (i % 28) },
  totalAmount: (10000 + i * 7) / 100,
  taxAmount: (1666 + i) / 100,
  paidAmount: i % 5 === 0 ? (10000 + i * 7) / 100 : i % 7 === 0 ? 12.34 : 0,
  paidDate: i % 5 === 0 || i % 7 === 0 ? { year: 2026, month: 2, day: 20 } : null,
  currency: { code: "EUR" },
  sourceId: `I-${i}`,
}));

const said: RowResults[] = [];
const told = (answer: { data?: RowResults; error?: { detail: string } | undefined }) => {
  if (!answer.data) throw new Error(answer.error?.detail ?? "no answer");
  said.push(answer.data);
};

async function whole<T>(part: (after: string | undefined) => Promise<{ data?: { nodes: T[]; pageInfo: PageInfo }; error?: { detail: string } }>) {
  const all: T[] = [];
  for (let after: string | undefined; ; ) {
    const { data, error } = await part(after);
    if (!data) throw new Error(error?.detail ?? "no answer");
    all.push(...data.nodes);
    if (!data.pageInfo.endCursor) return all;
    after = data.pageInfo.endCursor;
  }
}

const text = (sent: InvoiceRow, kept: Invoice | undefined) =>
  JSON.stringify(
    [sent, kept].map((i) => i && [i.number, i.poNumber, i.issuedDate, i.dueDate, i.totalAmount, i.taxAmount, i.paidAmount, i.currency, i.sourceId]),
  );

async function sync() {
  const started = await listEvents({ query: { first: 1 } });
  if (!started.data) throw new Error("No events.");
  told(await upsertAccounts({ body: { rows: accounts } }));
  told(await upsertInvoices({ body: { rows: invoices.slice(0, 1000) } }));
  told(await upsertInvoices({ body: { rows: invoices.slice(1000) } }));
  const known = await whole((after) => listAccounts({ query: { first: 200, after, connectionId } }));
  const owed = await whole((after) => listInvoices({ query: { first: 200, after } }));
  const byNumber = new Map(owed.map((i) => [i.number, i]));
  const wrong = invoices.map((sent) => text(sent, byNumber.get(sent.number))).filter((both) => new Set(JSON.parse(both).map((one: unknown) => JSON.stringify(one))).size > 1);
  const aged = await getAgingBalance();
  console.log(
    JSON.stringify({
      created: said.map((s) => s.created),
      updated: said.map((s) => s.updated),
      unchanged: said.map((s) => s.unchanged),
      failed: said.flatMap((s) => s.results.filter((r) => r.outcome === "Failed").map((r) => r.problem?.detail)).slice(0, 5),
      accounts: known.length,
      invoices: owed.length,
      wrong: wrong.slice(0, 5),
      owed: aged.data?.balances.map((b) => b.total),
      rows: owed.map((i) => `${i.id} ${i.updatedAt}`).join("\n").length,
    }),
  );
}

sync().catch((fault: unknown) => {
  console.error(fault);
  process.exitCode = 1;
});
