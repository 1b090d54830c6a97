// What is being looked at. All of it is in the address, so that a link reopens the same view.

import { isoDay, parseDay, type Day } from "./days";

export const VIEWS = ["day", "place", "actor", "changes", "loose", "search", "review", "about"] as const;
export type View = (typeof VIEWS)[number];

export interface State {
  /** The day shown. */
  on: Day;
  /** The beginning of a range that ends with `on`. */
  from: Day | null;
  /** The last day whose knowledge counts. */
  known: Day | null;
  /** A second day to show beside the first. */
  beside: Day | null;
  view: View;
  place: string | null;
  actor: string | null;
  query: string;
  areas: boolean;
  map: { zoom: number; lat: number; lon: number } | null;
}

/** The address's fragment for a state. */
export function write(state: State): string {
  const parts = new URLSearchParams();
  parts.set("on", isoDay(state.on));
  for (const key of ["from", "known", "beside"] as const) {
    const day = state[key];
    if (day !== null) parts.set(key, isoDay(day));
  }
  if (state.view !== "day") parts.set("view", state.view);
  if (state.place !== null && state.view === "place") parts.set("place", state.place);
  if (state.actor !== null && state.view === "actor") parts.set("actor", state.actor);
  if (state.query && state.view === "search") parts.set("q", state.query);
  if (state.areas) parts.set("areas", "1");
  const { map } = state;
  if (map) parts.set("map", `${round(map.zoom, 2)}/${round(map.lat, 4)}/${round(map.lon, 4)}`);
  return `#${parts.toString().replace(/%2F/g, "/").replace(/%3A/g, ":")}`;
}

/** The state that a fragment names; what it does not name, or names wrongly, is as in `plain`. */
export function read(fragment: string, plain: State): State {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const view = VIEWS.find((one) => one === parts.get("view")) ?? "day";
  const on = parseDay(parts.get("on")) ?? plain.on;
  const from = parseDay(parts.get("from"));
  const place = parts.get("place");
  const actor = parts.get("actor");
  const asked: View = (view === "place" && !place) || (view === "actor" && !actor) ? "day" : view;
  return {
    on,
    from: from !== null && from <= on ? from : null,
    known: parseDay(parts.get("known")),
    beside: parseDay(parts.get("beside")),
    view: asked,
    place,
    actor,
    query: parts.get("q") ?? "",
    areas: parts.get("areas") === "1",
    map: readMap(parts.get("map")) ?? plain.map,
  };
}

function readMap(text: string | null): State["map"] {
  const [zoom, lat, lon] = (text ?? "").split("/").map(Number);
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  const inside = zoom >= 0 && zoom <= 20 && Math.abs(lat) <= 85 && Math.abs(lon) <= 360;
  return inside ? { zoom, lat, lon } : null;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

type Listener = (now: State, before: State) => void;

/** Holds the state, tells of every change of it, and keeps the address in step. */
export class Keeper {
  private readonly listeners: Listener[] = [];
  private pending: number | undefined;

  constructor(
    public now: State,
    private readonly plain: State,
  ) {
    addEventListener("popstate", () => this.follow());
    addEventListener("hashchange", () => this.follow());
    this.put(false);
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** A step that "back" takes back. */
  go(change: Partial<State>): void {
    this.flush();
    this.change(change);
    this.put(true);
  }

  /** A movement of which only where it ends matters. */
  slide(change: Partial<State>): void {
    this.change(change);
    if (this.pending === undefined) {
      this.pending = window.setTimeout(() => this.flush(), 250);
    }
  }

  private flush(): void {
    if (this.pending === undefined) return;
    clearTimeout(this.pending);
    this.pending = undefined;
    this.put(false);
  }

  private change(change: Partial<State>): void {
    const before = this.now;
    this.now = { ...before, ...change };
    if (this.now.from !== null && this.now.from > this.now.on) this.now.from = this.now.on;
    for (const listener of this.listeners) listener(this.now, before);
  }

  private put(step: boolean): void {
    const fragment = write(this.now);
    if (fragment === location.hash) return;
    try {
      if (step) history.pushState(null, "", fragment);
      else history.replaceState(null, "", fragment);
    } catch {
      // Some browsers refuse this for a file on the disk; the view works without it.
    }
  }

  private follow(): void {
    if (write(this.now) === location.hash) return;
    const before = this.now;
    this.now = read(location.hash, this.plain);
    for (const listener of this.listeners) listener(this.now, before);
  }
}
