// The page as a whole: head, map, panel, timeline, and how they answer to each other.

import { changeDays, segmentOf, SILENT, type Sheet } from "./data/sheet";
import type { Source } from "./data/source";
import { isoDay, longDay, parseDay, type Day } from "./days";
import { MapView } from "./map/view";
import { AboutPanel } from "./panel/about";
import { ActorPanel } from "./panel/actor";
import { ChangesPanel } from "./panel/changes";
import { actorNumber, type Context } from "./panel/context";
import { DayPanel } from "./panel/day";
import { LoosePanel } from "./panel/loose";
import { PlacePanel } from "./panel/place";
import { ReviewPanel } from "./panel/review";
import { SearchPanel } from "./panel/search";
import { Keeper, read, type State, type View } from "./state";
import { STRINGS } from "./strings";
import { onTheme, toggleTheme } from "./theme";
import { busiest } from "./time/window";
import { Timeline } from "./time/timeline";
import { fill, h, oncePerFrame, settled } from "./ui/dom";
import { Legend } from "./ui/legend";
import { SearchBox } from "./ui/searchbox";

const MANY = 3000; // places
const CALM = 250; // milliseconds
const HEAD = ["view", "areas", "beside", "known"] as const;

const TABS: View[] = ["day", "changes", "loose", "review", "about"];

export class App {
  private readonly keeper: Keeper;
  private readonly first: MapView;
  private second: MapView | null = null;
  private readonly panels: {
    day: DayPanel;
    place: PlacePanel;
    actor: ActorPanel;
    changes: ChangesPanel;
    loose: LoosePanel;
    search: SearchPanel;
    review: ReviewPanel;
    about: AboutPanel;
  };
  private readonly timeline: Timeline;
  private readonly legend: Legend;
  private readonly maps = h("div", { class: "maps" });
  private readonly panel = h("aside", { class: "panel", id: "panel", "aria-label": STRINGS.evidence, tabindex: "-1" });
  private readonly banner = h("div", { class: "known-banner", role: "status" });
  private readonly tabs = new Map<View, HTMLElement>();
  private readonly knownButton: HTMLButtonElement;
  private readonly compareButton: HTMLButtonElement;
  private readonly areasButton: HTMLButtonElement;
  private readonly drawPanel = oncePerFrame(() => void this.updatePanel());
  private readonly drawLegend = (): void => this.legend.update(this.sheet, this.first.dots!, this.keeper.now.areas);
  // A large record's lists cannot be made anew in every frame of a slide: the map comes first.
  private readonly drawRest = settled(() => {
    this.drawLegend();
    this.drawPanel();
  }, CALM);
  private asked = 0;

  static async start(root: HTMLElement, source: Source, tiles: string | null): Promise<App> {
    const fragment = location.hash;
    const known = read(fragment, blank(0)).known;
    const [groundMap, sheet] = await Promise.all([source.ground(), source.sheet(known)]);
    return new App(root, source, sheet, groundMap, tiles);
  }

  private constructor(
    root: HTMLElement,
    private readonly source: Source,
    private sheet: Sheet,
    private readonly groundMap: unknown,
    private readonly tiles: string | null,
  ) {
    const plain = blank(firstDay(sheet));
    this.keeper = new Keeper(read(location.hash, plain), plain);
    this.panels = {
      day: new DayPanel(this.context()),
      place: new PlacePanel(),
      actor: new ActorPanel(),
      changes: new ChangesPanel(this.context()),
      loose: new LoosePanel(),
      search: new SearchPanel(),
      review: new ReviewPanel(),
      about: new AboutPanel(),
    };
    this.knownButton = chip(STRINGS.known, STRINGS.knownTip, () => this.toggleKnown());
    this.compareButton = chip(STRINGS.compare, STRINGS.compareTip, () => this.toggleCompare());
    this.areasButton = chip(STRINGS.areas, STRINGS.areasTip, () => this.keeper.go({ areas: !this.keeper.now.areas }));
    this.legend = new Legend((actor) => this.keeper.go({ view: "actor", actor }));
    this.timeline = new Timeline(this.keeper, sheet);
    const one = h("div", { class: "map-holder" });
    this.maps.append(one);
    root.replaceChildren(
      h("a", { class: "skip", href: "#panel", onclick: (event) => {
        event.preventDefault();
        this.panel.focus();
      } }, STRINGS.skip),
      this.head(),
      this.banner,
      h("main", { class: "main" }, h("div", { class: "stage" }, this.maps, this.legend.element), this.panel),
      this.timeline.element,
    );
    this.first = this.mapView(one, true);
    this.first.show(sheet, this.keeper.now.on, this.keeper.now.areas);
    if (this.keeper.now.map) this.first.look(this.keeper.now.map);
    else this.first.fit(this.worthSeeing());
    this.listen();
    this.update(this.keeper.now, null);
    document.documentElement.dataset["ready"] = "true";
  }

