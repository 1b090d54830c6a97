// A place's history as a ribbon: who, from when to when, with uncertain ends drawn as uncertain.

import type { History, Holding } from "../data/types";
import { parseDay, shortDay, type Day } from "../days";
import { SURE } from "../map/glyphs";
import { STRINGS } from "../strings";
import { svg } from "../ui/dom";
import { fromText, toText } from "../ui/words";
import { actorColour, actorNumber, type Context } from "./context";

const WIDTH = 420;
const TOP = 8;
const TALL = 28;
const HEIGHT = 66;
const LABEL = 66; // room that a date needs

export interface Block {
  holding: Holding;
  /** Where it surely is; before and after it fades. */
  solidFrom: Day;
  solidTo: Day;
  fadeFrom: Day;
  fadeTo: Day;
}

/** Where each holding is sure and where it is not, over `first` to `last`. */
export function blocksOf(holdings: Holding[], first: Day, last: Day): Block[] {
  const open = Math.max(1, Math.round((last - first) * 0.03));
  return holdings.map((holding) => {
    const [early, late] = holding.from.map(parseDay) as [Day | null, Day | null];
    const solidFrom = late ?? early ?? first;
    const fadeFrom = early ?? Math.max(first, solidFrom - open);
    if (holding.to === null) return { holding, solidFrom, fadeFrom, solidTo: last, fadeTo: last };
    const [endEarly, endLate] = holding.to.map(parseDay) as [Day | null, Day | null];
    const solidTo = endEarly ?? endLate ?? last;
    return { holding, solidFrom, fadeFrom, solidTo: Math.max(solidTo, solidFrom), fadeTo: endLate ?? Math.min(last, solidTo + open) };
  });
}

/** From the first day told to the last, and the day shown. */
export function extent(history: History, on: Day): [Day, Day] {
  const days = knotsOf(history);
  const [first, last] = [Math.min(on, ...days), Math.max(on, ...days)];
  const room = Math.max(5, Math.round((last - first) * 0.06));
  return [first - room, last + room];
}

/**
 * A scale that gives time room by what happens in it: the gaps between days that matter count by
 * their logarithm, so that thirteen years do not squeeze thirteen days into a line.
 */
export function stretched(knots: Day[], width: number): (day: Day) => number {
  const days = [...new Set(knots)].sort((a, b) => a - b);
  const at = [0];
  for (let n = 1; n < days.length; n++) at.push(at[n - 1]! + Math.log2(1 + days[n]! - days[n - 1]!));
  const whole = at.at(-1) || 1;
  return (day) => {
    const next = days.findIndex((one) => one > day);
    if (next === 0) return 0;
    if (next < 0) return width;
    const [low, high] = [days[next - 1]!, days[next]!];
    const share = (day - low) / (high - low);
    return ((at[next - 1]! + share * (at[next]! - at[next - 1]!)) / whole) * width;
  };
}

/** The days at which something begins or ends. */
export function knotsOf(history: History): Day[] {
  return history.holdings
    .flatMap((one) => [...one.from, ...(one.to ?? [])])
    .concat(history.contested.flat())
    .map(parseDay)
    .filter((day) => day !== null);
}

export function ribbon(context: Context, history: History, place: string, pick: (n: number) => void): SVGElement {
  const { on } = context.keeper.now;
  const [first, last] = extent(history, on);
  const knots = knotsOf(history).filter((day) => day > first && day < last);
  const x = stretched([first, ...knots, last], WIDTH);
  const blocks = blocksOf(history.holdings, first, last);
  const picture = svg("svg", { class: "ribbon", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": STRINGS.ribbon(place) });
  const defs = svg("defs");
  picture.append(svg("title", {}, blocks.map(({ holding }) => `${holding.actor ?? STRINGS.nobody}: ${fromText(holding)} – ${toText(holding)}`).join("; ")), defs);
  defs.append(hatch("hatch-contested"));
  blocks.forEach((block, n) => picture.append(drawn(context, block, n, defs, x, pick)));
  for (const period of history.contested) {
    const [start, end] = period.map(parseDay);
    const [a, b] = [x(start ?? first), x((end ?? last) + 1)];
    picture.append(svg("rect", { class: "contested", x: a, y: TOP + TALL + 3, width: Math.max(2, b - a), height: 6, fill: "url(#hatch-contested)" }));
  }
  picture.append(...axis(knots, on, x));
  picture.append(svg("line", { class: "now", x1: x(on), x2: x(on), y1: 1, y2: TOP + TALL + 10 }));
  return picture;
}

function drawn(context: Context, block: Block, n: number, defs: SVGElement, x: (day: Day) => number, pick: (n: number) => void): SVGElement {
  const { holding } = block;
  const number = actorNumber(context.sheet, holding.actor);
  const colour = holding.actor === null ? "var(--unknown)" : actorColour(context.sheet, number);
  const [a, b, c, d] = [x(block.fadeFrom), x(block.solidFrom), x(block.solidTo), x(block.fadeTo)];
  const end = Math.max(d, b + 2);
  const name = `fade-${n}`;
  const whole = Math.max(1, end - a);
  const stop = (at: number, opacity: number): SVGElement =>
    svg("stop", { offset: ((at - a) / whole).toFixed(4), "stop-color": colour, "stop-opacity": opacity });
  const full = holding.actor === null ? 0.35 : holding.probability * 100 >= SURE ? 0.95 : 0.55;
  defs.append(
    svg("linearGradient", { id: name, x1: a, x2: end, gradientUnits: "userSpaceOnUse" },
      stop(a, b > a ? 0.08 : full), stop(b, full), stop(Math.max(b, c), full), stop(end, d > c ? 0.08 : full)),
  );
  const group = svg("g", { class: "block", onclick: () => pick(n) });
  const words = `${holding.actor ?? STRINGS.nobody}: ${fromText(holding)} – ${toText(holding)}`;
  group.append(
    svg("title", {}, words),
    svg("rect", { x: a, y: TOP, width: whole, height: TALL, fill: `url(#${name})`, rx: 2 }),
    svg("rect", { class: holding.disputed ? "edge disputed" : "edge", x: b, y: TOP, width: Math.max(2, c - b), height: TALL, rx: 2 }),
  );
  return group;
}

/** A date at each knot that has room for one, the day shown before all. */
function axis(knots: Day[], on: Day, x: (day: Day) => number): SVGElement[] {
  const taken: number[] = [];
  const free = (at: number): boolean => taken.every((other) => Math.abs(other - at) >= LABEL);
  const found: SVGElement[] = [];
  for (const day of [on, ...knots.toSorted((a, b) => b - a)]) {
    const at = x(day);
    found.push(svg("line", { class: "tick", x1: at, x2: at, y1: TOP + TALL + 11, y2: TOP + TALL + 15 }));
    const middle = Math.max(LABEL / 2 - 4, Math.min(WIDTH - LABEL / 2 + 4, at));
    if (!free(middle)) continue;
    taken.push(middle);
    found.push(svg("text", { class: day === on ? "tick-text on" : "tick-text", x: middle, y: HEIGHT - 2, "text-anchor": "middle" }, shortDay(day)));
  }
  return found;
}

function hatch(id: string): SVGElement {
  return svg("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 5, height: 5, class: "hatch-ground" }), svg("rect", { width: 2, height: 5, class: "hatch-ink" }));
}
