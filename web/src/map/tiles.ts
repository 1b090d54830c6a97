// The user's own tiles above the ground map: pictures, or vector tiles in a PMTiles archive.

import L from "leaflet";
import { PMTiles, TileType, type Header } from "pmtiles";
import { leafletLayer } from "protomaps-leaflet";
import { isDark } from "../theme";
import { h } from "../ui/dom";

const OPTIONS = { pane: "tiles", maxZoom: 19, className: "tiles" };

export interface Tiles {
  /** Draws in the colours of the theme that now holds. */
  repaint(): void;
}

/** XYZ by a template with {z}, {x} and {y}; else a PMTiles archive. */
export function addTiles(map: L.Map, url: string): Tiles {
  if (url.includes("{z}")) {
    L.tileLayer(url, OPTIONS).addTo(map);
    return { repaint: () => undefined };
  }
  const archive = new PMTiles(url);
  let layer: L.GridLayer | null = null;
  let header: Header | null = null;
  const draw = (): void => {
    if (!header) return;
    layer?.remove();
    layer = header.tileType === TileType.Mvt ? vectors(url, header) : new Pictures(archive, header);
    layer.addTo(map);
  };
  // Where the archive cannot be had, the ground map stays.
  void archive.getHeader().then((found) => {
    header = found;
    draw();
  }, () => undefined);
  return { repaint: draw };
}

/** In the scheme of Protomaps' and OpenStreetMap's basemaps. */
function vectors(url: string, { maxZoom }: Header): L.GridLayer {
  const options = { ...OPTIONS, url, maxDataZoom: maxZoom, flavor: isDark() ? "dark" : "light", lang: "en" };
  return leafletLayer(options) as unknown as L.GridLayer;
}

class Pictures extends L.GridLayer {
  constructor(
    private readonly archive: PMTiles,
    { minZoom, maxZoom }: Header,
  ) {
    super({ ...OPTIONS, minNativeZoom: minZoom, maxNativeZoom: maxZoom });
  }

  protected override createTile(at: L.Coords, done: L.DoneCallback): HTMLElement {
    const picture = h("img", { alt: "", width: 256, height: 256 });
    this.archive
      .getZxy(at.z, at.x, at.y)
      .then((tile) => {
        if (tile) picture.src = URL.createObjectURL(new Blob([tile.data]));
        done(undefined, picture);
      })
      .catch((error: Error) => done(error, picture));
    picture.onload = () => URL.revokeObjectURL(picture.src);
    return picture;
  }
}
