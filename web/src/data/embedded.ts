// Answers out of the page itself: it opens from a disk, with no server and no network.

import { fold } from "../fold";
import { parseDay, type Day } from "../days";
import { sheetOf, type Sheet } from "./sheet";
import type { Hits, Loose, Reason, Source } from "./source";
import type { Book, Change, Claim, Dossier, History, Report } from "./types";

export class Embedded implements Source {
  readonly title: string | null;
  readonly knownDays: Day[] | null;
  readonly review = null;
  readonly silentReports: number;
  private readonly folded = new Map<string, string>();

  constructor(
    private readonly book: Book,
    private readonly groundMap: unknown,
  ) {
    this.title = book.title;
    this.knownDays = book.known_days?.map((day) => parseDay(day) ?? 0) ?? null;
    this.silentReports = book.silent_reports;
  }

  sheet(known: Day | null): Promise<Sheet> {
    const told: [Book["places"][string], History][] = [];
    for (const id of Object.keys(this.book.histories)) {
      const [place, history] = [this.book.places[id], this.historyAt(id, known)];
      if (place && history) told.push([place, history]);
    }
    return Promise.resolve(sheetOf(this.book.basis, known, this.book.actors, told, this.claimsAt(known)));
  }

  dossier(id: string, known: Day | null): Promise<Dossier | null> {
    const place = this.book.places[id];
    if (!place) return Promise.resolve(null);
    const claims = [...this.claimsAt(known)].filter((claim) => claim.place_key === id);
    return Promise.resolve({ place, history: this.historyAt(id, known), claims });
  }

  changes(from: Day, to: Day, known: Day | null): Promise<Change[]> {
    const found: Change[] = [];
    for (const id of Object.keys(this.book.histories)) {
      for (const change of this.historyAt(id, known)?.changes ?? []) {
        const days = change.between.map(parseDay).filter((day) => day !== null);
        if (days.some((day) => from <= day && day <= to)) found.push(change);
      }
    }
    const last = (change: Change): string => change.between[1] ?? "9999";
    found.sort((a, b) => last(a).localeCompare(last(b)) || a.place.localeCompare(b.place));
    return Promise.resolve(found);
  }

  async changesRecordedSince(instant: string, known: Day | null): Promise<Change[]> {
    const since = Date.parse(instant);
    const all = await this.changes(-Infinity, Infinity, known);
    return all.filter((change) =>
      change.claims.some((id) => Date.parse(this.book.claims[id]?.recorded ?? "") > since),
    );
  }

  loose(known: Day | null): Promise<Loose> {
    const claims = [...this.claimsAt(known)];
    return Promise.resolve({
      unplaced: claims.filter((claim) => claim.place_id === null),
      undated: claims.filter((claim) => claim.start === null && claim.end === null),
    });
  }

  report(id: string): Promise<Report | null> {
    return Promise.resolve(this.book.reports[id] ?? null);
  }

  why(): Promise<Reason | null> {
    return Promise.resolve(null);
  }

  search(words: string): Promise<Hits> {
    const wanted = fold(words);
    if (wanted.length < 3) return Promise.resolve({ reports: [] });
    const reports = [];
    for (const report of Object.values(this.book.reports)) {
      let text = this.folded.get(report.id);
      if (text === undefined) {
        text = fold(`${report.title ?? ""} ${report.publisher ?? ""} ${report.text}`);
        this.folded.set(report.id, text);
      }
      const at = text.indexOf(wanted);
      if (at >= 0) reports.push({ report, at });
    }
    return Promise.resolve({ reports });
  }

  ground(): Promise<unknown> {
    return Promise.resolve(this.groundMap);
  }

  /** The newest state of knowledge by the day `known`. */
  private historyAt(id: string, known: Day | null): History | null {
    const told = this.book.histories[id] ?? [];
    if (known === null) return told.at(-1)?.history ?? null;
    const by = told.filter((one) => one.known !== null && (parseDay(one.known) ?? 0) <= known);
    return by.at(-1)?.history ?? null;
  }

  private *claimsAt(known: Day | null): Iterable<Claim> {
    for (const claim of Object.values(this.book.claims)) {
      const known_ = claim.times.some(({ known: from, until }) => {
        if (known === null) return until === null && claim.times.at(-1)?.until === null;
        const [low, high] = [parseDay(from), parseDay(until)];
        return low !== null && low <= known && (high === null || known < high);
      });
      if (known_) yield claim;
    }
  }
}
