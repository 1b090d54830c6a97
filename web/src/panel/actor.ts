// An actor: what it held over time, what it gained and lost.

import { changeDays, segmentOf, type Sheet } from "../data/sheet";
import type { Change } from "../data/types";
import { longDay, monthOf, type Day } from "../days";
import { STRINGS } from "../strings";
import { fill, h, svg } from "../ui/dom";
import { glyph } from "../ui/glyph";
import { actorColour, actorNumber, placeLink, type Context } from "./context";
import { changeRow } from "./changes";

const WIDTH = 420;
const HEIGHT = 120;
const BASE = 100;

export class ActorPanel {
  readonly element = h("div", { class: "panel-body" });
  private key = "";

  async update(context: Context): Promise<void> {
    const { actor, known, on } = context.keeper.now;
    if (actor === null) return;
    const key = `${actor}|${known}|${on}|${context.sheet.basis.record}`;
    if (key === this.key) return;
    this.key = key;
    const { first, last } = context.sheet.counts;
    const changes = await context.source.changes(first - 1, last + 1, known);
    if (this.key !== key) return;
    this.draw(context, actor, changes);
  }

  private draw(context: Context, name: string, changes: Change[]): void {
    const { sheet } = context;
    const number = actorNumber(sheet, name);
    const about = sheet.actors[number];
    const { on } = context.keeper.now;
    const held = heldOn(sheet, number, on);
    const [gains, losses] = [changes.filter((one) => one.to_actor === name), changes.filter((one) => one.from_actor === name)];
    const facts: [string, string][] = [
      [STRINGS.actorAlias, (about?.aliases ?? []).slice(0, 8).join(", ")],
      [STRINGS.actorPartOf, about?.part_of ?? ""],
      [STRINGS.actorBackedBy, (about?.backed_by ?? []).join(", ")],
      [STRINGS.actorActive, about?.from || about?.to ? `${about.from ?? "…"} – ${about.to ?? STRINGS.still}` : ""],
    ];
    fill(
      this.element,
      h("h2", { tabindex: "-1", class: "place-name" }, glyph(number, actorColour(sheet, number), 0, 100, 26), name),
      about?.kind ? h("p", { class: "faint" }, about.kind) : null,
      about && !about.known ? h("p", { class: "note" }, STRINGS.actorUnknown) : null,
      h("dl", { class: "particulars" }, ...facts.filter(([, value]) => value).flatMap(([label, value]) => [h("dt", {}, label), h("dd", {}, value)])),
      h("h3", {}, STRINGS.actorHeld),
      h("p", { class: "summary" }, STRINGS.actorHeldAt(held.length, longDay(on))),
      heldChart(context, number) as unknown as HTMLElement,
      h("ul", { class: "inline" }, ...held.slice(0, 60).map((n) => h("li", {}, placeLink(context, sheet.places[n]!.place_id, sheet.places[n]!.place)))),
      gains.length || losses.length ? null : h("p", { class: "faint" }, STRINGS.actorNever),
      gains.length ? h("h3", {}, STRINGS.actorGains(gains.length)) : null,
      h("ul", { class: "changes" }, ...gains.map((one) => changeRow(context, one))),
      losses.length ? h("h3", {}, STRINGS.actorLosses(losses.length)) : null,
      h("ul", { class: "changes" }, ...losses.map((one) => changeRow(context, one))),
    );
  }
}

function heldOn(sheet: Sheet, actor: number, on: Day): number[] {
  const found: number[] = [];
  for (let n = 0; n < sheet.places.length; n++) if (sheet.actor[segmentOf(sheet, n, on)] === actor) found.push(n);
  return found;
}

/** (day, places held from then on), a step wherever the number changes. */
export function heldOverTime(sheet: Sheet, actor: number): [Day, number][] {
  const steps = new Map<Day, number>();
  for (let p = 0; p < sheet.places.length; p++) {
    const [first, end] = [sheet.offsets[p]!, sheet.offsets[p + 1]!];
    for (let s = first; s < end; s++) {
      const [was, is] = [s > first && sheet.actor[s - 1] === actor, sheet.actor[s] === actor];
      if (was !== is) steps.set(sheet.day[s]!, (steps.get(sheet.day[s]!) ?? 0) + (is ? 1 : -1));
    }
  }
  let sum = 0;
  return [...steps].sort((a, b) => a[0] - b[0]).map(([day, more]) => [day, (sum += more)]);
}

function heldChart(context: Context, actor: number): SVGElement {
  const { sheet, keeper } = context;
  const steps = heldOverTime(sheet, actor);
  const days = changeDays(sheet);
  const [first, last] = [Math.max(days[0] ?? 0, (steps.find(([day]) => day > -1e9)?.[0] ?? 0) - 30), Math.max(keeper.now.on, days.at(-1) ?? 1) + 10];
  const top = Math.max(1, ...steps.map(([, n]) => n));
  const x = (day: Day): number => ((Math.max(first, Math.min(last, day)) - first) / Math.max(1, last - first)) * WIDTH;
  const y = (n: number): number => BASE - (n / top) * (BASE - 12);
  let [path, n] = [`M0 ${BASE}`, 0];
  for (const [day, next] of steps) {
    path += ` L${x(day).toFixed(1)} ${y(n).toFixed(1)} L${x(day).toFixed(1)} ${y(next).toFixed(1)}`;
    n = next;
  }
  path += ` L${WIDTH} ${y(n).toFixed(1)} L${WIDTH} ${BASE} Z`;
  const colour = actorColour(sheet, actor);
  return svg("svg", { class: "held", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": STRINGS.actorHeld },
    svg("path", { d: path, fill: colour, "fill-opacity": 0.55, stroke: colour, "stroke-width": 1.5 }),
    svg("line", { class: "tick", x1: 0, x2: WIDTH, y1: BASE, y2: BASE }),
    svg("line", { class: "now", x1: x(keeper.now.on), x2: x(keeper.now.on), y1: 4, y2: BASE }),
    svg("text", { class: "tick-text", x: 2, y: 12 }, String(top)),
    svg("text", { class: "tick-text", x: 2, y: HEIGHT - 4 }, monthOf(first)),
    svg("text", { class: "tick-text", x: WIDTH - 2, y: HEIGHT - 4, "text-anchor": "end" }, monthOf(last)));
}
