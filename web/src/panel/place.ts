// A place: its ribbon, its holders, and every claim beneath them.

import type { Claim, Dossier, Holding } from "../data/types";
import { segmentOf, SILENT } from "../data/sheet";
import { parseDay, shortDay, type Day } from "../days";
import { STRINGS } from "../strings";
import { fill, h } from "../ui/dom";
import { boundsText, fromText, stateWords, toText } from "../ui/words";
import { claimCard, originsOf } from "./claim";
import { actorChip, type Context } from "./context";
import { ribbon } from "./ribbon";

export class PlacePanel {
  readonly element = h("div", { class: "panel-body" });
  private readonly now = h("div", { class: "now-card", role: "status" });
  private key = "";
  private shown: Context | null = null;

  async update(context: Context): Promise<void> {
    const { place, known, on } = context.keeper.now;
    if (place === null) return;
    const fresh = `${place}|${known}|${context.sheet.basis.record}`;
    this.shown = context;
    if (fresh === this.key) {
      this.mark(on);
      return;
    }
    this.key = fresh;
    const dossier = await context.source.dossier(place, known);
    if (this.key !== fresh) return;
    if (!dossier) {
      fill(this.element, h("p", { class: "faint" }, STRINGS.notKnownYet));
      return;
    }
    this.draw(context, dossier);
    void context.source.why(place, on, known).then((why) => {
      if (!why || this.key !== fresh) return;
      const note = this.element.querySelector(".overturn");
      if (note && why.overturn.length) {
        fill(note as HTMLElement, h("strong", {}, `${STRINGS.overturn}: `), why.overturn.join("; "));
        (note as HTMLElement).hidden = false;
      }
    });
  }

  /** Forget what is shown, so that the next update asks anew. */
  stale(): void {
    this.key = "";
  }

  private draw(context: Context, { place, history, claims }: Dossier): void {
    const holdings = history?.holdings ?? [];
    const facts = [STRINGS.placeKinds[place.place_kind] ?? place.place_kind, place.country, place.population ? STRINGS.population(place.population) : "", place.lat === null ? STRINGS.unplaced : ""];
    const origins = originsOf(claims);
    const byId = new Map(claims.map((claim) => [claim.id, claim]));
    const redraw = (): void => {
      this.stale();
      void context.reload();
    };
    const card = (claim: Claim): HTMLElement => claimCard(context, claim, origins, claim.weight, redraw);
    const used = new Set(holdings.flatMap((one) => [...one.claims, ...one.against]));
    const others = claims.filter((claim) => !used.has(claim.id));
    fill(
      this.element,
      h("h2", { tabindex: "-1", class: "place-name", dir: "auto" }, place.place),
      h("p", { class: "faint" }, facts.filter(Boolean).join(" · ")),
      this.now,
      h("p", { class: "support small" }, `${STRINGS.allClaims(claims.length)}, ${STRINGS.support(new Set(claims.map((one) => one.report)).size, origins.count)}`),
    );
    if (history && holdings.length) {
      this.element.append(
        h("h3", {}, STRINGS.history),
        ribbon(context, history, place.place, (n) => this.open(n)) as unknown as HTMLElement,
        h("p", { class: "overturn note", hidden: true }),
        h("ol", { class: "holdings" }, ...holdings.map((holding) => this.holding(context, holding, byId, card))),
      );
    } else this.element.append(h("p", { class: "note" }, claims.length ? STRINGS.toldNothing : STRINGS.notKnownYet));
    const periods = [
      ...(history?.contested ?? []).map((one) => STRINGS.contestedFrom(boundsText(one))),
      ...(history?.divided ?? []).map((one) => STRINGS.dividedFrom(boundsText(one))),
    ];
    if (periods.length) this.element.append(h("ul", { class: "periods" }, ...periods.map((words) => h("li", {}, words))));
    if (others.length) {
      this.element.append(
        h("details", { class: "others", open: holdings.length === 0 }, h("summary", {}, STRINGS.evidenceOther(others.length)), ...others.map(card)),
      );
    }
    this.mark(context.keeper.now.on);
  }

