// The ground map: Natural Earth's countries at 1:50m from world-atlas (public domain), names kept.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
delete world.objects.land;
const all = world.objects.countries;
all.geometries = all.geometries.filter((country) => country.properties.name !== "Antarctica");
for (const country of all.geometries) delete country.id;
mkdirSync(new URL("../public/", import.meta.url), { recursive: true });
writeFileSync(new URL("../public/ground.json", import.meta.url), JSON.stringify(world));
