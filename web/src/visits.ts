// When somebody looked at this record last, kept in the browser alone.

const KEY = "whoholds.visit";
let previous: string | null = null;

/** Notes this visit; the one before stays readable until the page is closed. */
export function noteVisit(now: Date): void {
  try {
    previous = localStorage.getItem(KEY);
    localStorage.setItem(KEY, now.toISOString());
  } catch {
    previous = null;
  }
}

/** The instant of the visit before this one, as ISO 8601. */
export function lastVisit(): string | null {
  return previous;
}
