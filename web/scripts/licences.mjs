// Licences of everything that the bundle contains, for the page's about box.
import { readFileSync, writeFileSync } from "node:fs";

const own = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const wanted = new Set();

function walk(name) {
  const entry = lock.packages[`node_modules/${name}`];
  if (!entry || wanted.has(name)) return;
  wanted.add(name);
  for (const inner of Object.keys(entry.dependencies ?? {})) walk(inner);
}
for (const name of Object.keys(own.dependencies)) walk(name);
const rows = [...wanted].sort().map((name) => {
  const meta = JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), "utf8"));
  return { name, version: meta.version, licence: meta.license ?? "see its package" };
});
writeFileSync(
  new URL("../src/ui/licences.json", import.meta.url),
  `${JSON.stringify(rows, null, 2)}\n`,
);
