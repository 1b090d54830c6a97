// Answers from the server that the page came from.

import { parseDay, isoDay, type Day } from "../days";
import { decode, type SheetColumns } from "./columns";
import type { Sheet } from "./sheet";
import type { Hits, Loose, Reason, Review, Source } from "./source";
import type { Change, Claim, Decision, Dossier, Report } from "./types";

interface About {
  title: string | null;
  known_days: string[] | null;
  silent_reports: number;
  writable: boolean;
  tiles: string | null;
}

type Asked = Record<string, string | number | null>;

export class Server implements Source {
  readonly review: Review | null;
  private readonly reports = new Map<string, Promise<Report | null>>();
  private token: string | null = null;

  private constructor(private readonly about: About) {
    this.review = about.writable ? this.reviewing() : null;
  }

  static async connect(): Promise<Server> {
    return new Server(await ask<About>("about", {}));
  }

  get title(): string | null {
    return this.about.title;
  }

  get tiles(): string | null {
    return this.about.tiles;
  }

  get knownDays(): Day[] | null {
    return this.about.known_days?.map((day) => parseDay(day) ?? 0) ?? null;
  }

  get silentReports(): number {
    return this.about.silent_reports;
  }

  async sheet(known: Day | null): Promise<Sheet> {
    return decode(await ask<SheetColumns>("map", { known: iso(known) }), known);
  }

  async dossier(place: string, known: Day | null): Promise<Dossier | null> {
    return ask<Dossier>(`places/${encodeURIComponent(place)}`, { known: iso(known) }).catch((error: Failure) => {
      if (error.status === 404) return null;
      throw error;
    });
  }

  async changes(from: Day, to: Day, known: Day | null): Promise<Change[]> {
    return (await ask<{ results: Change[] }>("changes", { from: iso(from), to: iso(to), known: iso(known) })).results;
  }

  async changesRecordedSince(instant: string, known: Day | null): Promise<Change[]> {
    return (await ask<{ results: Change[] }>("changes", { recorded_since: instant, known: iso(known) })).results;
  }

  async loose(known: Day | null): Promise<Loose> {
    const of = async (flag: string): Promise<Claim[]> =>
      (await ask<{ results: Claim[] }>("claims", { [flag]: "true", known: iso(known), limit: 500 })).results;
    const [unplaced, undated] = await Promise.all([of("unplaced"), of("undated")]);
    return { unplaced, undated };
  }

  report(id: string): Promise<Report | null> {
    let found = this.reports.get(id);
    if (!found) {
      found = ask<{ report: Report }>(`reports/${encodeURIComponent(id)}`, {}).then(({ report }) => report, () => null);
      this.reports.set(id, found);
    }
    return found;
  }

  async why(place: string, on: Day, known: Day | null): Promise<Reason | null> {
    const answer = await ask<{ results: { claims: Claim[] }[]; notes: string[] }>("why", { place, on: iso(on), known: iso(known) }).catch(() => null);
    if (!answer?.results.length) return null;
    const overturn = answer.notes.filter((note) => note.startsWith("what would overturn")).map((note) => note.replace(/^[^:]*: /, ""));
    return { overturn, weights: new Map(answer.results.flatMap(({ claims }) => claims.map((claim) => [claim.id, claim.weight ?? 0]))) };
  }

  async search(words: string): Promise<Hits> {
    if (words.trim().length < 3) return { reports: [] };
    const { results } = await ask<{ results: Report[] }>("reports", { q: words, limit: 40 });
    return { reports: results.map((report) => ({ report, at: 0 })) };
  }

  async ground(): Promise<unknown> {
    return (await fetch("static/ground.json")).json();
  }

  private reviewing(): Review {
    const send = <T>(path: string, decision: Decision, query: Asked): Promise<T> =>
      ask<T>(path, query, { method: "POST", body: JSON.stringify(decision), headers: { "content-type": "application/json", authorization: `Bearer ${this.token ?? ""}` } });
    const self = this;
    return {
      get token() {
        return self.token;
      },
      set token(value) {
        self.token = value;
      },
      preview: (decision, place, on) => send("decisions/preview", decision, { place, on: iso(on) }),
      decide: async (decision) => {
        await send("decisions", decision, {});
      },
      list: async () => (await ask<{ results: Decision[] }>("decisions", {})).results,
    };
  }
}

class Failure extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

async function ask<T>(path: string, query: Asked, options: RequestInit = {}): Promise<T> {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== null) parts.set(key, String(value));
  const search = parts.size ? `?${parts}` : "";
  const answer = await patient(`api/${path}${search}`, options);
  if (answer.ok) return (await answer.json()) as T;
  const told = (await answer.json().catch(() => ({}))) as { detail?: unknown };
  throw new Failure(typeof told.detail === "string" ? told.detail : `${answer.status} ${answer.statusText}`, answer.status);
}

/** Asks again while the server is still working the answer out: a large record's first takes minutes. */
async function patient(address: string, options: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(address, options);
    const wait = Number(answer.headers.get("retry-after"));
    if (answer.status !== 503 || !wait || options.method === "POST") return answer;
    await new Promise((done) => setTimeout(done, 1000 * wait));
  }
}

function iso(day: Day | null): string | null {
  return day === null ? null : isoDay(day);
}
