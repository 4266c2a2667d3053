// Runs scenarios of the official conformance suite and writes one line each. The suite knows no tokens: what it sends goes through a door that adds one.
import { spawn } from "node:child_process";
import { createServer, request } from "node:http";
import { fileURLToPath } from "node:url";

const [url, token, ...scenarios] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(url);
const door = createServer((asked, answer) => {
  const headers = { ...asked.headers, authorization: `Bearer ${token}` };
  const onward = request({ hostname, port, path: asked.url, method: asked.method, headers }, (got) => {
    answer.writeHead(got.statusCode, got.headers);
    got.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
});
await new Promise((ready) => door.listen(0, "127.0.0.1", ready));

const suite = fileURLToPath(new URL("node_modules/@modelcontextprotocol/conformance/dist/index.js", import.meta.url));
for (const scenario of scenarios) {
  const target = `http://localhost:${door.address().port}${pathname}`;
  const run = spawn(process.execPath, [suite, "server", "--url", target, "--scenario", scenario]);
  let said = "";
  run.stdout.on("data", (text) => (said += text));
  run.stderr.on("data", (text) => (said += text));
  const code = await new Promise((over) => run.on("close", over));
  console.log(`${code === 0 ? "passed" : "failed"} ${scenario}${code === 0 ? "" : "\n" + said}`);
}
door.close();
