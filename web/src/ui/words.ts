// Holdings and claims in words.

import { CONTESTED, DISPUTED, DIVIDED, STARTING } from "../data/sheet";
import type { Bounds, Claim, Holding } from "../data/types";
import { parseDay, spanText } from "../days";
import { STRINGS } from "../strings";

export function stateWords(flags: number): string[] {
  const words: [number, string][] = [
    [CONTESTED, STRINGS.contested],
    [DISPUTED, STRINGS.disputed],
    [DIVIDED, STRINGS.divided],
    [STARTING, STRINGS.starting],
  ];
  return words.filter(([flag]) => flags & flag).map(([, word]) => word);
}

export function boundsText(bounds: Bounds): string {
  return spanText(parseDay(bounds[0]), parseDay(bounds[1]));
}

export function fromText(holding: Holding): string {
  return boundsText(holding.from) || STRINGS.before;
}

export function toText(holding: Holding): string {
  return holding.to === null ? STRINGS.still : boundsText(holding.to) || STRINGS.someTimeAfter;
}

export function actorOf(claim: Claim): string | null {
  return claim.actor_norm ?? claim.actor;
}

/** Publisher first, then those on whose word it says so. */
export function speakers(claim: Claim): string[] {
  const chain = claim.publisher ? [claim.publisher] : [];
  for (const source of claim.sources) if (!chain.includes(source)) chain.push(source);
  return chain.length ? chain : [STRINGS.writer];
}

export function claimDays(claim: Claim): string {
  return spanText(parseDay(claim.start), parseDay(claim.end)) || STRINGS.noDay;
}
