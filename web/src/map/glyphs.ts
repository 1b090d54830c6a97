// How a place is drawn: colour and shape say who, fill how sure, rings what state it is in.

import { CONTESTED, DISPUTED, DIVIDED, STARTING, NOBODY } from "../data/sheet";

export const SHAPES = ["circle", "square", "diamond", "up", "down", "hexagon", "cross", "pentagon"] as const;
export type Shape = (typeof SHAPES)[number];

export interface Look {
  colour: string;
  shape: Shape;
}

export interface Inks {
  /** Drawn around every dot, against the ground. */
  halo: string;
  /** Rings and hatching. */
  ink: string;
  unknown: string;
}

/** Below this a holder is drawn hollow. */
export const SURE = 75;

/** Shapes go round by importance: with the colours they differ for the first dozens of actors. */
export function shapeOf(actor: number): Shape {
  return actor < 0 ? "circle" : SHAPES[actor % SHAPES.length]!;
}

export function outline(path: CanvasPath, shape: Shape, x: number, y: number, r: number): void {
  switch (shape) {
    case "circle":
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
      return;
    case "square":
      path.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
      return;
    case "cross": {
      const [a, b] = [r * 0.4, r * 1.1];
      const corners = [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a]];
      corners.forEach(([dx, dy], n) => (n ? path.lineTo(x + dx!, y + dy!) : path.moveTo(x + dx!, y + dy!)));
      path.closePath();
      return;
    }
    default: {
      const [sides, turn, size] = {
        diamond: [4, 0, 1.2],
        up: [3, -90, 1.25],
        down: [3, 90, 1.25],
        hexagon: [6, 0, 1.05],
        pentagon: [5, -90, 1.1],
      }[shape] as [number, number, number];
      for (let n = 0; n < sides; n++) {
        const angle = ((turn + (360 * n) / sides) * Math.PI) / 180;
        const [px, py] = [x + r * size * Math.cos(angle), y + r * size * Math.sin(angle)];
        if (n) path.lineTo(px, py);
        else path.moveTo(px, py);
      }
      path.closePath();
    }
  }
}

/** Draws one place at (x, y) with radius r. */
export function drawGlyph(
  context: CanvasRenderingContext2D,
  look: Look,
  inks: Inks,
  actor: number,
  flags: number,
  sure: number,
  x: number,
  y: number,
  r: number,
): void {
  const solid = actor >= 0 && sure >= SURE && !(flags & STARTING);
  const shape = new Path2D();
  outline(shape, look.shape, x, y, r);
  context.lineJoin = "round";
  context.setLineDash([]);
  if (flags & CONTESTED) {
    context.lineWidth = 2;
    context.strokeStyle = inks.halo;
    ring(context, x, y, r + 4);
    context.strokeStyle = inks.ink;
    context.lineWidth = 1.6;
    context.setLineDash([3, 2.6]);
    ring(context, x, y, r + 4);
    context.setLineDash([]);
  }
  context.lineWidth = 3;
  context.strokeStyle = inks.halo;
  context.stroke(shape);
  if (actor === NOBODY) {
    context.fillStyle = inks.halo;
    context.fill(shape);
    context.strokeStyle = inks.unknown;
    context.lineWidth = 1.6;
    context.stroke(shape);
    context.fillStyle = inks.unknown;
    context.beginPath();
    context.arc(x, y, Math.max(1, r * 0.28), 0, 2 * Math.PI);
    context.fill();
  } else {
    context.fillStyle = solid ? look.colour : inks.halo;
    context.fill(shape);
    context.lineWidth = solid ? 1 : 2;
    context.strokeStyle = look.colour;
    context.stroke(shape);
    if (!solid) {
      context.save();
      context.clip(shape);
      context.globalAlpha = 0.45;
      context.fillStyle = look.colour;
      context.fillRect(x - r * 2, y - r * 2, r * 4, r * 4);
      context.restore();
    }
  }
  if (flags & (DISPUTED | DIVIDED)) {
    context.save();
    context.clip(shape);
    context.strokeStyle = inks.halo;
    context.lineWidth = Math.max(1.5, r * 0.42);
    context.beginPath();
    if (flags & DISPUTED) {
      context.moveTo(x - r * 1.4, y + r * 1.4);
      context.lineTo(x + r * 1.4, y - r * 1.4);
    } else {
      context.moveTo(x, y - r * 1.5);
      context.lineTo(x, y + r * 1.5);
    }
    context.stroke();
    context.restore();
  }
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.stroke();
}