  private holding(context: Context, holding: Holding, byId: Map<string, Claim>, card: (claim: Claim) => HTMLElement): HTMLElement {
    const claimsOf = (ids: string[]): Claim[] => ids.map((id) => byId.get(id)).filter((one) => one !== undefined);
    const [speaking, against] = [claimsOf(holding.claims), claimsOf(holding.against)];
    const states = [holding.contested && STRINGS.contested, holding.disputed && STRINGS.disputed, holding.divided && STRINGS.divided].filter(Boolean);
    const evidence = h("details", { class: "evidence" }, h("summary", {}, STRINGS.evidence, h("span", { class: "faint" }, ` ${STRINGS.support(holding.reports, holding.origins)}`)));
    const build = (): void => {
      if (evidence.childElementCount > 1) return;
      const columns = h("div", { class: against.length ? "sides both" : "sides" });
      columns.append(h("section", {}, against.length ? h("h4", {}, STRINGS.evidenceFor(speaking.length)) : null, ...speaking.map(card)));
      if (against.length) columns.append(h("section", {}, h("h4", {}, STRINGS.evidenceAgainst(against.length)), ...against.map(card)));
      evidence.append(columns);
    };
    evidence.addEventListener("toggle", build);
    return h(
      "li",
      { class: "holding", "data-from": holding.from[0] ?? holding.from[1] ?? "", "data-to": holding.to ? (holding.to[1] ?? holding.to[0] ?? "") : "" },
      h("div", { class: "holding-head" }, actorChip(context, holding.actor), h("span", { class: "dates" }, `${fromText(holding)} – ${toText(holding)}`)),
      h(
        "p",
        { class: "small" },
        ...dotted(
          holding.actor !== null && h("span", {}, STRINGS.sure(holding.probability)),
          states.length > 0 && h("span", { class: "states" }, states.join(", ")),
          h("span", { title: STRINGS.gradeTip }, STRINGS.grade(holding.grade)),
          holding.starting && h("span", { class: "states" }, STRINGS.assumed),
        ),
      ),
      holding.claims.length ? evidence : null,
    );
  }

  /** Shows which holding the day falls into, and opens its evidence the first time. */
  private mark(on: Day): void {
    let current: HTMLElement | null = null;
    for (const item of this.element.querySelectorAll<HTMLElement>(".holding")) {
      const [from, to] = [parseDay(item.dataset["from"]), parseDay(item.dataset["to"])];
      const inside = (from === null || from <= on) && (to === null || on <= to);
      item.classList.toggle("current", false);
      if (inside) current = item;
    }
    current?.classList.add("current");
    this.drawNow(on);
    const evidence = current?.querySelector("details");
    if (evidence && !this.element.querySelector(".holding details[open]")) evidence.open = true;
  }

  /** The answer on the day shown, in a line, before all detail. */
  private drawNow(on: Day): void {
    const context = this.shown;
    const number = context ? context.sheet.index.get(context.keeper.now.place ?? "") : undefined;
    if (!context || number === undefined) {
      fill(this.now);
      return;
    }
    const { sheet } = context;
    const s = segmentOf(sheet, number, on);
    const actor = sheet.actor[s]!;
    const flags = sheet.flags[s]!;
    const words = actor === SILENT ? h("span", { class: "faint" }, STRINGS.silent) : actorChip(context, actor >= 0 ? sheet.actors[actor]!.name : null, flags, sheet.sure[s]!);
    fill(
      this.now,
      h("span", { class: "faint" }, shortDay(on)),
      words,
      h("span", { class: "small" }, ...dotted(actor >= 0 && h("span", {}, STRINGS.sure(sheet.sure[s]! / 100)), flags > 0 && h("span", { class: "states" }, stateWords(flags).join(", ")))),
    );
  }

  private open(n: number): void {
    const item = this.element.querySelectorAll(".holding")[n];
    const evidence = item?.querySelector("details");
    if (evidence) evidence.open = true;
    item?.scrollIntoView({ block: "nearest" });
  }
}

/** What there is, with dots between. */
function dotted(...parts: (HTMLElement | false)[]): (HTMLElement | string)[] {
  return parts.filter((part) => part !== false).flatMap((part, n) => (n ? [" · ", part] : [part]));
}
