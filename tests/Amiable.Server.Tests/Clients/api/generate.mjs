// node generate.mjs FILE: makes a client of the description of the API, as others do, and compiles it strictly, together with a program that uses it.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createClient } from "@hey-api/openapi-ts";
import ts from "typescript";

rmSync("built", { recursive: true, force: true });
mkdirSync("built");
await createClient({ input: process.argv[2], output: "built/client", plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"], logs: { level: "silent" } });
copyFileSync("sync.ts", "built/sync.ts");
writeFileSync("built/package.json", '{ "type": "commonjs" }');
const program = ts.createProgram(["built/sync.ts"], {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
});
const faults = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
console.log(ts.formatDiagnostics(faults, { getCurrentDirectory: () => ".", getCanonicalFileName: (f) => f, getNewLine: () => "\n" }));
console.log(`${faults.length} faults`);
