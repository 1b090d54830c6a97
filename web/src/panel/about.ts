// What this is, what it rests on, how to read it, and whose work is in it.

import type { Context } from "./context";
import { CONTESTED, DISPUTED, DIVIDED, NOBODY } from "../data/sheet";
import { STRINGS } from "../strings";
import { fill, h } from "../ui/dom";
import { glyph } from "../ui/glyph";
import licences from "../ui/licences.json";

export class AboutPanel {
  readonly element = h("div", { class: "panel-body prose" });

  update({ sheet, source }: Context): void {
    const { basis } = sheet;
    const colour = sheet.actors[0]?.colour ?? "#0072b2";
    const state = (flags: number, word: string, what: string): HTMLElement =>
      h("li", {}, glyph(0, colour, flags), h("span", {}, `${word}: ${what}`));
    fill(
      this.element,
      h("p", {}, STRINGS.aboutWhat),
      h("p", { class: "note" }, STRINGS.aboutCare),
      h("h3", {}, STRINGS.aboutEncoding),
      h("ul", { class: "key" },
        state(CONTESTED, STRINGS.contested, STRINGS.contestedWhat),
        state(DISPUTED, STRINGS.disputed, STRINGS.disputedWhat),
        state(DIVIDED, STRINGS.divided, STRINGS.dividedWhat),
        h("li", {}, glyph(0, colour, 0, 0), h("span", {}, STRINGS.unsure)),
        h("li", {}, glyph(NOBODY, ""), h("span", {}, STRINGS.nobody))),
      h("p", { class: "small" }, STRINGS.areasNote),
      h("h3", {}, STRINGS.aboutKeys),
      h("dl", { class: "particulars" }, ...STRINGS.keys.flatMap(([keys, what]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, what)])),
      h("h3", {}, STRINGS.aboutBasis),
      h("dl", { class: "particulars" },
        h("dt", {}, STRINGS.aboutRecord), h("dd", { class: "mono" }, basis.record || "–"),
        h("dt", {}, STRINGS.aboutRun), h("dd", { class: "mono" }, basis.run ?? "–"),
        h("dt", {}, STRINGS.aboutVersion), h("dd", {}, basis.version)),
      source.silentReports ? h("p", { class: "small" }, STRINGS.silentReports(source.silentReports)) : null,
      h("h3", {}, STRINGS.aboutLicences),
      h("p", { class: "small" }, STRINGS.aboutGeo),
      h("ul", { class: "licences" }, ...licences.map((one) => h("li", {}, `${one.name} ${one.version}: ${one.licence}`))),
    );
  }
}
