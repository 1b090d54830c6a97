// Who holds what on the day: the map as a list, for those who read, and for the keyboard.

import { segmentOf } from "../data/sheet";
import { fold, skeleton } from "../fold";
import { longDay } from "../days";
import { STRINGS } from "../strings";
import { fill, h, styled } from "../ui/dom";
import { glyph } from "../ui/glyph";
import { stateWords } from "../ui/words";
import { actorColour, isTold, placeLink, type Context } from "./context";

const MOST = 150;

export class DayPanel {
  readonly element = h("div", { class: "panel-body" });
  private readonly bar = h("div", { class: "shares", "aria-hidden": "true" });
  private readonly summary = h("p", { class: "summary" });
  private readonly list = h("ul", { class: "places" });
  private readonly filter = h("input", { type: "search", class: "field", placeholder: STRINGS.filter, "aria-label": STRINGS.filter });
  private readonly onlySeen = h("input", { type: "checkbox", checked: true });
  private shown = MOST;
  private key = "";

  constructor(private context: Context) {
    this.filter.addEventListener("input", () => this.draw());
    this.onlySeen.addEventListener("change", () => this.draw());
    this.element.append(
      this.summary,
      this.bar,
      h("div", { class: "row" }, this.filter, h("label", { class: "check" }, this.onlySeen, STRINGS.inView)),
      this.list,
    );
  }

  update(context: Context): void {
    this.context = context;
    this.draw();
  }

  private draw(): void {
    const { sheet, keeper } = this.context;
    const { on } = keeper.now;
    const near = this.onlySeen.checked;
    const wanted = fold(this.filter.value);
    const bones = skeleton(this.filter.value);
    const rows: { n: number; s: number }[] = [];
    const held = new Map<number, number>();
    let listed = 0;
    for (const n of near ? this.context.inSight() : sheet.places.keys()) {
      const s = segmentOf(sheet, n, on);
      if (!isTold(sheet, s)) continue;
      const actor = sheet.actor[s]!;
      held.set(actor, (held.get(actor) ?? 0) + 1);
      if (wanted && !this.fits(n, wanted, bones)) continue;
      if (listed++ < this.shown) rows.push({ n, s });
    }
    const key = `${rows.map(({ n, s }) => `${n}:${s}`).join()}|${[...held].join()}|${listed}|${sheet.known}|${on}`;
    if (key === this.key) return;
    this.key = key;
    const all = [...held.values()].reduce((sum, n) => sum + n, 0);
    fill(this.summary, `${longDay(on)}: ${STRINGS.placesOn(all)}`);
    fill(
      this.bar,
      ...[...held].sort((a, b) => b[1] - a[1]).map(([actor, n]) =>
        styled(h("span", {}), { "--share": String(n), "--colour": actor < 0 ? "var(--unknown)" : actorColour(sheet, actor) }),
      ),
    );
    fill(this.list, ...rows.map(({ n, s }) => this.row(n, s)));
    if (listed > this.shown) {
      const more = h("button", { type: "button", class: "chip" }, STRINGS.more(listed - this.shown));
      more.addEventListener("click", () => {
        this.shown += 500;
        this.draw();
      });
      this.list.append(h("li", { class: "bare" }, more));
    }
    if (!rows.length) this.list.append(h("li", { class: "bare faint" }, near ? STRINGS.noneInView : STRINGS.noneOn));
  }

  private fits(n: number, wanted: string, bones: string): boolean {
    const name = this.context.sheet.places[n]!.place;
    return fold(name).includes(wanted) || (bones.length >= 3 && skeleton(name).includes(bones));
  }

  private row(n: number, s: number): HTMLElement {
    const { sheet } = this.context;
    const place = sheet.places[n]!;
    const actor = sheet.actor[s]!;
    const flags = sheet.flags[s]!;
    const states = stateWords(flags);
    if (place.lat === null) states.push(STRINGS.unplaced);
    return h(
      "li",
      {},
      glyph(actor, actorColour(sheet, actor), flags, sheet.sure[s]!),
      placeLink(this.context, place.place_id, place.place),
      h("span", { class: "who" }, actor < 0 ? STRINGS.nobody : sheet.actors[actor]!.name),
      states.length ? h("span", { class: "states" }, states.join(", ")) : null,
      actor >= 0 ? h("span", { class: "sure faint" }, STRINGS.sure(sheet.sure[s]! / 100)) : null,
    );
  }
}
