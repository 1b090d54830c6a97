// The slider over the days: a histogram of claims, a handle for the day, one for a range.

import { claimsWithin, changeDays, type Sheet } from "../data/sheet";
import { isoDay, longDay, monthOf, months, parseDay, shortDay, weekdayOf, type Day } from "../days";
import type { Keeper } from "../state";
import { STRINGS } from "../strings";
import { tone } from "../theme";
import { fill, h, oncePerFrame } from "../ui/dom";
import { busiest, including, moved, within, zoomed, type Span } from "./window";

const HEIGHT = 64;
const PER_SECOND = 8; // days while it plays

export class Timeline {
  readonly element: HTMLElement;
  private readonly canvas = h("canvas", { class: "histogram", "aria-hidden": "true" });
  private readonly track: HTMLElement;
  private readonly handle: HTMLElement;
  private readonly second: HTMLElement;
  private readonly date: HTMLInputElement;
  private readonly title = h("strong", { class: "day-title" });
  private readonly subtitle = h("span", { class: "faint" });
  private readonly count = h("span", { class: "count", role: "status" });
  private readonly playButton: HTMLButtonElement;
  private readonly rangeButton: HTMLButtonElement;
  private span: Span = { first: 0, last: 1 };
  private changes: Day[] = [];
  private playing: number | null = null;
  private readonly ask = oncePerFrame(() => this.draw());

  constructor(
    private readonly keeper: Keeper,
    private sheet: Sheet,
  ) {
    this.handle = this.makeHandle("handle", STRINGS.day, (day) => this.slideTo(day));
    this.second = this.makeHandle("handle second", STRINGS.rangeStart, (day) => this.slideFrom(day));
    this.track = h("div", { class: "track" }, this.canvas, this.second, this.handle);
    this.date = h("input", { type: "date", class: "date", "aria-label": STRINGS.day });
    this.date.addEventListener("change", () => {
      const day = parseDay(this.date.value);
      if (day !== null) this.keeper.go({ on: day });
    });
    this.playButton = button("▶", STRINGS.play, () => this.togglePlay());
    this.rangeButton = h("button", { type: "button", class: "chip", title: STRINGS.rangeTip, "aria-pressed": "false" }, STRINGS.range);
    this.rangeButton.addEventListener("click", () => this.toggleRange());
    this.element = h(
      "section",
      { class: "timeline", "aria-label": STRINGS.timeline },
      h(
        "div",
        { class: "time-head" },
        h("div", { class: "steps", role: "group", "aria-label": STRINGS.timeline },
          button("⏮", STRINGS.changeBack, () => this.stepChange(-1)),
          button("‹", STRINGS.dayBack, () => this.step(-1)),
          this.playButton,
          button("›", STRINGS.dayOn, () => this.step(1)),
          button("⏭", STRINGS.changeOn, () => this.stepChange(1)),
        ),
        h("div", { class: "day-name" }, this.title, this.subtitle),
        this.date,
        this.rangeButton,
        this.count,
        h("div", { class: "steps zooms", role: "group", "aria-label": STRINGS.zoomFit },
          button("+", STRINGS.zoomIn, () => this.zoom(0.5)),
          button("−", STRINGS.zoomOut, () => this.zoom(2)),
          button("⤢", STRINGS.zoomFit, () => this.fit()),
        ),
      ),
      this.track,
    );
    this.listen();
    this.take(sheet);
    this.span = including(busiest(sheet.counts), keeper.now.on, sheet.counts);
    keeper.listen((now, before) => {
      if (now.on !== before.on || now.from !== before.from) {
        this.span = including(this.span, now.on, this.sheet.counts);
        this.ask();
      }
    });
    new ResizeObserver(this.ask).observe(this.track);
    this.draw();
  }

  take(sheet: Sheet): void {
    this.sheet = sheet;
    this.changes = changeDays(sheet);
    this.ask();
  }

  repaint(): void {
    this.ask();
  }

  step(days: number): void {
    this.keeper.slide({ on: this.clamp(this.keeper.now.on + days) });
  }

  stepChange(way: 1 | -1): void {
    const { on } = this.keeper.now;
    const next = way > 0 ? this.changes.find((day) => day > on) : this.changes.findLast((day) => day < on);
    if (next !== undefined) this.keeper.go({ on: next });
  }

  togglePlay(): void {
    if (this.playing !== null) return this.pause();
    if (this.keeper.now.on >= this.sheet.counts.last) this.keeper.slide({ on: this.span.first });
    this.playButton.textContent = "⏸";
    this.playButton.setAttribute("aria-label", STRINGS.pause);
    let last = performance.now();
    const tick = (now: number): void => {
      const days = Math.floor(((now - last) / 1000) * PER_SECOND);
      if (days > 0) {
        last = now;
        this.step(Math.min(days, 3));
        if (this.keeper.now.on >= this.sheet.counts.last) return this.pause();
      }
      this.playing = requestAnimationFrame(tick);
    };
    this.playing = requestAnimationFrame(tick);
  }

