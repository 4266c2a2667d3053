// node incumbent.mjs ADDRESS TOKEN MILLISECONDS: a connector as it was written for the contract that others publish. It knows base address and token, fetch, and
// that contract: nothing of Amiable. A second of Retry-After takes it so many milliseconds. Prints what it did as JSON, and fails at the first thing that is otherwise.
import assert from "node:assert/strict";

const [base, token, second] = process.argv.slice(2);
const connectionId = "7f6f2c1e-5a1d-4f0e-9d5c-0c1f2b3a4d5e";
const seen = { waits: 0, requests: 0 };
const days = (year, month, day) => ({ year, month, day });

async function send(method, path, body, headers = {}) {
  for (;;) {
    seen.requests++;
    const isForm = body instanceof FormData || typeof body === "string";
    const answer = await fetch(`${base}/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, Accept: "application/json", ...(body && !isForm ? { "Content-Type": "application/json" } : {}), ...headers },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    });
    if (answer.status === 429) {
      const wait = Number(answer.headers.get("retry-after"));
      assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 60, `Retry-After: ${wait}`);
      assert.equal(answer.headers.get("x-ratelimit-remaining"), "0");
      seen.waits++;
      await new Promise((over) => setTimeout(over, wait * Number(second)));
      continue;
    }
    const text = await answer.text();
    const said = text === "" ? undefined : JSON.parse(text);
    if (!answer.ok) {
      assert.match(answer.headers.get("content-type"), /^application\/problem\+json/);
      for (const field of ["type", "title", "status", "detail", "code", "message"]) assert.ok(field in said, `no ${field} in ${text}`);
      assert.equal(said.status, answer.status);
    }
    for (const name of ["limit", "remaining", "reset"]) assert.match(answer.headers.get(`x-ratelimit-${name}`) ?? "", /^\d+$/);
    return { status: answer.status, said, text };
  }
}

async function done(method, path, body, headers) {
  const { status, said, text } = await send(method, path, body, headers);
  assert.ok(status < 300, `${method} ${path}: ${status} ${text}`);
  return said;
}

async function whole(path) {
  const all = [];
  let after = null;
  do {
    const part = await done("GET", `${path}${path.includes("?") ? "&" : "?"}first=7${after ? `&after=${encodeURIComponent(after)}` : ""}`);
    assert.ok(part.nodes.length <= 7);
    all.push(...part.nodes);
    after = part.pageInfo.endCursor;
  } while (after !== null);
  assert.equal(new Set(all.map((one) => one.id)).size, all.length, `${path} told something twice`);
  return all;
}

const [organization] = await whole("organizations");
const links = new Map();

async function account(customer) {
  const kept = { fullName: customer.name, currency: { code: "EUR" }, billingAddress: customer.address, vatNumber: null };
  let id = links.get(customer.id);
  // What was deleted on the other side is made again.
  const updated = id ? await send("PUT", `accounts/${id}`, kept) : { status: 404 };
  if (updated.status === 404) id = (await done("POST", "accounts", { organizationId: organization.id, ...kept })).id;
  else assert.equal(updated.status, 200, updated.text);
  links.set(customer.id, id);
  const linked = await done("PUT", `accounts/${id}/source`, { connectionId, sourceId: customer.id, lastUpdate: customer.changed });
  assert.deepEqual([linked.source.connectorType, linked.source.sourceId], ["Custom", customer.id]);
  return id;
}

async function people(id, customer) {
  for (const person of customer.people) await done("PUT", `accounts/${id}/contacts/upsert`, person);
  await done("PUT", `accounts/${id}/internal-representatives/upsert`, { fullName: "Paul Petit", email: "paul@our.example" });
  const contacts = await done("GET", `accounts/${id}/contacts`);
  assert.ok(Array.isArray(contacts));
  assert.deepEqual(contacts.map((c) => c.email.address).sort(), customer.people.map((p) => p.email).sort());
}

function form(id, invoice) {
  // By hand: a form whose part says that it is base64, which FormData cannot write.
  const boundary = "----connector7MA4YWxkTrZu0gW";
  const fields = {
    organizationId: organization.id, accountId: id, number: invoice.number, poNumber: "PO-1", totalAmount: String(invoice.total), taxAmount: "16.68",
    "currency[code]": "EUR", "issuedDate[year]": "2026", "issuedDate[month]": "1", "issuedDate[day]": "15", "dueDate[year]": "2026", "dueDate[month]": "2",
    "dueDate[day]": String(invoice.due), "billingAddress[street]": "1 rue du Port", "billingAddress[city]": "Nantes", "billingAddress[country]": "FR",
  };
  const parts = Object.entries(fields).map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const file = Buffer.from("%PDF-1.4 a document").toString("base64").replace(/(.{12})/g, "$1\r\n");
  parts.push(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${invoice.number}.pdf"\r\nContent-Type: application/pdf\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${file}\r\n--${boundary}--\r\n`,
  );
  return [parts.join(""), { "Content-Type": `multipart/form-data; boundary=${boundary}` }];
}

async function invoice(id, wanted) {
  const [known] = (await done("GET", `invoices?organizationId=${organization.id}&accountId=${id}&number=${encodeURIComponent(wanted.number)}`)).nodes;
  const kept = known ?? (await done("POST", "invoices", ...form(id, wanted)));
  assert.deepEqual(kept.dueDate, days(2026, 2, wanted.due));
  if (!known) {
    const document = await fetch(`${base}/invoices/${kept.id}/document`, { headers: { Authorization: `Bearer ${token}` } });
    if (document.ok) assert.equal(await document.text(), "%PDF-1.4 a document");
    const again = await send("POST", "invoices", ...form(id, wanted));
    assert.equal(again.status, 409, again.text);
  }
  if (wanted.paid !== undefined) {
    const paid = await done("PUT", `invoices/${kept.id}/paid-amount`, { paidAmount: wanted.paid, paidDate: days(2026, 2, 20) });
    assert.equal(paid.paidAmount, wanted.paid);
    if (!known) assert.equal(paid.remainingAmount, Number((wanted.total - wanted.paid).toFixed(2)));
    assert.equal(paid.paymentStatus, wanted.paid === wanted.total ? "Paid" : "PartiallyPaid");
  }
  return kept.id;
}

async function credit(id, number, invoiceId) {
  const [known] = (await done("GET", `credit-notes?accountId=${id}&number=${number}`)).nodes;
  const note = known ?? (await done("POST", "credit-notes", { organizationId: organization.id, accountId: id, number, issuedDate: days(2026, 2, 25), totalAmount: 30.5, currency: { code: "EUR" } }));
  // Where it went by itself is not where the books have it.
  for (const { invoiceId: elsewhere, amount } of note.allocations.filter((a) => a.invoiceId !== invoiceId))
    await done("POST", "credit-allocations/remove", { creditNoteId: note.id, invoiceId: elsewhere, amount });
  if (!note.allocations.some((a) => a.invoiceId === invoiceId)) await done("POST", "credit-allocations", { creditNoteId: note.id, invoiceId, amount: 30.5 });
  const now = await done("GET", `credit-notes/${note.id}`);
  assert.deepEqual(now.allocations.map((a) => [a.invoiceId, a.amount]), [[invoiceId, 30.5]]);
}

const customers = Array.from({ length: 9 }, (_, i) => ({
  id: `C/${i} é`,
  name: `Établissements Connecteur ${i}`,
  changed: "2026-03-02T07:59:00Z",
  address: { street: `${i} rue du Port`, postalCode: "44000", city: "Nantes", country: "FR" },
  people: [{ fullName: `Anne ${i}`, email: `anne${i}@connector.example`, language: "fr", isPrimary: true }, { fullName: `Bo ${i}`, email: `bo${i}@connector.example`, role: "CFO" }],
  invoices: [
    { number: `F ${i}/1`, total: 100.1, due: 10 },
    { number: `F ${i}/2`, total: 200.2, due: 11, paid: 25.25 },
    { number: `F ${i}/3`, total: 300.3, due: 12, paid: 300.3 },
  ],
}));

async function sync() {
  for (const customer of customers) {
    const id = await account(customer);
    await people(id, customer);
    const ids = [];
    for (const wanted of customer.invoices) ids.push(await invoice(id, wanted));
    await credit(id, `A-${customer.id.replace(/[^0-9]/g, "")}`, ids[1]);
  }
}

const picture = async () => {
  const lists = ["accounts", "invoices", "credit-notes", "customer-balances"];
  const text = [];
  for (const list of lists) text.push((await whole(`${list}?organizationId=${organization.id}`)).map(({ updatedAt, ...kept }) => JSON.stringify(kept)));
  return text;
};

await sync();
const first = await picture();
assert.deepEqual(first.map((list) => list.length), [9, 27, 9, 9]);
await sync();
assert.deepEqual(await picture(), first);

// Somebody deletes a customer by hand.
await done("DELETE", `accounts/${links.get(customers[0].id)}`);
assert.equal((await send("GET", `accounts/${links.get(customers[0].id)}`)).status, 404);
await sync();
const third = await picture();
assert.deepEqual(third.map((list) => list.length), [9, 27, 9, 9]);
const aged = await done("GET", `aging-balance?organizationId=${organization.id}`);
const owed = (await whole(`invoices?organizationId=${organization.id}`)).reduce((sum, i) => sum + Math.round(i.remainingAmount * 100), 0);
assert.equal(Math.round(aged.balances[0].total * 100), owed);

// What is wrong is told in one form.
assert.equal((await send("GET", "accounts?organizationId=11111111-1111-4111-8111-111111111111")).status, 404);
assert.equal((await send("POST", "invoices", { accountId: links.get(customers[1].id) })).status, 422);
console.log(JSON.stringify(seen));
