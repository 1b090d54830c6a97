// Days as whole numbers since 1970-01-01, so that a slider can count them.

export type Day = number;

const MS = 86_400_000;

/** Before every day: what an open beginning compares as. */
export const EVER: Day = -2_147_483_648;

export function parseDay(text: string | null | undefined): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? "");
  if (!match) return null;
  const [, year, month, day] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCDate() === Number(day) ? Math.round(date.getTime() / MS) : null;
}

export function isoDay(day: Day): string {
  return new Date(day * MS).toISOString().slice(0, 10);
}

const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const monthYear = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });

const on = (day: Day): Date => new Date(day * MS);
export const longDay = (day: Day): string => long.format(on(day));
export const shortDay = (day: Day): string => short.format(on(day));
export const monthOf = (day: Day): string => monthYear.format(on(day));
export const weekdayOf = (day: Day): string => weekday.format(on(day));

/** First days of months (every `step` months) from `first` to `last`. */
export function months(first: Day, last: Day, step: number): Day[] {
  const start = on(first);
  const found: Day[] = [];
  for (let at = start.getUTCFullYear() * 12 + start.getUTCMonth(); ; at++) {
    const day = Math.round(Date.UTC(Math.floor(at / 12), at % 12, 1) / MS);
    if (day > last) return found;
    if (day >= first && at % step === 0) found.push(day);
  }
}

/** (earliest, latest) as it is known and no sharper: one day, a month, a year, or from … to. */
export function spanText(earliest: Day | null, latest: Day | null): string {
  if (earliest === null) return latest === null ? "" : `by ${shortDay(latest)}`;
  if (latest === null) return `from ${shortDay(earliest)}`;
  if (earliest === latest) return shortDay(earliest);
  const [a, b] = [on(earliest), on(latest)];
  const endsMonth = on(latest + 1).getUTCDate() === 1;
  if (a.getUTCDate() === 1 && endsMonth) {
    const whole = a.getUTCMonth() === 0 && b.getUTCMonth() === 11;
    if (whole && a.getUTCFullYear() === b.getUTCFullYear()) return String(a.getUTCFullYear());
    if (monthOf(earliest) === monthOf(latest)) return monthOf(earliest);
  }
  return `${shortDay(earliest)} … ${shortDay(latest)}`;
}
