// node samples.mjs SAMPLE.ts CASES.json: what the guide's sample in TypeScript says of each case, as a list.
import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";

writeFileSync("sample.mjs", ts.transpileModule(readFileSync(process.argv[2], "utf8"), { compilerOptions: { module: "esnext", target: "es2022" } }).outputText);
const { isFromAmiable } = await import("./sample.mjs");
const cases = JSON.parse(readFileSync(process.argv[3], "utf8"));
console.log(JSON.stringify(cases.map(({ secret, headers, body }) => isFromAmiable(secret, headers, Buffer.from(body, "utf8")))));
