// node valid.mjs FILE ANSWERS: the description of the API, and what was answered, one a line: {"at": "/paths/…/schema", "value": …}.
// Prints each that is not as its schema says, by a validator that others wrote. Schemas it does not understand are faults, too.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
formats(ajv);
// Of OpenAPI, not of JSON schema: what they say is no condition.
for (const name of ["decimal", "binary"]) ajv.addFormat(name, true);
ajv.addVocabulary(["example", "openapi", "info", "servers", "paths", "webhooks", "components", "tags", "security"]);
ajv.addSchema(JSON.parse(readFileSync(process.argv[2], "utf8")), "api", undefined, false);

let count = 0;
for (const line of readFileSync(process.argv[3], "utf8").split("\n").filter((l) => l)) {
  const { at, value } = JSON.parse(line);
  const schema = ajv.getSchema(`api#${at.split("/").map(encodeURIComponent).join("/")}`);
  count++;
  if (!schema) console.log(`${at} is described nowhere`);
  else if (!schema(value)) console.log(`${at}: ${ajv.errorsText(schema.errors)} in ${JSON.stringify(value).slice(0, 2000)}`);
}
console.log(`${count} looked at`);
