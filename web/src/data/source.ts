// Where answers come from: the page itself, or the server it came from.

import type { Day } from "../days";
import type { Sheet } from "./sheet";
import type { Change, Claim, Decision, Dossier, Report } from "./types";

export interface Loose {
  unplaced: Claim[];
  undated: Claim[];
}

export interface Hits {
  reports: { report: Report; at: number }[];
}

export interface Reason {
  overturn: string[];
  weights: Map<string, number>;
}

export interface Review {
  token: string | null;
  preview(decision: Decision, place: string, on: Day): Promise<{ before: string; after: string }>;
  decide(decision: Decision): Promise<void>;
  list(): Promise<Decision[]>;
}

export interface Source {
  readonly title: string | null;
  /** The days on which something became known; null where "known on" cannot be answered. */
  readonly knownDays: Day[] | null;
  readonly review: Review | null;
  /** Reports read that make no claim. */
  readonly silentReports: number;
  sheet(known: Day | null): Promise<Sheet>;
  dossier(place: string, known: Day | null): Promise<Dossier | null>;
  changes(from: Day, to: Day, known: Day | null): Promise<Change[]>;
  /** Changes that rest on a claim recorded after an instant (ISO 8601). */
  changesRecordedSince(instant: string, known: Day | null): Promise<Change[]>;
  loose(known: Day | null): Promise<Loose>;
  report(id: string): Promise<Report | null>;
  why(place: string, on: Day, known: Day | null): Promise<Reason | null>;
  search(words: string): Promise<Hits>;
  ground(): Promise<unknown>;
}
