// The places of a sheet on one day. Fast enough to follow a slider over tens of thousands.

import { segmentsOn, SILENT, type Sheet } from "../data/sheet";
import type { Day } from "../days";
import { isDark, tone } from "../theme";
import { CanvasLayer, mercator, type Frame } from "./canvas";
import { drawGlyph, shapeOf, type Inks, type Look } from "./glyphs";
import { pictureOf, Stamps, type Picture } from "./stamps";

/** Beyond so many dots in sight they are stamped as plain squares, and their marks left out. */
const CROWD = 2500;
const HIT = 14;

export class DotsLayer extends CanvasLayer {
  /** For each place the number of its segment on the day shown. */
  readonly segment: Int32Array;
  highlighted: number | null = null;
  /** An actor to show alone, the others faint. */
  only: number | null = null;
  /** Places that changed hands in the range shown. */
  changed: Set<number> = new Set();
  /** World pixels of the places at zoom 0; NaN where unplaced. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  private readonly pictures = new Map<number, Picture>();
  private readonly looks: Look[];
  private readonly stamps = new Stamps();
  private inks: Inks | null = null;
  private frame: Frame | null = null;
  private seen: Int32Array = new Int32Array(0);
  private seenKey = "";

  constructor(
    pane: string,
    readonly sheet: Sheet,
    private day: Day,
  ) {
    super(pane);
    const count = sheet.places.length;
    this.segment = new Int32Array(count);
    this.x = new Float64Array(count).fill(NaN);
    this.y = new Float64Array(count).fill(NaN);
    sheet.places.forEach((place, n) => {
      if (place.lat === null || place.lon === null) return;
      [this.x[n], this.y[n]] = mercator(place.lat, place.lon);
    });
    this.looks = sheet.actors.map((actor, n) => ({ colour: actor.colour, shape: shapeOf(n) }));
    segmentsOn(sheet, day, this.segment);
  }

  get shownDay(): Day {
    return this.day;
  }

  /** Shows a day; false where it is the one shown. */
  show(day: Day): boolean {
    if (day === this.day) return false;
    this.day = day;
    segmentsOn(this.sheet, day, this.segment);
    this.ask();
    return true;
  }

  /** Forget what was drawn in the colours of another theme. */
  repaint(): void {
    this.pictures.clear();
    this.inks = null;
    this.redraw();
  }

  /** The place under a point of the map's container, null for none. */
  hit(lat: number, lon: number): number | null {
    if (!this.frame) return null;
    const scale = 2 ** this.frame.zoom;
    const [mx, my] = mercator(lat, lon);
    let [best, nearest]: [number | null, number] = [null, HIT];
    for (const n of this.seen) {
      if (this.sheet.actor[this.segment[n]!] === SILENT) continue;
      const away = Math.hypot(this.x[n]! - mx, this.y[n]! - my) * scale;
      if (away < nearest) [best, nearest] = [n, away];
    }
    return best;
  }

  /** Numbers of the places in sight of which something is told, the largest first. */
  inSight(): number[] {
    if (!this._map) return [];
    const bounds = this._map.getBounds();
    const [left, top] = mercator(bounds.getNorth(), bounds.getWest());
    const [right, bottom] = mercator(bounds.getSouth(), bounds.getEast());
    const found: number[] = [];
    for (let n = 0; n < this.x.length; n++) {
      const [x, y] = [this.x[n]!, this.y[n]!];
      if (x < left || x > right || y < top || y > bottom || Number.isNaN(x)) continue;
      if (this.sheet.actor[this.segment[n]!] !== SILENT) found.push(n);
    }
    return found;
  }

  protected draw(frame: Frame): void {
    this.frame = frame;
    this.inks ??= {
      halo: tone("--halo"),
      ink: tone("--ink"),
      unknown: tone("--unknown"),
    };
    this.cull(frame);
    if (this.seen.length > CROWD) this.drawCrowd(frame);
    else this.drawSprites(frame);
    this.drawMarks(frame);
  }

  isTold(n: number): boolean {
    return this.sheet.actor[this.segment[n]!] !== SILENT;
  }

