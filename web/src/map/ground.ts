// The ground: land and borders from the page itself, so that no tile server is needed.

import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { tone } from "../theme";
import { CanvasLayer, mercator, type Frame } from "./canvas";

interface Country {
  name: string;
  path: Path2D;
  west: number;
  east: number;
  north: number;
  south: number;
  /** Where its name is written, and how much room it has there, in world pixels at zoom 0. */
  label: [x: number, y: number];
  room: number;
}

export function countriesOf(topology: unknown): Country[] {
  const world = topology as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  return feature(world, world.objects.countries).features.map((one) => {
    const geometry = one.geometry;
    const polygons =
      geometry.type === "Polygon"
        ? [geometry.coordinates]
        : geometry.type === "MultiPolygon"
          ? geometry.coordinates
          : [];
    return country(one.properties.name, polygons);
  });
}

function country(name: string, polygons: GeoJSON.Position[][][]): Country {
  const path = new Path2D();
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  let [label, room, largest]: [[number, number], number, number] = [[0, 0], 0, 0];
  for (const rings of polygons) {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const ring of rings) {
      let previous = NaN;
      ring.forEach((position) => {
        const [x, y] = mercator(position[1]!, position[0]!);
        // Across the 180th meridian a ring goes on at the other edge of the map.
        if (Math.abs(x - previous) < 128) path.lineTo(x, y);
        else path.moveTo(x, y);
        previous = x;
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      });
      path.closePath();
    }
    const area = (right - left) * (bottom - top);
    if (area > largest) {
      largest = area;
      label = centre(rings[0]!);
      room = right - left;
    }
    [west, east] = [Math.min(west, left), Math.max(east, right)];
    [north, south] = [Math.min(north, top), Math.max(south, bottom)];
  }
  return { name, path, west, east, north, south, label, room };
}

/** Centre of gravity of a ring. */
function centre(ring: GeoJSON.Position[]): [number, number] {
  let [twice, x, y] = [0, 0, 0];
  for (let n = 0; n + 1 < ring.length; n++) {
    const [ax, ay] = mercator(ring[n]![1]!, ring[n]![0]!);
    const [bx, by] = mercator(ring[n + 1]![1]!, ring[n + 1]![0]!);
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return twice ? [x / (3 * twice), y / (3 * twice)] : mercator(ring[0]![1]!, ring[0]![0]!);
}

export class GroundLayer extends CanvasLayer {
  constructor(
    pane: string,
    readonly countries: Country[],
  ) {
    super(pane);
  }

  /** Land within the frame as one path in the frame's pixels, to clip to. */
  land(frame: Frame): Path2D {
    const scale = 2 ** frame.zoom;
    const found = new Path2D();
    const matrix = new DOMMatrix([scale, 0, 0, scale, -frame.left, -frame.top]);
    for (const one of this.within(frame)) found.addPath(one.path, matrix);
    return found;
  }

  protected draw(frame: Frame): void {
    const { context, ratio } = frame;
    const scale = 2 ** frame.zoom;
    context.fillStyle = tone("--sea");
    context.fillRect(0, 0, frame.width, frame.height);
    const seen = this.within(frame);
    const far = scale * ratio;
    context.setTransform(far, 0, 0, far, -frame.left * ratio, -frame.top * ratio);
    context.fillStyle = tone("--land");
    context.strokeStyle = tone("--border");
    context.lineWidth = 1 / scale;
    context.lineJoin = "round";
    for (const one of seen) {
      context.fill(one.path, "evenodd");
      context.stroke(one.path);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = `500 ${frame.zoom > 5 ? 13 : 11}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.fillStyle = tone("--country");
    for (const one of seen) {
      const words = one.name.toUpperCase();
      if (context.measureText(words).width * 1.4 > one.room * scale) continue;
      spaced(context, words, one.label[0] * scale - frame.left, one.label[1] * scale - frame.top);
    }
  }

  private within(frame: Frame): Country[] {
    const scale = 2 ** frame.zoom;
    const [left, top] = [frame.left / scale, frame.top / scale];
    const [right, bottom] = [left + frame.width / scale, top + frame.height / scale];
    return this.countries.filter(
      (one) => one.east >= left && one.west <= right && one.south >= top && one.north <= bottom,
    );
  }
}

function spaced(context: CanvasRenderingContext2D, words: string, x: number, y: number): void {
  if ("letterSpacing" in context) context.letterSpacing = "2px";
  context.fillText(words, x, y);
  if ("letterSpacing" in context) context.letterSpacing = "0px";
}
