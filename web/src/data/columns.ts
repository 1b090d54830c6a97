// A sheet as the server sends it: columns of numbers in base64, little-endian.

import type { Day } from "../days";
import type { Sheet } from "./sheet";
import type { Actor, Basis, Place } from "./types";

export interface SheetColumns {
  basis: Basis;
  actors: Actor[];
  kinds: string[];
  countries: (string | null)[];
  places: {
    id: string[];
    name: string[];
    kind: string;
    country: string;
    lat: string;
    lon: string;
    population: string;
  };
  offsets: string;
  day: string;
  actor: string;
  flags: string;
  sure: string;
  told_offsets: string;
  told: string;
  counts: {
    first: number;
    last: number;
    marks: string;
    begun: string;
    ended: string;
    total: number;
    undated: number;
    unplaced: number;
  };
}

export function decode(columns: SheetColumns, known: Day | null): Sheet {
  const { places: p, counts } = columns;
  const [kind, country] = [new Uint8Array(bytes(p.kind)), new Int16Array(bytes(p.country))];
  const [lat, lon] = [new Float32Array(bytes(p.lat)), new Float32Array(bytes(p.lon))];
  const population = new Int32Array(bytes(p.population));
  const places = p.id.map((id, n): Place => {
    const unplaced = Number.isNaN(lat[n]);
    return {
      place: p.name[n]!,
      place_id: id,
      place_kind: columns.kinds[kind[n]!]!,
      country: columns.countries[country[n]!] ?? null,
      lat: unplaced ? null : lat[n]!,
      lon: unplaced ? null : lon[n]!,
      population: population[n]!,
    };
  });
  return {
    basis: columns.basis,
    known,
    actors: columns.actors,
    places,
    index: new Map(places.map((place, n) => [place.place_id, n])),
    offsets: new Int32Array(bytes(columns.offsets)),
    day: new Int32Array(bytes(columns.day)),
    actor: new Int16Array(bytes(columns.actor)),
    flags: new Uint8Array(bytes(columns.flags)),
    sure: new Uint8Array(bytes(columns.sure)),
    toldOffsets: new Int32Array(bytes(columns.told_offsets)),
    told: new Int32Array(bytes(columns.told)),
    counts: {
      ...counts,
      marks: new Int32Array(bytes(counts.marks)),
      begun: new Int32Array(bytes(counts.begun)),
      ended: new Int32Array(bytes(counts.ended)),
    },
  };
}

function bytes(text: string): ArrayBuffer {
  const binary = atob(text);
  const found = new Uint8Array(binary.length);
  for (let n = 0; n < binary.length; n++) found[n] = binary.charCodeAt(n);
  return found.buffer;
}
