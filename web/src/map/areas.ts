// Land between the places, by the nearest of them: an interpolation, drawn so that it looks like one.

import { Delaunay } from "d3-delaunay";
import { ageOn, CONTESTED, SILENT, type Sheet } from "../data/sheet";
import type { Day } from "../days";
import { tone } from "../theme";
import { CanvasLayer, mercator, type Frame } from "./canvas";
import type { GroundLayer } from "./ground";

/** As `control/areas.py` has them. */
export const RADIUS_KM = 20;
const AGES: [days: number, alpha: number][] = [[30, 0.42], [180, 0.3], [365, 0.2]];
const OLDER = 0.11;

const DISC = 40; // corners
const WIDE = new Set(["region", "country"]);
const EQUATOR_KM = 40_075.017;

type Point = [x: number, y: number];

export class AreasLayer extends CanvasLayer {
  constructor(
    pane: string,
    private readonly ground: GroundLayer,
    private readonly sheet: Sheet,
    private readonly segment: Int32Array,
    private readonly day: () => Day,
  ) {
    super(pane);
  }

  protected draw(frame: Frame): void {
    const { context } = frame;
    context.clearRect(0, 0, frame.width, frame.height);
    const scale = 2 ** frame.zoom;
    const { numbers, points, radii } = this.spots(frame, scale);
    if (!numbers.length) return;
    const cells = cellsOf(points, radii);
    context.save();
    context.clip(this.ground.land(frame), "evenodd");
    const hatch = hatching(context);
    numbers.forEach((n, i) => {
      const s = this.segment[n]!;
      const path = new Path2D();
      cells[i]!.forEach(([x, y], c) => (c ? path.lineTo(x, y) : path.moveTo(x, y)));
      path.closePath();
      const actor = this.sheet.actor[s]!;
      const age = ageOn(this.sheet, n, this.day());
      const alpha = AGES.find(([days]) => age !== null && age <= days)?.[1] ?? OLDER;
      context.globalAlpha = alpha;
      context.fillStyle = actor >= 0 ? this.sheet.actors[actor]!.colour : tone("--unknown");
      context.fill(path);
      if (this.sheet.flags[s]! & CONTESTED) {
        context.globalAlpha = 0.55;
        context.fillStyle = hatch;
        context.fill(path);
      }
    });
    context.restore();
  }

  /** The places whose land may be in sight, in the frame's pixels. */
  private spots(frame: Frame, scale: number): { numbers: number[]; points: Point[]; radii: number[] } {
    const [numbers, points, radii]: [number[], Point[], number[]] = [[], [], []];
    const taken = new Set<string>();
    this.sheet.places.forEach((place, n) => {
      if (place.lat === null || place.lon === null || WIDE.has(place.place_kind)) return;
      if (this.sheet.actor[this.segment[n]!] === SILENT) return;
      const [mx, my] = mercator(place.lat, place.lon);
      const [x, y] = [mx * scale - frame.left, my * scale - frame.top];
      const r = (RADIUS_KM * 256 * scale) / (EQUATOR_KM * Math.cos((place.lat * Math.PI) / 180));
      if (x < -2 * r || y < -2 * r || x > frame.width + 2 * r || y > frame.height + 2 * r) return;
      const spot = `${place.lat.toFixed(4)},${place.lon.toFixed(4)}`;
      if (taken.has(spot)) return;
      taken.add(spot);
      numbers.push(n);
      points.push([x, y]);
      radii.push(r);
    });
    return { numbers, points, radii };
  }
}

/** For each point the part of its disc that is nearer to it than to any other point. */
export function cellsOf(points: Point[], radii: number[]): Point[][] {
  const delaunay = Delaunay.from(points);
  return points.map((point, i) => {
    let cell = disc(point, radii[i]!);
    for (const j of points.length > 2 ? delaunay.neighbors(i) : points.keys()) {
      if (j !== i) cell = nearer(cell, point, points[j]!);
    }
    return cell;
  });
}

function disc([x, y]: Point, r: number): Point[] {
  return Array.from({ length: DISC }, (_, n) => {
    const angle = (2 * Math.PI * n) / DISC;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)] as Point;
  });
}

/** What of a convex polygon lies nearer to `own` than to `other`. */
function nearer(polygon: Point[], own: Point, other: Point): Point[] {
  const [nx, ny] = [other[0] - own[0], other[1] - own[1]];
  const limit = nx * ((own[0] + other[0]) / 2) + ny * ((own[1] + other[1]) / 2);
  const beyond = (p: Point): number => nx * p[0] + ny * p[1] - limit;
  const kept: Point[] = [];
  polygon.forEach((a, n) => {
    const b = polygon[(n + 1) % polygon.length]!;
    const [da, db] = [beyond(a), beyond(b)];
    if (da <= 0) kept.push(a);
    if (da <= 0 !== db <= 0) {
      const share = da / (da - db);
      kept.push([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
    }
  });
  return kept;
}

function hatching(context: CanvasRenderingContext2D): CanvasPattern {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const ink = tile.getContext("2d")!;
  ink.strokeStyle = tone("--ink");
  ink.lineWidth = 1.3;
  for (const at of [-8, 0, 8]) {
    ink.moveTo(at, 8);
    ink.lineTo(at + 8, 0);
  }
  ink.stroke();
  return context.createPattern(tile, "repeat")!;
}
