// Thousands of dots as pixels written by hand, which no drawing call can match without a GPU.

import { CONTESTED, DISPUTED, DIVIDED, NOBODY } from "../data/sheet";
import type { Frame } from "./canvas";
import type { Inks } from "./glyphs";

const HALO = 1;
/** What is left of the opacity of an actor that is not the one chosen. */
const FAINT = 0.16;

/** A small square picture as packed pixels. */
export interface Picture {
  side: number;
  colours: Uint32Array;
}

export function pictureOf(canvas: HTMLCanvasElement): Picture {
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  return { side: canvas.width, colours: new Uint32Array(data.buffer) };
}

/** A pixel over another, neither multiplied by its opacity. */
function laid(over: number, under: number): number {
  const above = over >>> 24;
  const below = ((under >>> 24) * (255 - above)) / 255;
  const alpha = above + below;
  if (alpha === 0) return 0;
  const share = above / alpha;
  const mix = (shift: number): number => {
    const low = (under >>> shift) & 255;
    return (low + (((over >>> shift) & 255) - low) * share) << shift;
  };
  return ((alpha << 24) | mix(16) | mix(8) | mix(0)) >>> 0;
}

export class Stamps {
  private image: ImageData | null = null;
  private pixels = new Uint32Array(0);
  private fills = new Uint32Array(0);
  private faints = new Uint32Array(0);
  private ratio = 1;
  private halo = 0;
  private ink = 0;

  /** `colours` are those of the actors by number; the last is for nobody known. */
  begin(frame: Frame, inks: Inks, dark: boolean, colours: string[]): void {
    const [width, height] = [frame.context.canvas.width, frame.context.canvas.height];
    if (this.image?.width !== width || this.image.height !== height) {
      this.image = frame.context.createImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    } else this.pixels.fill(0);
    this.ratio = frame.ratio;
    this.halo = packed(inks.halo, dark ? 200 : 220);
    this.ink = packed(inks.ink, 255);
    this.fills = Uint32Array.from(colours, (colour) => packed(colour, 255));
    this.faints = Uint32Array.from(colours, (colour) => packed(colour, 50));
  }

  /** A dot `size` CSS pixels wide: hollow for nobody, a dark heart for contested, cut if the sources disagree. */
  put(x: number, y: number, size: number, actor: number, flags: number, faint: boolean): void {
    const { ratio, pixels } = this;
    const width = this.image!.width;
    const height = this.image!.height;
    const side = Math.max(2, Math.round(size * ratio));
    const left = Math.round(x * ratio - side / 2);
    const top = Math.round(y * ratio - side / 2);
    if (left < HALO || top < HALO || left + side + HALO >= width || top + side + HALO >= height) return;
    const fill = (faint ? this.faints : this.fills).at(actor)!;
    if (!faint) {
      for (let i = -HALO; i < side + HALO; i++) {
        pixels[(top - HALO) * width + left + i] = this.halo;
        pixels[(top + side) * width + left + i] = this.halo;
        pixels[(top + i) * width + left - HALO] = this.halo;
        pixels[(top + i) * width + left + side] = this.halo;
      }
    }
    for (let j = 0; j < side; j++) {
      const row = (top + j) * width + left;
      for (let i = 0; i < side; i++) pixels[row + i] = fill;
    }
    if (faint) return;
    const heart = Math.max(1, side >> 1);
    const inset = (side - heart) >> 1;
    if (actor === NOBODY || flags & CONTESTED) {
      const inner = actor === NOBODY ? this.halo : this.ink;
      for (let j = inset; j < inset + heart; j++) {
        const row = (top + j) * width + left;
        for (let i = inset; i < inset + heart; i++) pixels[row + i] = inner;
      }
    } else if (flags & (DISPUTED | DIVIDED)) {
      for (let j = 0; j < side; j++) pixels[(top + j) * width + left + side - 1 - j] = this.halo;
    }
  }

  /** A picture with its middle at (x, y). */
  blit(x: number, y: number, picture: Picture, faint: boolean): void {
    const { ratio, pixels } = this;
    const { side, colours } = picture;
    const width = this.image!.width;
    const left = Math.round(x * ratio - side / 2);
    const top = Math.round(y * ratio - side / 2);
    if (left < 0 || top < 0 || left + side > width || top + side > this.image!.height) return;
    for (let j = 0, from = 0; j < side; j++) {
      let to = (top + j) * width + left;
      for (let i = 0; i < side; i++, from++, to++) {
        const over = colours[from]!;
        if (over < 0x1000000) continue;
        const under = pixels[to]!;
        if (faint) pixels[to] = laid((over & 0xffffff) | (((over >>> 24) * FAINT) << 24), under);
        else pixels[to] = over >= 0xff000000 ? over : laid(over, under);
      }
    }
  }

  end(frame: Frame): void {
    frame.context.putImageData(this.image!, 0, 0);
  }
}

function packed(colour: string, alpha: number): number {
  const value = parseInt(colour.slice(1), 16);
  const [r, g, b] = [(value >> 16) & 255, (value >> 8) & 255, value & 255];
  return ((alpha << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