  private head(): HTMLElement {
    const search = new SearchBox(() => this.context());
    const tabs = h("nav", { class: "tabs", "aria-label": STRINGS.viewsLabel });
    for (const view of TABS) {
      if (view === "review" && !this.source.review) continue;
      const tab = h("button", { type: "button", class: "tab" }, STRINGS.views[view]);
      tab.addEventListener("click", () => this.keeper.go({ view }));
      this.tabs.set(view, tab);
      tabs.append(tab);
    }
    return h(
      "header",
      { class: "head" },
      h("h1", {}, STRINGS.name, this.source.title ? h("span", { class: "title" }, this.source.title) : null),
      search.element,
      tabs,
      h("div", { class: "tools" }, this.areasButton, this.compareButton, this.knownButton,
        h("button", { type: "button", class: "icon", "aria-label": STRINGS.theme, title: STRINGS.theme, onclick: toggleTheme }, "◐")),
    );
  }

  private mapView(element: HTMLElement, controls: boolean): MapView {
    const view: MapView = new MapView(element, this.groundMap, this.tiles, {
      pick: (place) => this.keeper.go({ view: "place", place }),
      moved: (eye) => {
        const other = view === this.first ? this.second : this.first;
        other?.look(eye);
        this.keeper.slide({ map: eye });
      },
    }, controls);
    return view;
  }

  private context(): Context {
    return {
      source: this.source,
      keeper: this.keeper,
      sheet: this.sheet,
      inSight: () => this.first?.dots?.inSight() ?? [],
      reload: () => this.reload(),
    };
  }

  private listen(): void {
    this.keeper.listen((now, before) => this.update(now, before));
    onTheme(() => {
      this.first.repaint();
      this.second?.repaint();
      this.timeline.repaint();
      this.legend.forget();
      this.update(this.keeper.now, null);
    });
    document.addEventListener("keydown", (event) => {
      const typing = (event.target as Element).closest("input, select, textarea");
      if (event.key === "Escape" && this.keeper.now.view !== "day" && !typing) this.keeper.go({ view: "day" });
      else if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      else if (event.key === "[") this.timeline.stepChange(-1);
      else if (event.key === "]") this.timeline.stepChange(1);
      else if (event.key === "/") {
        document.querySelector<HTMLInputElement>("#search")?.focus();
        event.preventDefault();
      }
    });
  }

  private update(now: State, before: State | null): void {
    if (before && now.known !== before.known) void this.reload();
    this.first.show(this.sheet, now.on, now.areas);
    this.updateSecond(now);
    if (before && now.map !== before.map && now.map && differs(now.map, this.first.eye())) this.first.look(now.map);
    this.mark(now, before);
    if (!before || HEAD.some((key) => now[key] !== before[key])) this.updateHead(now);
    if (before && now.view !== before.view) this.focusPanel(now);
    if (this.sheet.places.length > MANY) this.drawRest();
    else {
      this.drawLegend();
      this.drawPanel();
    }
  }

