// Reads an OpenAPI document from standard input and writes src/api/schema.d.ts.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import openapiTS, { astToString } from "openapi-typescript";

const document = await text(process.stdin);
const digest = createHash("sha256").update(document).digest("hex").slice(0, 16);
const types = astToString(await openapiTS(JSON.parse(document)));
writeFileSync(
  new URL("../src/api/schema.d.ts", import.meta.url),
  `// Made from the OpenAPI document ${digest}\n// by \`make types\`; not to be edited.\n${types}`,
);
