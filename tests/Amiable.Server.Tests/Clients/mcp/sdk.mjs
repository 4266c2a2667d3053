// Talks to the server with the SDK of the protocol, as an assistant would, and writes what it saw as JSON.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, token] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };
const client = new Client({ name: "test", version: "1.0.0" });
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));

const seen = { server: client.getServerVersion(), instructions: client.getInstructions(), calls: {} };
seen.tools = (await client.listTools()).tools.map((t) => t.name);
seen.resources = (await client.listResources()).resources.map((r) => r.uri);
seen.templates = (await client.listResourceTemplates()).resourceTemplates.map((t) => t.uriTemplate);
seen.glossary = (await client.readResource({ uri: "amiable://glossary" })).contents[0].text;

// The SDK checks each result against the schema the tool promised, and throws when it does not keep to it.
const call = async (name, values = {}) => (seen.calls[name] = await client.callTool({ name, arguments: values }));
const account = (await call("create-account", { fullName: "Node & Fils", currency: { code: "EUR" } })).structuredContent;
await call("create-contact", { accountId: account.id, fullName: "Nora", email: "nora@node.example" });
await call("list-contacts", { accountId: account.id });
await call("pause-account-dunning", { accountId: account.id, reason: "PaymentPlan" });
const byAccount = { "get-account": 1, "get-customer-balance": 1, "list-incoming-communications-by-account": 1, "list-formal-notices": 1 };
for (const name of seen.tools.filter((t) => t.startsWith("list-") || t.startsWith("get-aging") || t in byAccount)) {
  if (!(name in seen.calls)) await call(name, name in byAccount || name.endsWith("by-account") && name.includes("communications") ? { accountId: account.id } : {});
}
seen.refused = await client.callTool({ name: "get-account", arguments: { accountId: "00000000-0000-7000-8000-000000000000" } });
seen.unknown = await client.callTool({ name: "no-such-tool", arguments: {} }).then(() => null, (error) => error.code);
await client.close();
console.log(JSON.stringify(seen));