  /** The chosen place ringed, a chosen actor alone, what changed in the range arced. */
  private mark(now: State, before: State | null): void {
    const place = now.view === "place" && now.place !== null ? (this.sheet.index.get(now.place) ?? null) : null;
    const only = now.view === "actor" && now.actor !== null ? actorNumber(this.sheet, now.actor) : null;
    const changed = now.from !== null ? changedWithin(this.sheet, now.from, now.on) : new Set<number>();
    for (const view of [this.first, this.second]) {
      if (!view?.dots) continue;
      view.dots.highlighted = place;
      view.dots.only = only;
      view.dots.changed = changed;
      view.dots.ask();
    }
    if (place !== null && before && (now.place !== before.place || now.view !== before.view)) this.first.goTo(place);
  }

  private updateSecond(now: State): void {
    if (now.beside === null) {
      this.second?.map.remove();
      this.second?.element.remove();
      this.second = null;
      this.maps.classList.remove("two");
      return;
    }
    if (!this.second) {
      const holder = h("div", { class: "map-holder other" });
      const date = h("input", { type: "date", class: "field beside-day", "aria-label": STRINGS.compareDay });
      date.addEventListener("change", () => {
        const day = parseDay(date.value);
        if (day !== null) this.keeper.go({ beside: day });
      });
      this.maps.append(holder);
      this.maps.classList.add("two");
      this.second = this.mapView(holder, false);
      holder.append(date);
      this.first.map.invalidateSize({ animate: false });
      this.second.look(this.first.eye());
    }
    this.second.show(this.sheet, now.beside, now.areas);
    // The earlier day stands first.
    this.second.element.classList.toggle("earlier", now.beside < now.on);
    const date = this.second.element.querySelector<HTMLInputElement>(".beside-day");
    if (date && document.activeElement !== date) date.value = isoDay(now.beside);
  }

