// Dark or light: as the system has it, unless somebody chose.

const KEY = "whoholds.theme";

export function startTheme(): void {
  const chosen = recall();
  if (chosen) document.documentElement.dataset["theme"] = chosen;
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function toggleTheme(): void {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset["theme"] = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A page on a disk may have no storage: the choice lasts as long as the page.
  }
  dispatchEvent(new Event("themechange"));
}

export function onTheme(call: () => void): void {
  const changed = (): void => {
    tones.clear();
    call();
  };
  addEventListener("themechange", changed);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

function recall(): string | null {
  try {
    const found = localStorage.getItem(KEY);
    return found === "dark" || found === "light" ? found : null;
  } catch {
    return null;
  }
}

const tones = new Map<string, string>();

/** A colour of the style sheet, by the name of its custom property; asked for in every frame. */
export function tone(name: string): string {
  let found = tones.get(name);
  if (found === undefined) {
    found = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    tones.set(name, found);
  }
  return found;
}
