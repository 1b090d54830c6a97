// What every panel is given.

import { NOBODY, SILENT, type Sheet } from "../data/sheet";
import type { Source } from "../data/source";
import type { Keeper } from "../state";
import { STRINGS } from "../strings";
import { glyph } from "../ui/glyph";
import { h } from "../ui/dom";

export interface Context {
  source: Source;
  keeper: Keeper;
  sheet: Sheet;
  /** Numbers of the places that the map shows now. */
  inSight(): number[];
  /** Asks for the answers anew, after a decision. */
  reload(): Promise<void>;
}

export function actorNumber(sheet: Sheet, name: string | null): number {
  return name === null ? NOBODY : sheet.actors.findIndex((actor) => actor.name === name);
}

export function actorColour(sheet: Sheet, number: number): string {
  return sheet.actors[number]?.colour ?? "#8a8f98";
}

/** An actor's glyph and name, which opens the actor. */
export function actorChip(context: Context, name: string | null, flags = 0, sure = 100): HTMLElement {
  if (name === null) return h("span", { class: "actor" }, glyph(NOBODY, "", flags), STRINGS.nobody);
  const number = actorNumber(context.sheet, name);
  return h(
    "button",
    { type: "button", class: "actor link", onclick: () => context.keeper.go({ view: "actor", actor: name }) },
    number >= 0 ? glyph(number, actorColour(context.sheet, number), flags, sure) : null,
    name,
  );
}

export function placeLink(context: Context, id: string, name: string): HTMLElement {
  const open = (): void => context.keeper.go({ view: "place", place: id });
  return h("button", { type: "button", class: "link place-link", "data-place": id, onclick: open }, name);
}

export function isTold(sheet: Sheet, segment: number): boolean {
  return sheet.actor[segment] !== SILENT;
}