  private cull(frame: Frame): void {
    const key = [frame.zoom, frame.left, frame.top, frame.width, frame.height].join();
    if (key === this.seenKey) return;
    this.seenKey = key;
    const scale = 2 ** frame.zoom;
    const [left, top] = [frame.left / scale, frame.top / scale];
    const [right, bottom] = [left + frame.width / scale, top + frame.height / scale];
    const found: number[] = [];
    for (let n = 0; n < this.x.length; n++) {
      const [x, y] = [this.x[n]!, this.y[n]!];
      if (x >= left && x <= right && y >= top && y <= bottom) found.push(n);
    }
    // The largest are drawn last, on top: a sheet has them first.
    this.seen = Int32Array.from(found.reverse());
  }

  /** Pixel by pixel: without a GPU a drawing call for each dot takes several times as long. */
  private drawSprites(frame: Frame): void {
    const scale = 2 ** frame.zoom;
    const { sheet, segment, stamps, only } = this;
    stamps.begin(frame, this.inks!, isDark(), []);
    for (const n of this.seen) {
      const s = segment[n]!;
      const actor = sheet.actor[s]!;
      if (actor === SILENT) continue;
      const picture = this.picture(actor, sheet.flags[s]!, sheet.sure[s]!, this.radius(n, frame.zoom), frame.ratio);
      stamps.blit(this.x[n]! * scale - frame.left, this.y[n]! * scale - frame.top, picture, only !== null && actor !== only);
    }
    stamps.end(frame);
  }

  private drawCrowd(frame: Frame): void {
    const { sheet, segment, seen, x, y, only } = this;
    const size = frame.zoom < 6 ? 4 : 5;
    this.stamps.begin(frame, this.inks!, isDark(), [...this.looks.map((look) => look.colour), this.inks!.unknown]);
    const scale = 2 ** frame.zoom;
    for (const n of seen) {
      const s = segment[n]!;
      const actor = sheet.actor[s]!;
      if (actor === SILENT) continue;
      const faint = only !== null && actor !== only;
      this.stamps.put(x[n]! * scale - frame.left, y[n]! * scale - frame.top, size, actor, sheet.flags[s]!, faint);
    }
    this.stamps.end(frame);
  }

  private drawMarks(frame: Frame): void {
    const { context } = frame;
    const scale = 2 ** frame.zoom;
    const at = (n: number): [number, number] => [this.x[n]! * scale - frame.left, this.y[n]! * scale - frame.top];
    context.setLineDash([]);
    if (this.changed.size && this.changed.size <= CROWD) {
      context.strokeStyle = tone("--accent");
      context.lineWidth = 2;
      for (const n of this.changed) {
        const [x, y] = at(n);
        context.beginPath();
        context.arc(x, y, this.radius(n, frame.zoom) + 7, -0.5 * Math.PI, 0.25 * Math.PI);
        context.stroke();
      }
    }
    if (this.highlighted !== null && !Number.isNaN(this.x[this.highlighted]!)) {
      const [x, y] = at(this.highlighted);
      const r = this.radius(this.highlighted, frame.zoom) + 9;
      for (const [width, colour] of [[5, this.inks!.halo], [2.5, tone("--accent")]] as const) {
        context.lineWidth = width;
        context.strokeStyle = colour;
        context.beginPath();
        context.arc(x, y, r, 0, 2 * Math.PI);
        context.stroke();
      }
    }
  }

  private radius(n: number, zoom: number): number {
    const population = this.sheet.places[n]!.population;
    const size = population > 500_000 ? 8 : population > 100_000 ? 6.5 : population > 15_000 ? 5.5 : 4.5;
    return size * Math.min(1.25, Math.max(0.7, 0.7 + (zoom - 5) * 0.11));
  }

  private picture(actor: number, flags: number, sure: number, r: number, ratio: number): Picture {
    const band = sure >= 75 ? 1 : 0;
    const key = ((((actor + 2) * 16 + flags) * 2 + band) * 64 + Math.round(r * 4)) * 4 + ratio;
    let found = this.pictures.get(key);
    if (!found) {
      const half = Math.ceil(r * 1.3 + 7);
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = Math.round(2 * half * ratio);
      const context = canvas.getContext("2d", { willReadFrequently: true })!;
      context.scale(ratio, ratio);
      const look = actor < 0 ? { colour: this.inks!.unknown, shape: "circle" as const } : this.looks[actor]!;
      drawGlyph(context, look, this.inks!, actor, flags, band ? 100 : 0, half, half, r);
      found = pictureOf(canvas);
      this.pictures.set(key, found);
    }
    return found;
  }
}
