import { describe, expect, it } from "vitest";
import { fold, skeleton } from "../src/fold";
import { inUnits, paragraph } from "../src/panel/claim";
import { cellsOf } from "../src/map/areas";
import { stretched } from "../src/panel/ribbon";
import { h, outside } from "../src/ui/dom";

describe("names", () => {
  it("are one in every spelling", () => {
    expect(fold("Deir ez-Zor")).toBe(fold("DEIR EZ ZOR"));
    expect(fold("Ḩamāh")).toBe("hamah");
    expect(fold("al-Bab")).toBe(fold("Bab"));
    expect(skeleton("Kharkiv")).toBe(skeleton("Kharkov").replace(/v$/, "v"));
  });
});

describe("report text", () => {
  it("is never markup", () => {
    const element = h("p", {}, "<img src=x onerror=alert(1)>");
    expect(element.children.length).toBe(0);
    expect(outside("javascript:alert(1)", "here").tagName).toBe("SPAN");
    expect(outside("https://example.org/a", "here").getAttribute("rel")).toContain("noopener");
  });

  it("is cut at its paragraph, the span within it", () => {
    const text = "First one.\n\nThe rebels took Hama on Thursday.\n\nLast.";
    const at = text.indexOf("took Hama");
    const [part, start, end] = paragraph(text, [at, at + 9]);
    expect(part).toBe("The rebels took Hama on Thursday.");
    expect(part.slice(start, end)).toBe("took Hama");
  });

  it("is counted in code points", () => {
    const text = "😀😀 took Hama";
    const [start, end] = inUnits(text, [3, 12]);
    expect(text.slice(start, end)).toBe("took Hama");
  });
});

describe("areas", () => {
  it("give each side its half", () => {
    const [left, right] = cellsOf([[0, 0], [10, 0]], [20, 20]) as [[number, number][], [number, number][]];
    expect(Math.max(...left.map(([x]) => x))).toBeCloseTo(5);
    expect(Math.min(...right.map(([x]) => x))).toBeCloseTo(5);
  });
});

describe("the ribbon's scale", () => {
  it("keeps the order of days and its ends", () => {
    const x = stretched([0, 5000, 5001, 5010], 100);
    expect(x(-1)).toBe(0);
    expect(x(6000)).toBe(100);
    expect([0, 2500, 5000, 5001, 5005, 5010].map(x)).toEqual([...[0, 2500, 5000, 5001, 5005, 5010].map(x)].sort((a, b) => a - b));
  });
});