  private updateHead(now: State): void {
    for (const [view, tab] of this.tabs) {
      const current = view === now.view || (view === "day" && ["place", "actor", "search"].includes(now.view));
      if (current) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    const loose = this.tabs.get("loose")!;
    const { unplaced, undated } = this.sheet.counts;
    fill(loose, STRINGS.views.loose, h("span", { class: "badge" }, String(unplaced + undated)));
    this.areasButton.setAttribute("aria-pressed", String(now.areas));
    this.compareButton.setAttribute("aria-pressed", String(now.beside !== null));
    this.knownButton.setAttribute("aria-pressed", String(now.known !== null));
    this.knownButton.disabled = this.source.knownDays === null;
    if (this.source.knownDays === null) this.knownButton.title = STRINGS.knownNone;
    document.documentElement.classList.toggle("as-known", now.known !== null);
    this.updateBanner(now);
  }

  private updateBanner(now: State): void {
    if (now.known === null) {
      fill(this.banner);
      return;
    }
    const { known } = now;
    if (!this.banner.childElementCount) {
      const date = h("input", { type: "date", class: "field", "aria-label": STRINGS.known });
      date.addEventListener("change", () => {
        const day = parseDay(date.value);
        if (day !== null) this.keeper.go({ known: day });
      });
      const step = (text: string, label: string, days: number): HTMLElement =>
        h("button", { type: "button", class: "icon", "aria-label": label, title: label, onclick: () => this.keeper.go({ known: (this.keeper.now.known ?? 0) + days }) }, text);
      this.banner.append(
        h("strong", {}), h("span", { class: "what" }, STRINGS.knownWhat),
        h("span", { class: "steps" }, step("‹", STRINGS.knownEarlier, -1), date, step("›", STRINGS.knownLater, 1)),
        h("button", { type: "button", class: "chip", onclick: () => this.keeper.go({ known: null }) }, STRINGS.knownBack),
      );
    }
    fill(this.banner.querySelector("strong")!, STRINGS.knownOn(longDay(known)));
    const date = this.banner.querySelector("input")!;
    if (document.activeElement !== date) date.value = isoDay(known);
  }

  private async reload(): Promise<void> {
    const mine = ++this.asked;
    const sheet = await this.source.sheet(this.keeper.now.known);
    if (mine !== this.asked) return;
    this.sheet = sheet;
    this.panels.place.stale();
    this.timeline.take(sheet);
    this.update(this.keeper.now, null);
  }

  private async updatePanel(): Promise<void> {
    const { view, on } = this.keeper.now;
    document.title = `${longDay(on)} · ${this.source.title ?? STRINGS.name}`;
    const context = this.context();
    const panel = this.panels[view];
    const back = view === "day" ? null : h("button", { type: "button", class: "link back", onclick: () => this.keeper.go({ view: "day" }) }, `‹ ${STRINGS.back}`);
    if (this.panel.dataset["view"] !== view) {
      this.panel.dataset["view"] = view;
      fill(this.panel, back, panel.element);
      this.panel.scrollTop = 0;
    }
    await panel.update(context);
  }

  private focusPanel(now: State): void {
    if (now.view === "day") return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (document.activeElement?.closest(".searchbox, .panel") || document.activeElement === document.body) this.panel.focus({ preventScroll: true });
    }));
  }

  private toggleKnown(): void {
    const { known, on } = this.keeper.now;
    this.keeper.go({ known: known === null ? on : null });
  }

  private toggleCompare(): void {
    const { beside, from, on } = this.keeper.now;
    const days = changeDays(this.sheet);
    const before = from ?? days.findLast((day) => day < on) ?? on - 7;
    this.keeper.go({ beside: beside === null ? before - (from === null ? 1 : 0) : null });
  }

  /** The places told of in the busiest span: what a first look should hold. */
  private worthSeeing(): number[] {
    const span = busiest(this.sheet.counts);
    const found = new Map<string | null, number[]>();
    this.sheet.places.forEach((place, n) => {
      if (place.lat === null || ["region", "country"].includes(place.place_kind)) return;
      const told = this.sheet.told.subarray(this.sheet.toldOffsets[n]!, this.sheet.toldOffsets[n + 1]!);
      if (!told.some((day) => day >= span.first && day <= span.last)) return;
      found.set(place.country, [...(found.get(place.country) ?? []), n]);
    });
    // Several wars in one record: the one most told of, unless it is not much more so.
    const groups = [...found.values()].sort((a, b) => b.length - a.length);
    const all = groups.flat();
    const [most = []] = groups;
    return most.length * 2 >= all.length && most.length ? most : all.length ? all : [...this.sheet.places.keys()];
  }
}

function blank(on: Day): State {
  return { on, from: null, known: null, beside: null, view: "day", place: null, actor: null, query: "", areas: false, map: null };
}

/** The last day of the busiest span on which a claim speaks. */
function firstDay(sheet: Sheet): Day {
  const span = busiest(sheet.counts);
  const { marks, first } = sheet.counts;
  for (let day = Math.min(span.last, sheet.counts.last); day >= span.first; day--) if (marks[day - first]) return day;
  return span.last;
}

function differs(a: { zoom: number; lat: number; lon: number }, b: { zoom: number; lat: number; lon: number }): boolean {
  return Math.abs(a.zoom - b.zoom) > 0.01 || Math.abs(a.lat - b.lat) > 0.001 || Math.abs(a.lon - b.lon) > 0.001;
}

/** Places whose holder on `low` was another than on `high`. */
function changedWithin(sheet: Sheet, low: Day, high: Day): Set<number> {
  const found = new Set<number>();
  for (let n = 0; n < sheet.places.length; n++) {
    const [a, b] = [sheet.actor[segmentOf(sheet, n, low)]!, sheet.actor[segmentOf(sheet, n, high)]!];
    if (a !== b && b !== SILENT && b >= 0) found.add(n);
  }
  return found;
}

function chip(words: string, tip: string, act: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "chip", title: tip, "aria-pressed": "false", onclick: act }, words);
}

