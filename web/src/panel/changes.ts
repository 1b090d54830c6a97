// What changed hands between two days, or since the last visit, by who gained.

import type { Change } from "../data/types";
import { isoDay, parseDay, shortDay } from "../days";
import { lastVisit } from "../visits";
import { STRINGS } from "../strings";
import { fill, h } from "../ui/dom";
import { boundsText } from "../ui/words";
import { actorChip, placeLink, type Context } from "./context";

const WEEK = 7;
const MONTH = 30;

export class ChangesPanel {
  readonly element = h("div", { class: "panel-body" });
  private readonly list = h("div", {});
  private readonly from = h("input", { type: "date", class: "field", "aria-label": STRINGS.changesFrom });
  private readonly to = h("input", { type: "date", class: "field", "aria-label": STRINGS.changesTo });
  private readonly visit = h("button", { type: "button", class: "chip" }, STRINGS.changesVisit);
  private sinceVisit = false;
  private key = "";

  constructor(private context: Context) {
    const dates = (): void => {
      const [from, to] = [parseDay(this.from.value), parseDay(this.to.value)];
      this.sinceVisit = false;
      if (from !== null && to !== null && from <= to) this.context.keeper.go({ from, on: to });
    };
    this.from.addEventListener("change", dates);
    this.to.addEventListener("change", dates);
    const back = (days: number, words: string): HTMLElement =>
      h("button", { type: "button", class: "chip", onclick: () => {
        this.sinceVisit = false;
        this.context.keeper.go({ from: this.context.keeper.now.on - days });
      } }, words);
    this.visit.hidden = lastVisit() === null;
    this.visit.addEventListener("click", () => {
      this.sinceVisit = true;
      void this.update(this.context);
    });
    this.element.append(
      h("div", { class: "row wrap" }, h("label", {}, STRINGS.changesFrom, this.from), h("label", {}, STRINGS.changesTo, this.to), back(WEEK, STRINGS.changesWeek), back(MONTH, STRINGS.changesMonth), this.visit),
      this.list,
    );
  }

  async update(context: Context): Promise<void> {
    this.context = context;
    const { on, from, known } = context.keeper.now;
    const low = from ?? on - WEEK;
    this.from.value = isoDay(low);
    this.to.value = isoDay(on);
    this.visit.setAttribute("aria-pressed", String(this.sinceVisit));
    const key = `${low}|${on}|${known}|${this.sinceVisit}|${context.sheet.basis.record}`;
    if (key === this.key) return;
    this.key = key;
    const visit = lastVisit();
    const all = this.sinceVisit && visit
      ? await context.source.changesRecordedSince(visit, known)
      : await context.source.changes(low, on, known);
    if (this.key !== key) return;
    const heading = this.sinceVisit && visit ? STRINGS.changesVisitNote(shortDay(parseDay(visit)!)) : STRINGS.changesCount(all.length);
    fill(this.list, h("p", { class: "summary", role: "status" }, heading), ...this.groups(all));
    if (!all.length) this.list.append(h("p", { class: "faint" }, STRINGS.changesNone));
  }

  private groups(all: Change[]): HTMLElement[] {
    const groups = new Map<string | null, Change[]>();
    for (const change of all) groups.set(change.to_actor, [...(groups.get(change.to_actor) ?? []), change]);
    return [...groups]
      .sort((a, b) => b[1].length - a[1].length)
      .map(([actor, changes]) =>
        h("section", { class: "group" },
          h("h3", {}, actorChip(this.context, actor), h("span", { class: "faint" }, ` ${changes.length}`)),
          h("ul", { class: "changes" }, ...changes.map((change) => changeRow(this.context, change)))),
      );
  }
}

export function changeRow(context: Context, change: Change): HTMLElement {
  return h(
    "li",
    {},
    h("span", { class: "dates" }, boundsText(change.between)),
    placeLink(context, change.place_id, change.place),
    h("span", { class: "faint" }, `from ${change.from_actor ?? STRINGS.nobody.toLowerCase()} to ${change.to_actor ?? STRINGS.nobody.toLowerCase()}`),
    h("span", { class: "sure faint" }, `${STRINGS.sure(change.probability)} · ${STRINGS.support(change.reports, change.origins)}`),
  );
}
