// Places, actors and reports by any spelling.

import type { Actor, Place } from "../data/types";
import type { Sheet } from "../data/sheet";
import { fold, skeleton } from "../fold";
import { parseDay, shortDay } from "../days";
import { STRINGS } from "../strings";
import { fill, h } from "../ui/dom";
import { actorChip, placeLink, type Context } from "./context";
import { inUnits, marked } from "./claim";

const LEAST_BONES = 3;

export function findPlaces(sheet: Sheet, words: string, most: number): Place[] {
  return best(sheet.places, (place) => [place.place], words, most);
}

export function findActors(sheet: Sheet, words: string, most: number): Actor[] {
  return best(sheet.actors, (actor) => [actor.name, ...(actor.aliases ?? [])], words, most);
}

/** Those whose name is it, begins with it, has a word that does, contains it, sounds like it. */
function best<T>(all: T[], names: (one: T) => string[], words: string, most: number): T[] {
  const wanted = fold(words);
  if (!wanted) return [];
  const bones = skeleton(words);
  const ranked: [number, T][] = [];
  for (const one of all) {
    let rank = 9;
    for (const name of names(one)) rank = Math.min(rank, rankOf(fold(name), wanted, bones));
    if (rank < 9) ranked.push([rank, one]);
  }
  return ranked.sort((a, b) => a[0] - b[0]).slice(0, most).map(([, one]) => one);
}

function rankOf(name: string, wanted: string, bones: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  return bones.length >= LEAST_BONES && skeleton(name).startsWith(bones) ? 4 : 9;
}

export class SearchPanel {
  readonly element = h("div", { class: "panel-body" });
  private key = "";

  async update(context: Context): Promise<void> {
    const { query } = context.keeper.now;
    const key = `${query}|${context.sheet.basis.record}|${context.keeper.now.known}`;
    if (key === this.key) return;
    this.key = key;
    const [places, actors] = [findPlaces(context.sheet, query, 30), findActors(context.sheet, query, 12)];
    const { reports } = await context.source.search(query);
    if (this.key !== key) return;
    fill(
      this.element,
      h("p", { class: "summary", role: "status" }, places.length + actors.length + reports.length ? `“${query}”` : STRINGS.searchNothing(query)),
      places.length ? h("h3", {}, STRINGS.searchPlaces) : null,
      h("ul", { class: "places" }, ...places.map((place) => h("li", {}, placeLink(context, place.place_id, place.place), h("span", { class: "faint" }, [place.place_kind, place.country].filter(Boolean).join(", "))))),
      actors.length ? h("h3", {}, STRINGS.searchActors) : null,
      h("ul", { class: "inline" }, ...actors.map((actor) => h("li", {}, actorChip(context, actor.name)))),
      reports.length ? h("h3", {}, STRINGS.searchReports) : null,
      ...reports.slice(0, 40).map(({ report }) => this.report(report, query)),
    );
  }

  private report(report: { title: string | null; publisher: string | null; published: string | null; text: string }, query: string): HTMLElement {
    const at = report.text.toLowerCase().indexOf(query.toLowerCase().trim());
    const day = parseDay(report.published);
    const low = Math.max(0, at - 120);
    const [start, end] = inUnits(report.text, [at, at + query.trim().length]);
    return h("details", { class: "found" },
      h("summary", {}, report.title ?? report.publisher ?? "", h("span", { class: "faint" }, ` ${[report.publisher, day === null ? STRINGS.undated : shortDay(day)].filter(Boolean).join(", ")}`)),
      at >= 0 ? h("blockquote", {}, ...marked(report.text.slice(low, at + 240), start - low, end - low)) : null,
      h("div", { class: "report-text", tabindex: "0" }, report.text));
  }
}
