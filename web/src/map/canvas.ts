// A canvas that follows a Leaflet map: drawn anew after every movement, scaled while it zooms.

import L from "leaflet";

/** Pixels drawn beyond each edge, so that a pan shows no blank border before it is drawn. */
const MARGIN = 48;

export interface Frame {
  context: CanvasRenderingContext2D;
  /** Size in CSS pixels, margins included. */
  width: number;
  height: number;
  ratio: number;
  zoom: number;
  /** World pixel, at this zoom, of the canvas's top left corner. */
  left: number;
  top: number;
}

export abstract class CanvasLayer extends L.Layer {
  readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private topLeft: L.LatLng | null = null;
  private drawnZoom = 0;
  private asked = false;

  constructor(private readonly pane: string) {
    super();
    this.canvas = document.createElement("canvas");
    this.canvas.className = "leaflet-zoom-animated canvas-layer";
    this.canvas.setAttribute("aria-hidden", "true");
    // Kept in main memory: it is drawn anew all the time, and there may be no GPU.
    this.context = this.canvas.getContext("2d", { willReadFrequently: true })!;
  }

  override onAdd(map: L.Map): this {
    map.getPane(this.pane)!.append(this.canvas);
    this.redraw();
    return this;
  }

  override onRemove(): this {
    this.canvas.remove();
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      viewreset: () => this.redraw(),
      move: () => this.ask(),
      moveend: () => this.redraw(),
      resize: () => this.redraw(),
      zoomanim: (event) => this.scale(event as L.ZoomAnimEvent),
    };
  }

  /** Draws in the next frame, once however often it is asked. */
  ask(): void {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.redraw();
    });
  }

  redraw(): void {
    const map = this._map as L.Map | undefined;
    if (!map || (map as unknown as { _animatingZoom?: boolean })._animatingZoom) return;
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const corner = L.point(-MARGIN, -MARGIN);
    const [width, height] = [size.x + 2 * MARGIN, size.y + 2 * MARGIN];
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    L.DomUtil.setTransform(this.canvas, map.containerPointToLayerPoint(corner), 1);
    this.topLeft = map.containerPointToLatLng(corner);
    this.drawnZoom = map.getZoom();
    const world = map.project(this.topLeft, this.drawnZoom);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.draw({
      context: this.context,
      width,
      height,
      ratio,
      zoom: this.drawnZoom,
      left: world.x,
      top: world.y,
    });
  }

  protected abstract draw(frame: Frame): void;

  private scale(event: L.ZoomAnimEvent): void {
    if (!this.topLeft) return;
    const map = this._map as unknown as {
      getZoomScale(to: number, from: number): number;
      _latLngToNewLayerPoint(at: L.LatLng, zoom: number, center: L.LatLng): L.Point;
    };
    const scale = map.getZoomScale(event.zoom, this.drawnZoom);
    const at = map._latLngToNewLayerPoint(this.topLeft, event.zoom, event.center);
    L.DomUtil.setTransform(this.canvas, at, scale);
  }
}

/** World pixels at zoom 0 (Web Mercator, 256 wide). */
export function mercator(lat: number, lon: number): [x: number, y: number] {
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
  return [(lon + 180) * (256 / 360), 128 - (Math.log((1 + sine) / (1 - sine)) * 128) / (2 * Math.PI)];
}
