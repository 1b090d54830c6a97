// The shapes that the package writes: `--json` objects, and what a page carries within itself.

export interface Basis {
  record: string;
  run: string | null;
  version: string;
}

export interface Actor {
  name: string;
  colour: string;
  places: number;
  claims: number;
  known: boolean;
  kind?: string;
  country?: string | null;
  aliases?: string[];
  from?: string | null;
  to?: string | null;
  part_of?: string | null;
  backed_by?: string[];
}

export interface Place {
  place: string;
  place_id: string;
  place_kind: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  population: number;
}

export type Bounds = [string | null, string | null];

export interface Holding {
  place: string;
  place_id: string;
  actor: string | null;
  from: Bounds;
  to: Bounds | null;
  probability: number;
  contested: boolean;
  disputed: boolean;
  divided: boolean;
  grade: string;
  reports: number;
  origins: number;
  claims: string[];
  against: string[];
  starting: boolean;
  contested_periods: Bounds[];
  disputed_periods: Bounds[];
}

export interface Change {
  place: string;
  place_id: string;
  place_kind: string;
  from_actor: string | null;
  to_actor: string | null;
  between: Bounds;
  probability: number;
  reports: number;
  origins: number;
  claims: string[];
}

export type SegmentRow = [day: string | null, told: boolean, actor: string | null, flags: number, sure: number];

export interface History {
  holdings: Holding[];
  contested: Bounds[];
  divided: Bounds[];
  changes: Change[];
  segments: SegmentRow[];
  evidence_days: string[];
}

export interface Claim {
  id: string;
  kind: string;
  place: string;
  place_norm: string | null;
  place_id: string | null;
  place_key: string;
  place_kind: string;
  part?: boolean;
  country: string | null;
  actor: string | null;
  actor_norm: string | null;
  against: string | null;
  against_norm: string | null;
  start: string | null;
  end: string | null;
  status: string;
  sources: string[];
  quote: string;
  span: [number, number];
  report: string;
  publisher: string | null;
  published: string | null;
  recorded: string;
  origin: string;
  grade: string;
  disputed: boolean;
  accepted: boolean;
  event_type?: string | null;
  sub_event_type?: string | null;
  weight?: number;
}

export interface Report {
  id: string;
  title: string | null;
  publisher: string | null;
  published: string | null;
  url: string | null;
  language: string;
  revises: string | null;
  text: string;
}

/** One place with all that is told of it. */
export interface Dossier {
  place: Place;
  history: History | null;
  claims: Claim[];
}

/** What a page carries within itself; `views/page_book.py` writes it. */
export interface Book {
  format: number;
  basis: Basis;
  title: string | null;
  known_days: string[] | null;
  actors: Actor[];
  places: Record<string, Place>;
  histories: Record<string, { known: string | null; history: History | null }[]>;
  claims: Record<string, Claim & { times: { known: string | null; until: string | null }[] }>;
  reports: Record<string, Report>;
  silent_reports: number;
}

/** A reviewer's decision, as it is sent and as it is listed. */
export interface Decision {
  kind: string;
  subject: string;
  target: string;
  by: string;
  why: string;
  recorded?: string;
  field?: string | null;
  old?: unknown;
  value?: unknown;
  /** The claim that a listed decision is on. */
  claim?: { place: string; place_key: string; quote: string } | null;
}
