import { describe, expect, it } from "vitest";
import { isoDay, months, parseDay, spanText } from "../src/days";

describe("days", () => {
  it("reads and writes ISO days", () => {
    expect(parseDay("1970-01-02")).toBe(1);
    expect(isoDay(parseDay("2024-02-29")!)).toBe("2024-02-29");
    expect(parseDay("2023-02-29")).toBeNull();
    expect(parseDay("yesterday")).toBeNull();
  });

  it("says a span as sharply as it is known", () => {
    const span = (a: string | null, b: string | null): string => spanText(parseDay(a), parseDay(b));
    expect(span("2024-12-05", "2024-12-05")).toBe("5 Dec 2024");
    expect(span("2014-01-01", "2014-12-31")).toBe("2014");
    expect(span("2014-07-01", "2014-07-31")).toBe("Jul 2014");
    expect(span(null, "2024-12-05")).toBe("by 5 Dec 2024");
    expect(span("2024-12-05", null)).toBe("from 5 Dec 2024");
  });

  it("gives the first days of months", () => {
    expect(months(parseDay("2024-11-20")!, parseDay("2025-02-01")!, 1).map(isoDay)).toEqual([
      "2024-12-01",
      "2025-01-01",
      "2025-02-01",
    ]);
  });
});
