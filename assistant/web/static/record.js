// The record: its documents and pages, evidence highlighted, PDF pages as pictures.
import { ask, make } from "./common.js";

export class RecordPane {
  constructor(key) {
    this.path = `/api/cases/${encodeURIComponent(key)}/records`;
    this.choice = document.getElementById("document");
    this.pages = document.getElementById("pages");
    this.picture = document.getElementById("picture");
    this.evidence = [];
    CSS.highlights.set("evidence", new Highlight());
    this.choice.addEventListener("change", () => this.#show());
    this.picture.addEventListener("click", () => {
      const on = this.picture.getAttribute("aria-pressed") !== "true";
      this.picture.setAttribute("aria-pressed", on);
      this.#show();
    });
  }

  async load() {
    const { records, unread } = await ask("GET", this.path);
    this.records = records;
    this.choice.replaceChildren(...records.map((one) => make("option", { value: one.index }, `${one.written ?? "undated"}  ${one.kind}: ${one.name}`)));
    document.getElementById("unread").replaceChildren(...unread.map((one) => make("p", { class: "bad" }, `Not read: ${one.name}: ${one.reason}`)));
    this.#show();
  }

  /** Words of the records that statements of the draft rest on, to be highlighted. */
  cite(supports) {
    this.evidence = supports;
    this.#show();
  }

  #show() {
    const record = this.records?.[Number(this.choice.value)];
    CSS.highlights.get("evidence").clear();
    this.picture.hidden = !record?.is_pdf;
    if (!record) {
      this.pages.replaceChildren(make("p", { class: "empty" }, "No record could be read."));
      return;
    }
    const pictures = record.is_pdf && this.picture.getAttribute("aria-pressed") === "true";
    this.pages.replaceChildren(
      ...record.pages.map((page) => {
        const text = make("div", { class: "page-text" }, page.text);
        const head = make("h3", {}, `${record.name}, page ${page.number} of ${record.pages.length}`);
        const image = pictures && make("img", { src: `${this.path}/${record.index}/pages/${page.number}.png`, alt: `Page ${page.number} of ${record.name}`, loading: "lazy" });
        return make("div", { class: "record-page", "data-page": page.number }, head, image, text);
      }),
    );
    for (const support of this.evidence) {
      if (support.document === record.name) {
        const range = this.#range(record, support.span);
        if (range) CSS.highlights.get("evidence").add(range);
      }
    }
  }

  #range(record, [start, end]) {
    const index = record.pages.findLastIndex((page) => page.start <= start);
    const page = record.pages[index];
    const node = this.pages.children[index]?.querySelector(".page-text").firstChild;
    if (!node || end - page.start > node.length) return null;
    const range = new Range();
    range.setStart(node, start - page.start);
    range.setEnd(node, end - page.start);
    return range;
  }

  /** Show the words of a support and bring them into view. */
  open(support, { focus = true } = {}) {
    const record = this.records.find((one) => one.name === support.document);
    if (!record) return;
    this.choice.value = record.index;
    this.#show();
    const range = this.#range(record, support.span);
    if (!range) return;
    const box = range.getBoundingClientRect();
    this.pages.scrollTop += box.top - this.pages.getBoundingClientRect().top - 60;
    if (focus) this.pages.focus({ preventScroll: true });
  }
}
