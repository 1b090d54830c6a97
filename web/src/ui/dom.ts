// Elements. Text goes in as text, never as markup: what a report says cannot become part of the page.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** An element with attributes (`class`, `aria-…`, `onclick` as a function, …) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, attributes);
  element.append(...kept(children));
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  dress(element, attributes);
  element.append(...kept(children));
  return element;
}

function dress(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

function kept(children: Child[]): (Node | string)[] {
  return children.filter((child) => child !== null && child !== undefined && child !== false);
}

/** A link to a page outside, for web addresses alone; else the words by themselves. */
export function outside(url: string | null, words: string): HTMLElement {
  let safe = false;
  try {
    safe = ["http:", "https:"].includes(new URL(url ?? "").protocol);
  } catch {
    safe = false;
  }
  if (!safe || url === null) return h("span", {}, words);
  return h("a", { href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, words);
}

/** Sets custom properties of style by hand: a strict policy forbids style in markup. */
export function styled<T extends HTMLElement | SVGElement>(element: T, style: Record<string, string>): T {
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value);
  return element;
}

/** Replaces what is in `element`, keeping its scroll. */
export function fill(element: HTMLElement, ...children: Child[]): void {
  element.replaceChildren(...kept(children));
}

/** Calls at most once a frame. */
export function oncePerFrame(call: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      call();
    });
  };
}

/** Calls once things have been quiet for some milliseconds. */
export function settled(call: () => void, quiet: number): () => void {
  let timer: number | undefined;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(call, quiet);
  };
}
