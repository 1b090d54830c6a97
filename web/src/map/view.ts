// One map: ground, optional tiles, areas, dots, and what a pointer finds among them.

import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { NOBODY, SILENT, type Sheet } from "../data/sheet";
import { shortDay, type Day } from "../days";
import { STRINGS } from "../strings";
import { h, settled } from "../ui/dom";
import { stateWords } from "../ui/words";
import { AreasLayer } from "./areas";
import { DotsLayer } from "./dots";
import { countriesOf, GroundLayer } from "./ground";
import { LabelsLayer } from "./labels";
import { addTiles, type Tiles } from "./tiles";

export interface Eye {
  zoom: number;
  lat: number;
  lon: number;
}

interface Wishes {
  pick(place: string): void;
  moved(eye: Eye): void;
}

export class MapView {
  readonly map: L.Map;
  dots: DotsLayer | null = null;
  private readonly ground: GroundLayer;
  private readonly tiles: Tiles | null = null;
  private areas: AreasLayer | null = null;
  private labels: LabelsLayer | null = null;
  private readonly drawLabels = settled(() => this.labels?.ask(), 120);
  private readonly tip = h("div", { class: "tip", role: "status", hidden: true });
  private readonly caption = h("div", { class: "map-day" });
  private sheet: Sheet | null = null;
  private quiet = false;

  constructor(
    readonly element: HTMLElement,
    groundMap: unknown,
    tiles: string | null,
    private readonly wishes: Wishes,
    controls: boolean,
  ) {
    const holder = h("div", { class: "map", tabindex: "0", role: "application", "aria-label": STRINGS.mapLabel });
    element.append(holder, this.caption, this.tip);
    this.map = L.map(holder, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      zoomDelta: 0.75,
      wheelPxPerZoomLevel: 110,
      minZoom: 2,
      maxZoom: 14,
      maxBoundsViscosity: 1,
      worldCopyJump: true,
      preferCanvas: true,
      fadeAnimation: false,
    });
    this.map.setView([30, 30], 3, { animate: false });
    for (const [n, name] of ["ground", "tiles", "areas", "dots", "labels"].entries()) {
      this.map.createPane(name).style.zIndex = String(200 + 50 * n);
      if (name !== "tiles") this.map.getPane(name)!.style.pointerEvents = "none";
    }
    this.ground = new GroundLayer("ground", countriesOf(groundMap));
    this.ground.addTo(this.map);
    if (tiles) this.tiles = addTiles(this.map, tiles);
    if (controls) this.addControls();
    this.map.on("moveend", () => {
      if (!this.quiet) this.wishes.moved(this.eye());
    });
    this.map.on("mousemove", (event) => this.hover(event));
    this.map.on("mouseout movestart", () => this.hideTip());
    this.map.on("click", (event) => {
      const found = this.dots?.hit(event.latlng.lat, event.latlng.lng) ?? null;
      if (found !== null) this.wishes.pick(this.sheet!.places[found]!.place_id);
    });
    new ResizeObserver(() => this.map.invalidateSize({ animate: false, pan: false })).observe(element);
  }

  show(sheet: Sheet, day: Day, areas: boolean): void {
    if (sheet !== this.sheet) {
      this.dots?.remove();
      this.labels?.remove();
      this.areas?.remove();
      this.areas = null;
      this.sheet = sheet;
      this.dots = new DotsLayer("dots", sheet, day);
      this.dots.addTo(this.map);
      this.labels = new LabelsLayer("labels", this.dots);
      this.labels.addTo(this.map);
    }
    const dots = this.dots!;
    if (dots.show(day)) this.drawLabels();
    if (areas && !this.areas) {
      this.areas = new AreasLayer("areas", this.ground, sheet, dots.segment, () => dots.shownDay);
      this.areas.addTo(this.map);
    } else if (!areas && this.areas) {
      this.areas.remove();
      this.areas = null;
    } else this.areas?.ask();
    this.caption.textContent = shortDay(day);
  }

  eye(): Eye {
    const centre = this.map.getCenter();
    return { zoom: this.map.getZoom(), lat: centre.lat, lon: centre.lng };
  }

  /** Looks where it is told without telling of it. */
  look(eye: Eye): void {
    this.quiet = true;
    this.map.setView([eye.lat, eye.lon], eye.zoom, { animate: false });
    this.quiet = false;
  }

  /** Brings a place into sight, if it is not. */
  goTo(number: number): void {
    const place = this.sheet?.places[number];
    if (!place || place.lat === null || place.lon === null) return;
    const at = L.latLng(place.lat, place.lon);
    if (!this.map.getBounds().pad(-0.12).contains(at)) {
      this.map.setView(at, Math.max(this.map.getZoom(), 7), { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    }
  }

  fit(numbers: number[]): void {
    const points = numbers.flatMap((n): L.LatLngTuple[] => {
      const place = this.sheet?.places[n];
      return place && place.lat !== null && place.lon !== null ? [[place.lat, place.lon]] : [];
    });
    if (points.length) this.map.fitBounds(L.latLngBounds(points).pad(0.12), { maxZoom: 9, animate: false });
  }

  repaint(): void {
    this.ground.redraw();
    this.tiles?.repaint();
    this.areas?.redraw();
    this.dots?.repaint();
    this.labels?.redraw();
  }

  private addControls(): void {
    const button = (text: string, label: string, act: () => void): HTMLButtonElement =>
      h("button", { type: "button", class: "map-button", "aria-label": label, title: label, onclick: act }, text);
    this.element.append(
      h(
        "div",
        { class: "map-buttons" },
        button("+", STRINGS.zoomMapIn, () => this.map.zoomIn()),
        button("−", STRINGS.zoomMapOut, () => this.map.zoomOut()),
        button("⌂", STRINGS.zoomHome, () => this.fit([...(this.sheet?.places.keys() ?? [])])),
      ),
    );
  }

  private hover(event: L.LeafletMouseEvent): void {
    const found = this.dots?.hit(event.latlng.lat, event.latlng.lng) ?? null;
    this.map.getContainer().classList.toggle("pointing", found !== null);
    if (found === null || !this.sheet || !this.dots) return this.hideTip();
    const s = this.dots.segment[found]!;
    const actor = this.sheet.actor[s]!;
    const who = actor === SILENT ? STRINGS.silent : actor === NOBODY ? STRINGS.nobody : this.sheet.actors[actor]!.name;
    const state = stateWords(this.sheet.flags[s]!).join(", ");
    this.tip.replaceChildren(
      h("strong", {}, this.sheet.places[found]!.place),
      h("span", {}, who),
      h("span", { class: "faint" }, [state, actor >= 0 ? STRINGS.sure(this.sheet.sure[s]! / 100) : ""].filter(Boolean).join(" · ")),
    );
    this.tip.hidden = false;
    const { x, y } = event.containerPoint;
    const size = this.map.getSize();
    const width = this.tip.offsetWidth;
    this.tip.style.left = `${Math.max(4, x + 16 + width > size.x ? x - width - 12 : x + 16)}px`;
    this.tip.style.top = `${Math.min(y + 12, size.y - this.tip.offsetHeight - 6)}px`;
  }

  private hideTip(): void {
    this.tip.hidden = true;
  }
}
