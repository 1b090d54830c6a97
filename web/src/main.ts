// The way in: the record is in the page itself, or else with the server that the page came from.

import { App } from "./app";
import { Embedded } from "./data/embedded";
import { Server } from "./data/server";
import type { Book } from "./data/types";
import { STRINGS } from "./strings";
import { startTheme } from "./theme";
import { h } from "./ui/dom";
import { noteVisit } from "./visits";
import "./style.css";

const FORMAT = 1;

async function start(root: HTMLElement): Promise<void> {
  startTheme();
  noteVisit(new Date());
  const book = carried("book") as Book | null;
  if (!book) {
    const server = await Server.connect();
    await App.start(root, server, server.tiles);
    return;
  }
  if (book.format !== FORMAT) throw new Error(STRINGS.tooOld);
  const tiles = document.querySelector<HTMLMetaElement>('meta[name="tiles"]')?.content ?? null;
  await App.start(root, new Embedded(book, carried("ground")), tiles);
}

/** The JSON in a script element of the page. */
function carried(id: string): unknown {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : null;
}

const root = document.getElementById("app")!;
start(root).catch((error: unknown) => {
  root.replaceChildren(h("p", { class: "boot error", role: "alert" }, STRINGS.failed(error instanceof Error ? error.message : String(error))));
});
