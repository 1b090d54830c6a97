// Names beside the dots: the largest places first, none upon another.

import type { Sheet } from "../data/sheet";
import type { Frame } from "./canvas";
import type { Inks } from "./glyphs";

const MOST = 60;
const TRIED = 400;

export class Labels {
  constructor(
    private readonly sheet: Sheet,
    private readonly x: Float64Array,
    private readonly y: Float64Array,
  ) {}

  draw(frame: Frame, seen: Int32Array, told: (n: number) => boolean, inks: Inks): void {
    const { context } = frame;
    const scale = 2 ** frame.zoom;
    const taken: [left: number, top: number, right: number, bottom: number][] = [];
    context.font = "500 12px system-ui, sans-serif";
    context.textAlign = "start";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    let [drawn, tried] = [0, 0];
    for (let i = seen.length - 1; i >= 0 && drawn < MOST && tried < TRIED; i--) {
      const n = seen[i]!;
      const place = this.sheet.places[n]!;
      if (!told(n) || (frame.zoom < 6 && place.population < 100_000)) continue;
      if (frame.zoom < 7.5 && place.population < 5_000 && seen.length > 60) continue;
      tried++;
      const width = context.measureText(place.place).width;
      const [x, y] = [this.x[n]! * scale - frame.left, this.y[n]! * scale - frame.top];
      const left = x + 11;
      const box: [number, number, number, number] = [left - 14, y - 9, left + width + 4, y + 9];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      drawn++;
      context.strokeStyle = inks.halo;
      context.lineWidth = 3.2;
      context.strokeText(place.place, left, y);
      context.fillStyle = inks.ink;
      context.fillText(place.place, left, y);
    }
  }
}
