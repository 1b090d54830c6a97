// A reviewer's decision on a claim: previewed before it is saved, undone by another decision.

import type { Claim, Decision } from "../data/types";
import { STRINGS } from "../strings";
import { fill, h } from "../ui/dom";
import type { Context } from "./context";

const KINDS = ["accept", "reject", "dispute", "correct", "reinstate"];
const FIELDS = ["actor_norm", "against_norm", "kind", "status", "start", "end", "place_id"];

export function reviewBox(context: Context, claim: Claim, changed: () => void): HTMLElement {
  const box = h("details", { class: "review" }, h("summary", {}, STRINGS.review));
  box.addEventListener("toggle", () => {
    if (box.open && box.childElementCount === 1) box.append(form(context, claim, changed));
  });
  return box;
}

function form(context: Context, claim: Claim, changed: () => void): HTMLElement {
  const review = context.source.review!;
  const token = h("input", { type: "password", class: "field", autocomplete: "off", "aria-label": STRINGS.reviewToken, placeholder: STRINGS.reviewToken });
  token.value = review.token ?? "";
  const by = h("input", { class: "field", "aria-label": STRINGS.reviewBy, placeholder: STRINGS.reviewBy, autocomplete: "name" });
  const why = h("input", { class: "field", "aria-label": STRINGS.reviewWhy, placeholder: STRINGS.reviewWhy });
  const kind = h("select", { class: "field", "aria-label": STRINGS.review }, ...KINDS.map((one) => h("option", { value: one }, STRINGS.reviewKinds[one] ?? one)));
  const field = h("select", { class: "field", "aria-label": STRINGS.reviewField }, ...FIELDS.map((one) => h("option", {}, one)));
  const value = h("input", { class: "field", "aria-label": STRINGS.reviewValue, placeholder: STRINGS.reviewValue });
  const correcting = h("div", { class: "row", hidden: true }, field, value);
  const said = h("div", { class: "said", role: "status" });
  kind.addEventListener("change", () => (correcting.hidden = kind.value !== "correct"));

  const wanted = (): Decision => ({
    kind: kind.value,
    subject: "claim",
    target: claim.id,
    by: by.value.trim(),
    why: why.value.trim(),
    ...(kind.value === "correct" ? { field: field.value, value: value.value.trim() || null } : {}),
  });
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    review.token = token.value || null;
    try {
      await act();
    } catch (error) {
      fill(said, h("p", { class: "error" }, (error as Error).message));
    }
  };
  const preview = h("button", { type: "button", class: "chip" }, STRINGS.reviewPreview);
  preview.addEventListener("click", () =>
    void attempt(async () => {
      const { before, after } = await review.preview(wanted(), claim.place_key, context.keeper.now.on);
      fill(said, before === after
        ? h("p", {}, STRINGS.reviewSame)
        : h("dl", { class: "particulars" }, h("dt", {}, STRINGS.reviewBefore), h("dd", {}, before), h("dt", {}, STRINGS.reviewAfter), h("dd", { class: "after" }, after)));
      save.disabled = false;
    }));
  const save = h("button", { type: "button", class: "chip strong", disabled: true }, STRINGS.reviewSave);
  save.addEventListener("click", () =>
    void attempt(async () => {
      await review.decide(wanted());
      changed();
    }));
  return h("div", { class: "review-form" },
    review.token ? null : h("p", { class: "faint small" }, STRINGS.reviewNeedsToken),
    h("div", { class: "row wrap" }, token, by, kind), correcting, h("div", { class: "row wrap" }, why, preview, save), said);
}
