// The record: its documents and pages, evidence highlighted, PDF pages as pictures, search.
import { ask, button, make } from "./common.js";
import { rangeIn } from "./editor.js";
import { findWords, softenedLines, unitsOf } from "./text.js";

const KEPT = "imr-pages";

export class RecordPane {
  constructor(key) {
    this.path = `/api/cases/${encodeURIComponent(key)}/records`;
    this.choice = document.getElementById("document");
    this.pages = document.getElementById("pages");
    this.switch = document.getElementById("shown-as");
    this.as = localStorage.getItem(KEPT) ?? "both";
    this.find = document.getElementById("find");
    this.evidence = [];
    for (const [rank, name] of ["fact", "evidence", "found", "focus"].entries()) {
      const highlight = new Highlight();
      highlight.priority = rank;
      CSS.highlights.set(name, highlight);
    }
    this.choice.addEventListener("change", () => this.#show());
    this.switch.addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-as]")?.dataset.as;
      if (chosen) this.#showAs(chosen);
    });
    this.choice.addEventListener("keydown", (event) => {
      // the choice of a document opens by Alt+Down, which is a key of the letter too
      if (event.altKey) event.stopPropagation();
    });
    this.find.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#next();
    });
    this.find.addEventListener("input", () => {
      this.last = null;
      this.#mark();
    });
  }

  async load() {
    const told = await ask("GET", this.path);
    Object.assign(this, told);
    for (const record of this.records) {
      for (const page of record.pages) Object.assign(page, { text: softenedLines(page.text), units: unitsOf(page.text) });
    }
    this.choice.replaceChildren(...this.records.map((one) => make("option", { value: one.index }, `${one.written ?? "undated"} \u00b7 ${one.kind} \u00b7 ${one.name}`)));
    document.getElementById("unread").replaceChildren(
      ...this.unread.map((one) => make("p", {}, make("strong", {}, "Not read: "), `${one.name}: ${one.reason}`)),
    );
    this.#show();
    return told;
  }

  /** Words of the records that the draft rests on, to be highlighted. */
  cite(supports) {
    this.evidence = supports;
    this.#mark();
  }

  get #record() {
    return this.records?.[Number(this.choice.value)];
  }

  #show() {
    const record = this.#record;
    this.switch.hidden = !record?.is_pdf;
    for (const one of this.switch.children) one.setAttribute("aria-pressed", one.dataset.as === this.as);
    if (!record) {
      this.pages.replaceChildren(make("p", { class: "empty" }, "The case has no record that could be read."));
      return;
    }
    const as = record.is_pdf ? this.as : "text";
    this.pages.replaceChildren(
      ...record.pages.map((page) => {
        const head = make("h3", {}, `${record.name}`, make("span", {}, `page ${page.number} of ${record.pages.length}`));
        const source = `${this.path}/${record.index}/pages/${page.number}.png`;
        const alt = `Page ${page.number} of ${record.name} as a picture${as === "both" ? "; its text stands beside it" : ""}`;
        const image = as !== "text" && make("a", { class: "picture", href: source, target: "_blank", title: "Open the picture by itself" }, make("img", { src: source, alt, loading: "lazy", width: 850, height: 1100 }));
        const text = page.text.trim() ? make("div", { class: "page-text" }, page.text) : make("p", { class: "fine" }, "This page has no text layer: only its picture can be read.");
        return make("article", { class: as === "both" ? "sheet pictured" : "sheet", "data-page": page.number }, head, image, as !== "page" && text);
      }),
    );
    this.pages.scrollTop = 0;
    this.#mark();
  }

  /** Text, page or both; the page that is in view stays so. */
  #showAs(as) {
    const top = this.pages.getBoundingClientRect().top;
    const page = [...this.pages.children].find((one) => one.getBoundingClientRect().bottom > top + 40)?.dataset.page;
    this.as = as;
    localStorage.setItem(KEPT, as);
    this.#show();
    const sheet = page && this.pages.querySelector(`[data-page="${page}"]`);
    if (sheet) this.pages.scrollTop += sheet.getBoundingClientRect().top - top - 8;
  }

  #mark() {
    const record = this.#record;
    for (const name of ["fact", "evidence", "found", "focus"]) CSS.highlights.get(name).clear();
    if (!record) return;
    const draw = (name, places) => {
      for (const one of places) {
        const range = one.document === record.name && this.#range(record, one.span);
        if (range) CSS.highlights.get(name).add(range);
      }
    };
    draw("fact", this.facts.map((one) => one.place).filter(Boolean));
    draw("evidence", this.evidence);
    if (this.focused) draw("focus", [this.focused]);
    const words = this.find.value.trim();
    for (const [index, page] of words.length > 1 ? record.pages.entries() : []) {
      for (let found = findWords(page.text, words); found; found = findWords(page.text, words, found[1])) {
        const range = this.#field(index) && rangeIn(this.#field(index), ...found);
        if (range) CSS.highlights.get("found").add(range);
      }
    }
  }

  #field(index) {
    return this.pages.children[index]?.querySelector(".page-text");
  }

  #range(record, [start, end]) {
    const index = record.pages.findLastIndex((page) => page.start <= start);
    const page = record.pages[index];
    const field = this.#field(index);
    return field && end > start ? rangeIn(field, page.units(start - page.start), Math.min(page.units(end - page.start), page.text.length)) : null;
  }

  /** The next place of the words sought, through all documents. */
  #next() {
    const words = this.find.value.trim();
    if (words.length < 2) return;
    const all = this.records.flatMap((record) =>
      record.pages.flatMap((page) => {
        const places = [];
        for (let found = findWords(page.text, words); found; found = findWords(page.text, words, found[1])) places.push([record, page, found]);
        return places;
      }),
    );
    this.last = all.length ? ((this.last ?? -1) + 1) % all.length : null;
    this.find.setAttribute("aria-invalid", !all.length);
    if (!all.length) return;
    const [record, page, found] = all[this.last];
    if (record.is_pdf && this.as === "page") this.as = "both";
    this.#open(record);
    const field = this.#field(record.pages.indexOf(page));
    if (field) this.#reveal(rangeIn(field, ...found));
  }

  #open(record) {
    const shown = this.switch.querySelector('[aria-pressed="true"]')?.dataset.as;
    if (Number(this.choice.value) !== record.index || !this.pages.querySelector(".sheet") || (record.is_pdf && shown !== this.as)) {
      this.choice.value = record.index;
      this.#show();
    }
  }

  #reveal(range) {
    if (!range) return;
    const box = range.getBoundingClientRect();
    const home = this.pages.getBoundingClientRect();
    if (box.top < home.top + 30 || box.bottom > home.bottom - 30) this.pages.scrollTop += box.top - home.top - home.height / 3;
  }

  /** Show words of a document: by their span, or sought on the page by `quote`. False: not there. */
  open({ document: name, page: number, span, quote }) {
    const record = this.records?.find((one) => one.name === name);
    if (!record) return false;
    // words are marked in the text, so it has to be shown
    if (record.is_pdf && this.as === "page") this.as = "both";
    this.#open(record);
    const page = record.pages.find((one) => one.number === (number ?? 1)) ?? record.pages[0];
    if (!span && quote) {
      const found = findWords(page.text, quote);
      // spans are counted in code points from the start of the document
      if (found) span = found.map((at) => page.start + [...page.text.slice(0, at)].length);
    }
    this.focused = span && span[1] > span[0] ? { document: name, span } : null;
    this.#mark();
    if (this.focused) this.#reveal(this.#range(record, span));
    else this.pages.children[record.pages.indexOf(page)]?.scrollIntoView({ block: "start" });
    return true;
  }
}

/** A button that leads to words of the record. */
export function recordLink(place, go) {
  return button(`${place.document}, p. ${place.page}`, () => go(place), { kind: "ref", title: place.quote || null });
}
