import { describe, expect, it } from "vitest";
import { claimsWithin, countClaims, segmentOf, segmentsOn, sheetOf, NOBODY, SILENT } from "../src/data/sheet";
import { parseDay } from "../src/days";
import type { Actor, History, Place } from "../src/data/types";

const day = (text: string): number => parseDay(text)!;
const place: Place = { place: "Hama", place_id: "p1", place_kind: "city", country: "SY", lat: 35, lon: 36, population: 1 };
const reds: Actor = { name: "Reds", colour: "#000000", places: 1, claims: 1, known: true };
const history: History = {
  holdings: [],
  contested: [],
  divided: [],
  changes: [],
  evidence_days: ["2024-12-05"],
  segments: [[null, false, null, 0, 0], ["2024-12-01", true, null, 1, 0], ["2024-12-05", true, "Reds", 0, 90]],
};
const sheet = sheetOf({ record: "", run: null, version: "" }, null, [reds], [[place, history]], []);

describe("columns", () => {
  it("answer for any day, whichever way the slider moves", () => {
    const out = new Int32Array(1);
    for (const [when, who] of [["2024-12-07", 0], ["2024-12-04", NOBODY], ["2024-11-30", SILENT], ["2024-12-05", 0]] as const) {
      segmentsOn(sheet, day(when), out);
      expect(sheet.actor[out[0]!]).toBe(who);
      expect(segmentOf(sheet, 0, day(when))).toBe(out[0]);
    }
  });

  it("count the claims that speak of a window", () => {
    const counts = countClaims([
      { start: "2024-12-01", end: "2024-12-03", place_id: "p1" },
      { start: "2024-12-03", end: "2024-12-03", place_id: null },
      { start: null, end: "2024-12-02", place_id: "p1" },
      { start: null, end: null, place_id: "p1" },
    ]);
    expect([counts.total, counts.undated, counts.unplaced]).toEqual([4, 1, 1]);
    expect(claimsWithin(counts, day("2024-12-03"), day("2024-12-03"))).toBe(2);
    expect(claimsWithin(counts, day("2024-12-01"), day("2024-12-02"))).toBe(2);
    expect(claimsWithin(counts, day("2024-11-01"), day("2025-01-01"))).toBe(3);
  });
});
