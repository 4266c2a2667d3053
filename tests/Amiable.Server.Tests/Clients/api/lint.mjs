// node lint.mjs FILE: what a linter that others wrote finds in the description of the API, a line each. Nothing is best.
import { spawnSync } from "node:child_process";

const spectral = ["node_modules/@stoplight/spectral-cli/dist/index.js", "lint", process.argv[2], "--ruleset", ".spectral.yaml"];
const run = spawnSync(process.execPath, [...spectral, "--format", "json", "--fail-severity", "hint"], { encoding: "utf8" });
const found = JSON.parse(run.stdout.slice(0, run.stdout.lastIndexOf("]") + 1));
for (const { code, path, message } of found) console.log(`${code} at ${path.join("/")}: ${message}`);
if (run.status !== 0 && found.length === 0) throw new Error(run.stderr);
