// Who holds what in the part of the map in sight, and how states are drawn.

import { CONTESTED, DISPUTED, type Sheet } from "../data/sheet";
import type { DotsLayer } from "../map/dots";
import { STRINGS } from "../strings";
import { fill, h } from "./dom";
import { glyph } from "./glyph";

const MOST = 9;

export class Legend {
  readonly element: HTMLElement;
  private readonly list = h("ul", {});
  private readonly note = h("p", { class: "interpolated", hidden: true }, STRINGS.areasNote);
  private key = "";

  constructor(private readonly pick: (actor: string) => void) {
    this.element = h("details", { class: "legend", open: innerWidth > 700 }, h("summary", {}, STRINGS.legend), this.list, this.note);
  }

  forget(): void {
    this.key = "";
  }

  update(sheet: Sheet, dots: DotsLayer, areas: boolean): void {
    this.note.hidden = !areas;
    const held = new Map<number, number>();
    for (const n of dots.inSight()) {
      const actor = sheet.actor[dots.segment[n]!]!;
      held.set(actor, (held.get(actor) ?? 0) + 1);
    }
    const ranked = [...held].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const shown = ranked.slice(0, MOST);
    const key = `${shown.map(([actor]) => actor).join()}|${ranked.length}`;
    if (key === this.key) {
      const numbers = this.list.querySelectorAll(".n");
      shown.forEach(([, n], i) => numbers[i]!.replaceChildren(String(n)));
      return;
    }
    this.key = key;
    const rest = ranked.slice(MOST).length;
    fill(
      this.list,
      ...shown.map(([actor, n]) => this.row(sheet, actor, n)),
      rest ? h("li", { class: "faint" }, STRINGS.legendMore(rest)) : null,
      h("li", { class: "states" },
        glyph(0, "#7b8794", CONTESTED), STRINGS.contested,
        glyph(0, "#7b8794", DISPUTED), STRINGS.disputed,
        glyph(0, "#7b8794", 0, 0), STRINGS.unsure),
    );
  }

  private row(sheet: Sheet, actor: number, n: number): HTMLElement {
    const about = sheet.actors[actor];
    const words = about?.name ?? STRINGS.nobody;
    const label = about ? h("button", { type: "button", class: "link", onclick: () => this.pick(about.name) }, words) : h("span", {}, words);
    return h("li", {}, glyph(actor, about?.colour ?? ""), label, h("span", { class: "n" }, String(n)));
  }
}
