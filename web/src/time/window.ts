// Which part of time the slider shows, and what is worth showing first.

import type { Counts } from "../data/sheet";
import type { Day } from "../days";

export interface Span {
  first: Day;
  last: Day;
}

const SHARE = 0.5;
const LEAST = 14;

/** The shortest span that holds most of the claims, with room around it. */
export function busiest(counts: Counts): Span {
  const { marks, first, last } = counts;
  let all = 0;
  for (const n of marks) all += n;
  const wanted = all * SHARE;
  let [low, sum, best]: [number, number, Span] = [0, 0, { first, last }];
  for (let high = 0; high < marks.length; high++) {
    sum += marks[high]!;
    while (sum - marks[low]! >= wanted) sum -= marks[low++]!;
    if (sum >= wanted && high - low < best.last - best.first) best = { first: first + low, last: first + high };
  }
  const room = Math.max(3, Math.round((best.last - best.first) * 0.15));
  return within({ first: best.first - room, last: best.last + room }, counts);
}

/** The span within all days, at least some days long. */
export function within(span: Span, counts: Counts): Span {
  const all = { first: counts.first - 3, last: counts.last + 3 };
  const length = Math.min(Math.max(span.last - span.first, LEAST), Math.max(all.last - all.first, LEAST));
  const first = Math.max(all.first, Math.min(span.first, all.last - length));
  return { first, last: first + length };
}

export function zoomed(span: Span, factor: number, about: Day, counts: Counts): Span {
  const share = (about - span.first) / Math.max(1, span.last - span.first);
  const length = Math.round((span.last - span.first) * factor);
  const first = Math.round(about - share * length);
  return within({ first, last: first + length }, counts);
}

export function moved(span: Span, days: number, counts: Counts): Span {
  return within({ first: span.first + days, last: span.last + days }, counts);
}

/** The span with `day` in it. */
export function including(span: Span, day: Day, counts: Counts): Span {
  if (day < span.first) return moved(span, day - span.first - 2, counts);
  if (day > span.last) return moved(span, day - span.last + 2, counts);
  return span;
}
