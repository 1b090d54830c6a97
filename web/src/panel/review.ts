// A reviewer's decision on a claim: previewed before it is saved, undone by another decision.

import type { Review } from "../data/source";
import type { Claim, Decision } from "../data/types";
import { parseDay, shortDay } from "../days";
import { STRINGS } from "../strings";
import { fill, h } from "../ui/dom";
import { placeLink, type Context } from "./context";

const KINDS = ["accept", "reject", "dispute", "correct", "reinstate"];
const FIELDS = ["actor_norm", "against_norm", "kind", "status", "start", "end", "place_id"];
/** What accepts, rejects or disputes a claim is undone by reinstating it. */
const STATES = ["accept", "reject", "dispute"];

/** What is decided on, and the place whose answer a preview shows. */
interface Matter {
  subject: string;
  target: string;
  place: string | null;
}

// Asked for once, not for every decision.
let reviewer = "";

export function reviewBox(context: Context, claim: Claim, changed: () => void): HTMLElement {
  const box = h("details", { class: "review" }, h("summary", {}, STRINGS.review));
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    const made = form(context, { subject: "claim", target: claim.id, place: claim.place_key }, null, changed);
    const past = h("div", { class: "past" });
    box.append(made, past);
    void context.source.review!.list().then((all) => {
      const own = all.filter((one) => one.target === claim.id).reverse();
      if (own.length) fill(past, h("h4", {}, STRINGS.reviewPast), decisionList(context, own, changed));
    });
  });
  return box;
}

/** Decisions with who took them, when and why, each with what undoes it. */
export function decisionList(context: Context, decisions: Decision[], changed: () => void): HTMLElement {
  return h("ol", { class: "decisions" }, ...decisions.map((one) => item(context, one, changed)));
}

function item(context: Context, made: Decision, changed: () => void): HTMLElement {
  const day = parseDay(made.recorded);
  const what = `${STRINGS.reviewOn[made.subject] ?? made.subject} ${STRINGS.reviewDone[made.kind] ?? made.kind}`;
  const undoing = undo(made);
  const shown = (value: unknown): string => (value === null || value === undefined ? STRINGS.reviewNothing : String(value));
  const again = h("details", { class: "review" }, h("summary", {}, STRINGS.reviewUndo));
  again.addEventListener("toggle", () => {
    if (!again.open || again.childElementCount > 1) return;
    const matter = { subject: made.subject, target: made.target, place: made.claim?.place_key ?? null };
    again.append(form(context, matter, undoing, changed));
  });
  return h(
    "li",
    { class: "decision", "data-kind": made.kind, "data-target": made.target },
    h("p", {}, h("strong", {}, what), made.claim ? h("span", {}, " · ", placeLink(context, made.claim.place_key, made.claim.place)) : null),
    made.claim ? h("blockquote", { class: "small" }, made.claim.quote) : h("p", { class: "mono small" }, made.target),
    made.field ? h("p", { class: "small" }, STRINGS.reviewChanged(STRINGS.reviewFields[made.field] ?? made.field, shown(made.old), shown(made.value))) : null,
    h("p", { class: "small" }, made.why),
    h("p", { class: "faint small" }, STRINGS.reviewMade(made.by, day !== null ? shortDay(day) : "")),
    undoing ? again : null,
  );
}

/** The decision that takes back `made`; null where there is none to take. */
function undo(made: Decision): Partial<Decision> | null {
  if (STATES.includes(made.kind)) return { kind: "reinstate" };
  if (made.kind === "correct") return { kind: "correct", field: made.field ?? null, value: made.old ?? null };
  if (made.kind === "merge") return { kind: "split" };
  return null;
}

/** Token, name, reason and buttons; what is decided is asked for too, unless `given`. */
function form(context: Context, matter: Matter, given: Partial<Decision> | null, changed: () => void): HTMLElement {
  const review = context.source.review!;
  const token = h("input", { type: "password", class: "field", autocomplete: "off", "aria-label": STRINGS.reviewToken, placeholder: STRINGS.reviewToken });
  token.value = review.token ?? "";
  const by = h("input", { class: "field", "aria-label": STRINGS.reviewBy, placeholder: STRINGS.reviewBy, autocomplete: "name" });
  by.value = reviewer;
  const why = h("input", { class: "field", "aria-label": STRINGS.reviewWhy, placeholder: STRINGS.reviewWhy });
  const kind = h("select", { class: "field", "aria-label": STRINGS.review }, ...KINDS.map((one) => h("option", { value: one }, STRINGS.reviewKinds[one] ?? one)));
  const field = h("select", { class: "field", "aria-label": STRINGS.reviewField }, ...FIELDS.map((one) => h("option", { value: one }, STRINGS.reviewFields[one] ?? one)));
  const value = h("input", { class: "field", "aria-label": STRINGS.reviewValue, placeholder: STRINGS.reviewValue });
  const correcting = h("div", { class: "row", hidden: true }, field, value);
  const said = h("div", { class: "said", role: "status" });
  const save = h("button", { type: "button", class: "chip strong", disabled: true }, STRINGS.reviewSave);
  const preview = h("button", { type: "button", class: "chip" }, STRINGS.reviewPreview);

  const asked = (): Partial<Decision> =>
    given ?? { kind: kind.value, ...(kind.value === "correct" ? { field: field.value, value: value.value.trim() || null } : {}) };
  const wanted = (): Decision => ({ kind: "", subject: matter.subject, target: matter.target, by: by.value.trim(), why: why.value.trim(), ...asked() });
  const attempt = async (act: (review: Review) => Promise<void>): Promise<void> => {
    review.token = token.value || null;
    reviewer = by.value;
    try {
      await act(review);
    } catch (error) {
      fill(said, h("p", { class: "error" }, (error as Error).message));
    }
  };
  // What was previewed is what is saved: any change asks for another look.
  const stale = (): void => {
    save.disabled = matter.place !== null;
    correcting.hidden = kind.value !== "correct";
  };
  for (const one of [kind, field]) one.addEventListener("change", stale);
  value.addEventListener("input", stale);
  stale();
  preview.addEventListener("click", () =>
    void attempt(async () => {
      const { before, after } = await review.preview(wanted(), matter.place!, context.keeper.now.on);
      fill(said, before === after
        ? h("p", {}, STRINGS.reviewSame)
        : h("dl", { class: "particulars" }, h("dt", {}, STRINGS.reviewBefore), h("dd", {}, before), h("dt", {}, STRINGS.reviewAfter), h("dd", { class: "after" }, after)));
      save.disabled = false;
    }));
  save.addEventListener("click", () =>
    void attempt(async () => {
      await review.decide(wanted());
      changed();
    }));
  return h("div", { class: "review-form" },
    review.token ? null : h("p", { class: "faint small" }, STRINGS.reviewNeedsToken),
    h("div", { class: "row wrap" }, token, by, given ? null : kind), given ? null : correcting,
    h("div", { class: "row wrap" }, why, matter.place !== null ? preview : null, save), said);
}

/** All decisions on the record. */
export class ReviewPanel {
  readonly element = h("div", { class: "panel-body" });
  private key = "";

  async update(context: Context): Promise<void> {
    const key = context.sheet.basis.record;
    if (key === this.key) return;
    this.key = key;
    const decisions = await context.source.review?.list();
    if (this.key !== key) return;
    const changed = (): void => {
      this.key = "";
      void context.reload();
    };
    fill(
      this.element,
      h("p", { class: "summary" }, STRINGS.reviewIntro),
      decisions?.length ? decisionList(context, decisions.reverse(), changed) : h("p", { class: "faint" }, STRINGS.reviewNone),
    );
  }
}
