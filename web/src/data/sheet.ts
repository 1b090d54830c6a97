// The record as columns: for each place the few days on which its answer changes.

import { EVER, parseDay, type Day } from "../days";
import type { Actor, Basis, Claim, History, Place } from "./types";

export const CONTESTED = 1;
export const DISPUTED = 2;
export const DIVIDED = 4;
export const STARTING = 8;

/** No holder is named. */
export const NOBODY = -1;
/** Nothing is told. */
export const SILENT = -2;

/**
 * Segments of place `p` are `offsets[p] … offsets[p + 1]`: from `day` on, `actor` (an index into
 * `actors`, NOBODY or SILENT) is the answer. `told` holds days of evidence, laid out alike.
 */
export interface Sheet {
  basis: Basis;
  known: Day | null;
  actors: Actor[];
  places: Place[];
  index: Map<string, number>;
  offsets: Int32Array;
  day: Int32Array;
  actor: Int16Array;
  flags: Uint8Array;
  sure: Uint8Array;
  toldOffsets: Int32Array;
  told: Int32Array;
  counts: Counts;
}

/**
 * Claims by day from `first` on: `marks[n]` speak last of that day, `begun[n]` have begun and
 * `ended[n]` have ended by its end. `undated` claims have neither day; `unplaced` no coordinates.
 */
export interface Counts {
  first: Day;
  last: Day;
  marks: Int32Array;
  begun: Int32Array;
  ended: Int32Array;
  total: number;
  undated: number;
  unplaced: number;
}

/** How many claims speak of days from `low` to `high`. */
export function claimsWithin(counts: Counts, low: Day, high: Day): number {
  const begun = at(counts.begun, high - counts.first);
  const ended = at(counts.ended, low - 1 - counts.first);
  return begun - ended;
}

function at(column: Int32Array, index: number): number {
  if (index < 0) return 0;
  return column[Math.min(index, column.length - 1)] ?? 0;
}

export function countClaims(claims: Iterable<Pick<Claim, "start" | "end" | "place_id">>): Counts {
  const spans: [Day | null, Day | null][] = [];
  let [first, last, unplaced, undated] = [Infinity, -Infinity, 0, 0];
  for (const claim of claims) {
    const span: [Day | null, Day | null] = [parseDay(claim.start), parseDay(claim.end)];
    if (claim.place_id === null) unplaced++;
    if (span[0] === null && span[1] === null) undated++;
    else {
      first = Math.min(first, span[0] ?? span[1] ?? Infinity);
      last = Math.max(last, span[1] ?? span[0] ?? -Infinity);
    }
    spans.push(span);
  }
  if (first > last) [first, last] = [0, 0];
  const size = last - first + 1;
  const [marks, begun, ended] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  for (const [start, end] of spans) {
    if (start === null && end === null) continue;
    add(marks, (end ?? start ?? first) - first);
    add(begun, (start ?? first) - first);
    if (end !== null) add(ended, end - first);
  }
  for (let n = 1; n < size; n++) {
    begun[n]! += begun[n - 1]!;
    ended[n]! += ended[n - 1]!;
  }
  return { first, last, marks, begun, ended, total: spans.length, undated, unplaced };
}

function add(column: Int32Array, index: number): void {
  column[index] = (column[index] ?? 0) + 1;
}

/** Columns from histories; places without a history are left out. */
export function sheetOf(
  basis: Basis,
  known: Day | null,
  actors: Actor[],
  told: Iterable<[Place, History]>,
  claims: Iterable<Claim>,
): Sheet {
  const numbers = new Map(actors.map((actor, n) => [actor.name, n]));
  const places: Place[] = [];
  const [offsets, toldOffsets] = [[0], [0]];
  const [day, actor, flags, sure, evidence]: number[][] = [[], [], [], [], []];
  for (const [place, history] of told) {
    places.push(place);
    for (const [from, isTold, who, flag, percent] of history.segments) {
      day!.push(parseDay(from) ?? EVER);
      actor!.push(!isTold ? SILENT : who === null ? NOBODY : (numbers.get(who) ?? NOBODY));
      flags!.push(flag);
      sure!.push(percent);
    }
    for (const one of history.evidence_days) evidence!.push(parseDay(one) ?? EVER);
    offsets.push(day!.length);
    toldOffsets.push(evidence!.length);
  }
  return {
    basis,
    known,
    actors,
    places,
    index: new Map(places.map((place, n) => [place.place_id, n])),
    offsets: Int32Array.from(offsets),
    day: Int32Array.from(day!),
    actor: Int16Array.from(actor!),
    flags: Uint8Array.from(flags!),
    sure: Uint8Array.from(sure!),
    toldOffsets: Int32Array.from(toldOffsets),
    told: Int32Array.from(evidence!),
    counts: countClaims(claims),
  };
}

/** The number of the segment that answers for each place on `day`, into `out`. */
export function segmentsOn(sheet: Sheet, day: Day, out: Int32Array): void {
  const { offsets, day: days } = sheet;
  for (let p = 0; p < out.length; p++) {
    const first = offsets[p]!;
    let at = out[p]!;
    const end = offsets[p + 1]!;
    if (at < first || at >= end) at = first;
    // A slider moves by little: the last answer is a good guess.
    while (at + 1 < end && days[at + 1]! <= day) at++;
    while (at > first && days[at]! > day) at--;
    out[p] = at;
  }
}

/** The segment of one place on `day`. */
export function segmentOf(sheet: Sheet, place: number, day: Day): number {
  let [low, high] = [sheet.offsets[place]!, sheet.offsets[place + 1]! - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sheet.day[middle]! <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Days since the last evidence on place `place` by `day`; null without any. */
export function ageOn(sheet: Sheet, place: number, day: Day): number | null {
  const first = sheet.toldOffsets[place]!;
  let [low, high] = [first, sheet.toldOffsets[place + 1]!];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sheet.told[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low > first ? day - sheet.told[low - 1]! : null;
}

/** The days after which a named holder differs from the one before, each once, in order. */
export function changeDays(sheet: Sheet): Day[] {
  const days = new Set<Day>();
  for (let p = 0; p < sheet.places.length; p++) {
    for (let s = sheet.offsets[p]! + 1; s < sheet.offsets[p + 1]!; s++) {
      if (sheet.actor[s] !== sheet.actor[s - 1] && sheet.actor[s]! >= 0) days.add(sheet.day[s]!);
    }
  }
  return [...days].sort((a, b) => a - b);
}
