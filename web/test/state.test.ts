import { describe, expect, it } from "vitest";
import { parseDay } from "../src/days";
import { read, write, type State } from "../src/state";

const plain: State = { on: 20000, from: null, known: null, beside: null, view: "day", place: null, actor: null, query: "", areas: false, map: null };

describe("the address", () => {
  it("reopens the view that it was written for", () => {
    const state: State = {
      ...plain,
      on: parseDay("2024-12-06")!,
      from: parseDay("2024-11-27"),
      known: parseDay("2024-12-05"),
      view: "place",
      place: "unplaced:tel & hill/2",
      areas: true,
      map: { zoom: 7.25, lat: 34.8, lon: 38.9 },
    };
    expect(read(write(state), plain)).toEqual(state);
  });

  it("takes what is wrong in it as not said", () => {
    const found = read("#on=soon&from=2030-01-01&view=none&map=99/0/0&place=", plain);
    expect(found).toEqual({ ...plain, place: "" });
  });
});
