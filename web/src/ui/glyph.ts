// The map's glyphs among words: in the legend, in lists, in the ribbon.

import { drawGlyph, shapeOf, type Shape } from "../map/glyphs";
import { tone } from "../theme";
import { h } from "./dom";

/** A picture of the glyph; `actor` is its number in the sheet, negative for nobody known. */
export function glyph(actor: number, colour: string, flags = 0, sure = 100, size = 20, shape?: Shape): HTMLElement {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const canvas = h("canvas", { class: "glyph", "aria-hidden": "true", width: size * ratio, height: size * ratio });
  canvas.style.width = canvas.style.height = `${size}px`;
  const context = canvas.getContext("2d");
  if (context) {
    context.scale(ratio, ratio);
    const inks = { halo: tone("--halo"), ink: tone("--ink"), unknown: tone("--unknown") };
    const look = { colour: actor < 0 ? inks.unknown : colour, shape: shape ?? shapeOf(actor) };
    drawGlyph(context, look, inks, actor, flags, sure, size / 2, size / 2, size * 0.28);
  }
  return canvas;
}
