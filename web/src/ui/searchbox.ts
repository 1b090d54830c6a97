// Search as one types: places and actors at once, everything on Enter.

import type { Context } from "../panel/context";
import { findActors, findPlaces } from "../panel/search";
import { STRINGS } from "../strings";
import { fill, h } from "./dom";

export class SearchBox {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly list = h("ul", { class: "hits", id: "hits", role: "listbox", "aria-label": STRINGS.searchLabel, hidden: true });
  private acts: (() => void)[] = [];
  private at = -1;

  constructor(private readonly context: () => Context) {
    this.input = h("input", {
      id: "search",
      type: "search",
      class: "field",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: STRINGS.searchHint,
      "aria-label": STRINGS.searchLabel,
      "aria-controls": "hits",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
    });
    this.element = h("div", { class: "searchbox", role: "search" }, this.input, this.list);
    this.input.addEventListener("input", () => this.offer());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  private offer(): void {
    const { sheet, keeper } = this.context();
    const words = this.input.value.trim();
    this.acts = [];
    this.at = -1;
    const items: HTMLElement[] = [];
    const add = (name: string, what: string, act: () => void): void => {
      const item = h("li", { role: "option", id: `hit-${items.length}`, "aria-selected": "false", dir: "auto" }, h("span", {}, name), h("span", { class: "faint" }, what));
      const n = items.length;
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.choose(n);
      });
      this.acts.push(act);
      items.push(item);
    };
    for (const place of findPlaces(sheet, words, 7)) {
      add(place.place, [place.place_kind, place.country].filter(Boolean).join(", "), () => keeper.go({ view: "place", place: place.place_id }));
    }
    for (const actor of findActors(sheet, words, 4)) {
      add(actor.name, STRINGS.views.actor.toLowerCase(), () => keeper.go({ view: "actor", actor: actor.name }));
    }
    if (words) add(`${STRINGS.searchAll}: “${words}”`, STRINGS.searchReports.toLowerCase(), () => keeper.go({ view: "search", query: words }));
    fill(this.list, ...items);
    this.list.hidden = !items.length;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.close();
      this.input.blur();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const count = this.acts.length;
      if (count) this.select((this.at + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else if (event.key === "Enter") this.choose(Math.max(0, this.at));
    else return;
    event.preventDefault();
  }

  private select(n: number): void {
    this.at = n;
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === n)));
    this.input.setAttribute("aria-activedescendant", `hit-${n}`);
  }

  private choose(n: number): void {
    const act = this.acts[n];
    if (!act) return;
    this.input.value = "";
    this.close();
    act();
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
