// Claims that neither map nor slider can show: never hidden, always counted.

import type { Claim } from "../data/types";
import { STRINGS } from "../strings";
import { fill, h } from "../ui/dom";
import { claimCard, originsOf } from "./claim";
import { placeLink, type Context } from "./context";

const MOST = 100;

export class LoosePanel {
  readonly element = h("div", { class: "panel-body" });
  private key = "";

  async update(context: Context): Promise<void> {
    const key = `${context.keeper.now.known}|${context.sheet.basis.record}`;
    if (key === this.key) return;
    this.key = key;
    const { unplaced, undated } = await context.source.loose(context.keeper.now.known);
    if (this.key !== key) return;
    fill(
      this.element,
      h("p", { class: "summary" }, STRINGS.looseIntro),
      ...this.section(context, STRINGS.looseUnplaced(unplaced.length), STRINGS.looseUnplacedWhat, unplaced),
      ...this.section(context, STRINGS.looseUndated(undated.length), STRINGS.looseUndatedWhat, undated),
      context.source.silentReports ? h("p", { class: "note" }, STRINGS.silentReports(context.source.silentReports)) : null,
    );
  }

  private section(context: Context, title: string, what: string, claims: Claim[]): HTMLElement[] {
    const origins = originsOf(claims);
    const again = (): void => {
      this.key = "";
      void context.reload();
    };
    return [
      h("h3", {}, title),
      h("p", { class: "faint small" }, what),
      ...claims.slice(0, MOST).map((claim) =>
        h("div", { class: "loose" }, h("p", { class: "loose-place" }, placeLink(context, claim.place_key, claim.place)), claimCard(context, claim, origins, undefined, again))),
      claims.length ? h("span", {}) : h("p", { class: "faint" }, STRINGS.looseNone),
      claims.length > MOST ? h("p", { class: "faint" }, STRINGS.more(claims.length - MOST)) : h("span", {}),
    ];
  }
}