  private pause(): void {
    if (this.playing !== null) cancelAnimationFrame(this.playing);
    this.playing = null;
    this.playButton.textContent = "▶";
    this.playButton.setAttribute("aria-label", STRINGS.play);
  }

  private toggleRange(): void {
    const { from, on } = this.keeper.now;
    const back = Math.max(7, Math.round((this.span.last - this.span.first) / 5));
    this.keeper.go({ from: from === null ? on - back : null });
  }

  private zoom(factor: number): void {
    this.span = zoomed(this.span, factor, this.keeper.now.on, this.sheet.counts);
    this.ask();
  }

  private fit(): void {
    this.span = within({ first: this.sheet.counts.first, last: this.sheet.counts.last }, this.sheet.counts);
    this.ask();
  }

  private clamp(day: Day): Day {
    const { first, last } = this.sheet.counts;
    return Math.max(first - 3, Math.min(last + 3, day));
  }

  private slideTo(day: Day): void {
    this.keeper.slide({ on: this.clamp(day) });
  }

  private slideFrom(day: Day): void {
    this.keeper.slide({ from: Math.min(this.clamp(day), this.keeper.now.on) });
  }

  private makeHandle(name: string, label: string, slide: (day: Day) => void): HTMLElement {
    const handle = h("div", { class: name, role: "slider", tabindex: "0", "aria-label": label, "aria-orientation": "horizontal" });
    const current = (): Day => (name === "handle" ? this.keeper.now.on : (this.keeper.now.from ?? this.keeper.now.on));
    handle.addEventListener("keydown", (event) => {
      const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
      const { first, last } = this.sheet.counts;
      if (event.key in steps) slide(current() + steps[event.key]!);
      else if (event.key === "Home") slide(first);
      else if (event.key === "End") slide(last);
      else if (event.key === " ") this.togglePlay();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return handle;
  }

  private listen(): void {
    let slide: ((day: Day) => void) | null = null;
    this.track.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const target = event.target as Element;
      slide = target === this.second ? (day) => this.slideFrom(day) : (day) => this.slideTo(day);
      this.track.setPointerCapture(event.pointerId);
      this.pause();
      slide(this.dayAt(event.clientX));
      (target === this.second ? this.second : this.handle).focus({ preventScroll: true });
      event.preventDefault();
    });
    this.track.addEventListener("pointermove", (event) => slide?.(this.dayAt(event.clientX)));
    for (const name of ["pointerup", "pointercancel"]) this.track.addEventListener(name, () => (slide = null));
    this.track.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const about = this.dayAt(event.clientX);
        const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
        const length = this.span.last - this.span.first;
        const way = Math.sign(sideways ? event.deltaX || event.deltaY : event.deltaY);
        this.span = sideways
          ? moved(this.span, Math.round((way * length) / 12), this.sheet.counts)
          : zoomed(this.span, way > 0 ? 1.3 : 1 / 1.3, about, this.sheet.counts);
        this.ask();
      },
      { passive: false },
    );
  }

  private dayAt(clientX: number): Day {
    const box = this.track.getBoundingClientRect();
    const rtl = getComputedStyle(this.track).direction === "rtl";
    const share = (clientX - box.left) / Math.max(1, box.width);
    const { first, last } = this.span;
    return Math.round(first + (rtl ? 1 - share : share) * (last - first));
  }

  private draw(): void {
    const { on, from } = this.keeper.now;
    this.title.textContent = longDay(on);
    this.subtitle.textContent = from !== null ? `${shortDay(from)} –` : weekdayOf(on);
    if (document.activeElement !== this.date) this.date.value = isoDay(on);
    const { counts } = this.sheet;
    const low = from ?? on;
    this.count.textContent = STRINGS.within(claimsWithin(counts, low, on), counts.total, from !== null);
    this.rangeButton.setAttribute("aria-pressed", String(from !== null));
    this.place(this.handle, on);
    this.second.hidden = from === null;
    if (from !== null) this.place(this.second, from);
    this.paint(low, on);
  }

  private place(handle: HTMLElement, day: Day): void {
    const { first, last } = this.span;
    const share = (day - first) / Math.max(1, last - first);
    handle.style.insetInlineStart = `${(100 * share).toFixed(3)}%`;
    handle.style.visibility = share < -0.001 || share > 1.001 ? "hidden" : "";
    handle.setAttribute("aria-valuemin", String(this.sheet.counts.first));
    handle.setAttribute("aria-valuemax", String(this.sheet.counts.last));
    handle.setAttribute("aria-valuenow", String(day));
    handle.setAttribute("aria-valuetext", longDay(day));
  }

  private paint(low: Day, high: Day): void {
    const width = this.track.clientWidth;
    if (!width) return;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    const size = [Math.round(width * ratio), Math.round(HEIGHT * ratio)] as const;
    if (this.canvas.width !== size[0] || this.canvas.height !== size[1]) [this.canvas.width, this.canvas.height] = size;
    const ink = this.canvas.getContext("2d")!;
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.clearRect(0, 0, width, HEIGHT);
    const rtl = getComputedStyle(this.track).direction === "rtl";
    if (rtl) {
      ink.translate(width, 0);
      ink.scale(-1, 1);
    }
    const { first, last } = this.span;
    const perDay = width / Math.max(1, last - first);
    const x = (day: Day): number => (day - first) * perDay;
    const base = HEIGHT - 18;
    this.paintMonths(ink, x, base, width, rtl);
    const bars = binned(this.sheet.counts.marks, this.sheet.counts.first, this.span, perDay);
    const top = Math.max(1, ...bars.map((bar) => bar.claims));
    const [inside, outside] = [tone("--bar-on"), tone("--bar")];
    for (const bar of bars) {
      const tall = Math.max(2, (base - 8) * Math.sqrt(bar.claims / top));
      const lit = bar.last >= low && bar.first <= high;
      ink.fillStyle = lit ? inside : outside;
      const wide = Math.max(1.5, (bar.last - bar.first + 1) * perDay - 1);
      ink.fillRect(x(bar.first) - Math.min(perDay / 2, 6), base - tall, Math.min(wide, bar.days > 1 ? wide : 14), tall);
    }
    if (low < high) {
      ink.fillStyle = tone("--range");
      ink.fillRect(x(low), 0, x(high) - x(low), base);
    }
    ink.fillStyle = tone("--accent");
    for (const day of this.changes) {
      if (day >= first && day <= last) ink.fillRect(x(day) - 1, base + 1.5, 2, 4);
    }
  }

  private paintMonths(ink: CanvasRenderingContext2D, x: (day: Day) => number, base: number, width: number, rtl: boolean): void {
    const { first, last } = this.span;
    const room = ((last - first) / 30.4) * (78 / width);
    const step = [1, 2, 3, 6, 12, 24, 60, 120].find((months) => months >= room) ?? 240;
    ink.fillStyle = tone("--faint");
    ink.strokeStyle = tone("--line");
    ink.font = "11px system-ui, sans-serif";
    ink.lineWidth = 1;
    ink.beginPath();
    ink.moveTo(0, base + 0.5);
    ink.lineTo(width, base + 0.5);
    ink.stroke();
    const shown = step === 1 && last - first < 62 ? weeks(first, last) : months(first, last, step);
    for (const day of shown) {
      const at = Math.round(x(day)) + 0.5;
      ink.beginPath();
      ink.moveTo(at, base);
      ink.lineTo(at, base + 6);
      ink.stroke();
      const words = step >= 12 ? String(new Date(day * 86_400_000).getUTCFullYear()) : step === 1 && last - first < 62 ? shortDay(day).replace(/ \d{4}$/, "") : monthOf(day);
      if (at >= width - 30) continue;
      ink.save();
      // What is drawn is mirrored from right to left; words must not be.
      if (rtl) ink.scale(-1, 1);
      ink.textAlign = rtl ? "right" : "left";
      ink.fillText(words, rtl ? -at - 4 : at + 4, base + 14);
      ink.restore();
    }
  }
}

function weeks(first: Day, last: Day): Day[] {
  const step = last - first < 25 ? 3 : 7;
  const found: Day[] = [];
  for (let day = first + 1; day <= last; day += step) found.push(day);
  return found;
}

interface Bar {
  first: Day;
  last: Day;
  days: number;
  claims: number;
}

/** Bars of one day, or of as many as make a bar three pixels wide. */
function binned(marks: Int32Array, start: Day, span: Span, perDay: number): Bar[] {
  const days = Math.max(1, Math.ceil(3 / perDay));
  const found: Bar[] = [];
  const low = Math.floor((span.first - start) / days) * days;
  for (let at = Math.max(0, low); at < marks.length && start + at <= span.last; at += days) {
    let claims = 0;
    for (let n = at; n < Math.min(at + days, marks.length); n++) claims += marks[n]!;
    if (claims) found.push({ first: start + at, last: start + at + days - 1, days, claims });
  }
  return found;
}

function button(text: string, label: string, act: () => void): HTMLButtonElement {
  const made = h("button", { type: "button", class: "icon", "aria-label": label, title: label });
  fill(made, text);
  made.addEventListener("click", act);
  return made;
}
