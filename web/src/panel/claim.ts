// One claim: its sentence in its paragraph, who says so, when, and how far it is to be believed.

import type { Claim, Report } from "../data/types";
import { parseDay, shortDay } from "../days";
import { STRINGS } from "../strings";
import { fill, h, outside } from "../ui/dom";
import { actorOf, claimDays, speakers } from "../ui/words";
import { actorChip, type Context } from "./context";
import { reviewBox } from "./review";

const WINDOW = 420; // characters either side where a text has no paragraphs

/** The paragraph around a span, and the span within it. */
export function paragraph(text: string, [start, end]: [number, number]): [string, number, number] {
  const before = text.lastIndexOf("\n\n", start);
  const after = text.indexOf("\n\n", end);
  let low = before < 0 ? 0 : before + 2;
  let high = after < 0 ? text.length : after;
  if (start - low > WINDOW) low = text.indexOf(" ", start - WINDOW) + 1;
  if (high - end > WINDOW) high = text.lastIndexOf(" ", end + WINDOW);
  return [text.slice(low, high), start - low, end - low];
}

/** Offsets count code points, as the record does; script counts otherwise beyond the first plane. */
export function inUnits(text: string, [start, end]: [number, number]): [number, number] {
  // eslint-disable-next-line no-control-regex
  if (!/[\ud800-\udbff]/.test(text)) return [start, end];
  const points = Array.from(text);
  const units = (upTo: number): number => points.slice(0, upTo).join("").length;
  return [units(start), units(end)];
}

export function marked(text: string, start: number, end: number): (string | HTMLElement)[] {
  return [text.slice(0, start), h("mark", {}, text.slice(start, end)), text.slice(end)];
}

export interface Origins {
  number(origin: string): number;
  count: number;
}

/** Origins numbered in the order of their first claim. */
export function originsOf(claims: Claim[]): Origins {
  const found = [...new Set(claims.map((claim) => claim.origin))];
  return { number: (origin) => found.indexOf(origin) + 1, count: found.length };
}

export function claimCard(context: Context, claim: Claim, origins: Origins, weight: number | undefined, changed: () => void): HTMLElement {
  const passage = h("blockquote", {}, h("mark", {}, claim.quote));
  const whole = h("div", { class: "report", hidden: true });
  const card = h("article", { class: `claim ${claim.status}`, "data-claim": claim.id });
  const read = h("button", { type: "button", class: "link small", "aria-expanded": "false" }, STRINGS.openReport);
  read.addEventListener("click", () => {
    whole.hidden = !whole.hidden;
    read.setAttribute("aria-expanded", String(!whole.hidden));
    fill(read, whole.hidden ? STRINGS.openReport : STRINGS.closeReport);
  });
  card.append(heading(context, claim), passage, chain(claim), facts(claim, origins, weight), h("div", { class: "row small" }, read, origin(context, claim, changed)), whole);
  void context.source.report(claim.report).then((report) => {
    if (!report) return;
    const [start, end] = inUnits(report.text, claim.span);
    const [text, low, high] = paragraph(report.text, [start, end]);
    fill(passage, ...marked(text, low, high));
    fill(whole, ...fullReport(report, start, end));
  });
  return card;
}

function heading(context: Context, claim: Claim): HTMLElement {
  const kind = STRINGS.kinds[claim.kind] ?? claim.kind;
  return h(
    "header",
    {},
    h("span", { class: `kind ${claim.kind}` }, kind),
    actorOf(claim) !== null ? actorChip(context, actorOf(claim)) : null,
    claim.against_norm ?? claim.against ? h("span", { class: "faint" }, STRINGS.against(claim.against_norm ?? claim.against ?? "")) : null,
    claim.part ? h("span", { class: "faint" }, STRINGS.part) : null,
    h("span", { class: "when" }, claimDays(claim)),
  );
}

function chain(claim: Claim): HTMLElement {
  const names = speakers(claim);
  return h("p", { class: "speakers" }, ...names.flatMap((name, n) => [n ? h("span", { class: "arrow", "aria-label": STRINGS.citing }, " ← ") : "", h("span", {}, name)]));
}

function facts(claim: Claim, origins: Origins, weight: number | undefined): HTMLElement {
  const published = parseDay(claim.published);
  const recorded = parseDay(claim.recorded);
  const words = [
    STRINGS.status[claim.status] ?? claim.status,
    STRINGS.grade(claim.grade),
    STRINGS.originOf(origins.number(claim.origin), origins.count),
    published !== null ? STRINGS.published(shortDay(published)) : STRINGS.undated,
    recorded !== null ? STRINGS.recorded(shortDay(recorded)) : "",
    weight !== undefined && Math.abs(weight) >= 0.005 ? STRINGS.weight((weight > 0 ? "+" : "−") + Math.abs(weight).toFixed(2)) : "",
    claim.accepted ? STRINGS.accepted : "",
    claim.disputed ? STRINGS.disputedClaim : "",
  ];
  return h("ul", { class: "facts" }, ...words.filter(Boolean).map((word, n) => h("li", n === 0 ? { class: `status ${claim.status}` } : {}, word)));
}

function origin(context: Context, claim: Claim, changed: () => void): HTMLElement | null {
  return context.source.review ? reviewBox(context, claim, changed) : null;
}

function fullReport(report: Report, start: number, end: number): HTMLElement[] {
  const day = parseDay(report.published);
  return [
    h("p", { class: "report-head" },
      h("strong", {}, report.title ?? report.publisher ?? ""),
      h("span", { class: "faint" }, [report.publisher, day !== null ? shortDay(day) : STRINGS.undated].filter(Boolean).join(", "))),
    report.url ? h("p", { class: "small" }, outside(report.url, report.url)) : h("span", {}),
    h("div", { class: "report-text", tabindex: "0" }, ...marked(report.text, start, end)),
  ];
}
