// Names beside the dots: the largest places first, none upon another. Apart from the dots, which
// change with every day while the names stay where they are.

import { tone } from "../theme";
import { CanvasLayer, type Frame } from "./canvas";
import type { DotsLayer } from "./dots";

const MOST = 60;
const TRIED = 400;

type Box = [left: number, top: number, right: number, bottom: number];

export class LabelsLayer extends CanvasLayer {
  constructor(
    pane: string,
    private readonly dots: DotsLayer,
  ) {
    super(pane);
  }

  protected draw(frame: Frame): void {
    const { context } = frame;
    const { sheet, x: xs, y: ys } = this.dots;
    const scale = 2 ** frame.zoom;
    const taken: Box[] = [];
    context.clearRect(0, 0, frame.width, frame.height);
    context.font = "500 12px system-ui, sans-serif";
    context.textAlign = "start";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.strokeStyle = tone("--halo");
    context.fillStyle = tone("--ink");
    context.lineWidth = 3.2;
    const crowd = xs.length > 60;
    let [drawn, tried] = [0, 0];
    for (let n = 0; n < xs.length && drawn < MOST && tried < TRIED; n++) {
      const place = sheet.places[n]!;
      if (frame.zoom < 6 && place.population < 100_000) continue;
      if (frame.zoom < 7.5 && place.population < 5_000 && crowd) continue;
      const [x, y] = [xs[n]! * scale - frame.left, ys[n]! * scale - frame.top];
      const inside = x >= 0 && y >= 0 && x <= frame.width && y <= frame.height;
      if (!inside || !this.dots.isTold(n)) continue;
      tried++;
      const left = x + 11;
      const box: Box = [left - 14, y - 9, left + context.measureText(place.place).width + 4, y + 9];
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      drawn++;
      context.strokeText(place.place, left, y);
      context.fillText(place.place, left, y);
    }
  }
}

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
