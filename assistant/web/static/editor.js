// The letter as editable parts that together are its whole text, with markers drawn over it.
// Markers are ranges of the browser's highlight registry: the text itself never holds markup, so
// drawing them again moves no caret.
import { make } from "./common.js";
import { retyped, softened } from "./text.js";

export const KINDS = ["unverified", "confirmed", "info", "warning", "error"];
const MINOR = new Set(["Heading", "Introduction"]);
const LABELS = /^(?:Claims Administrator guideline|MAXIMUS guideline|Decision rationale):/gm;

export class Editor {
  constructor(home, { changed, foot, may = true }) {
    this.may = may;
    this.home = home;
    this.changed = changed;
    this.foot = foot;
    this.parts = [];
    this.markers = [];
    for (const [rank, kind] of [...KINDS, "here", "label"].entries()) {
      const highlight = new Highlight();
      highlight.priority = rank;
      CSS.highlights.set(kind, highlight);
    }
  }

  /** Show `text` cut at `sections`; parts that did not change keep their caret. */
  show(text, sections) {
    const names = sections.map((one) => one.name).join("|");
    if (names !== this.names) {
      this.names = names;
      this.parts = sections.map((section) => this.#part(section));
      this.home.replaceChildren(...this.parts.map((part) => part.element));
    }
    this.parts.forEach((part, index) => {
      const { start, end, issue } = sections[index];
      const slice = text.slice(start, end);
      const body = slice.replace(/\n+$/, "");
      part.tail = slice.slice(body.length);
      if (part.source !== body) {
        part.source = body;
        part.shown = part.raw ? body : softened(body);
        this.#write(part);
      }
      part.foot.replaceChildren(...this.foot(issue, part));
    });
    this.#label();
  }

  #write(part) {
    const caret = part.field.contains(getSelection().focusNode) ? this.#within(part, getSelection().focusNode, getSelection().focusOffset) : null;
    part.field.textContent = part.shown;
    if (caret === null) return;
    const [node, at] = place(part.field, Math.min(caret, part.shown.length));
    if (node) getSelection().collapse(node, at);
  }

  #part(section) {
    const minor = MINOR.has(section.name);
    const raw = section.name === "Heading";
    const id = `part-${section.issue ?? section.name.replace(/\W/g, "")}`;
    const field = make("div", { class: raw ? "text raw" : "text", contenteditable: this.may ? "plaintext-only" : null, tabindex: this.may ? null : "0", role: "textbox", "aria-multiline": "true", "aria-readonly": this.may ? null : "true", "aria-labelledby": id, spellcheck: "true" });
    const foot = make("div", { class: "foot" });
    const note = make("span", { class: "fine" });
    const head = make("h3", { id }, section.name);
    const element = minor
      ? make("details", { class: "part minor", "data-name": section.name }, make("summary", {}, head, note), field, foot)
      : make("section", { class: "part", "data-issue": section.issue, "data-name": section.name }, make("header", {}, head, note), field, foot);
    const part = { element, field, foot, note, raw, source: null, shown: "", tail: "", issue: section.issue };
    field.addEventListener("input", () => {
      const typed = field.textContent;
      part.source = retyped(part.source, part.shown, typed);
      part.shown = typed;
      this.#label();
      this.changed();
    });
    field.addEventListener("beforeinput", (event) => {
      if (this.inserting) return; // a command of `#insert`, which comes here again
      const pasted = ["insertFromPaste", "insertFromDrop"].includes(event.inputType) && event.dataTransfer?.getData("text/plain");
      // a paragraph of the letter ends in an empty line, as it is printed
      const broken = ["insertParagraph", "insertLineBreak"].includes(event.inputType) && (raw ? "\n" : "\n\n");
      if (!pasted && !broken) return;
      event.preventDefault();
      this.#insert(pasted || broken);
    });
    return part;
  }

  /** Insert text by the browser's own commands, so that it can be undone; line ends stay text. */
  #insert(text) {
    this.inserting = true;
    for (const [index, line] of text.replace(/\r\n?/g, "\n").split("\n").entries()) {
      if (index) document.execCommand("insertLineBreak");
      if (line) document.execCommand("insertText", false, line);
    }
    this.inserting = false;
  }

  #label() {
    const highlight = CSS.highlights.get("label");
    highlight.clear();
    for (const part of this.parts) {
      for (const found of part.raw ? [] : part.shown.matchAll(LABELS)) {
        const range = rangeIn(part.field, found.index, found.index + found[0].length);
        if (range) highlight.add(range);
      }
    }
  }

  get text() {
    return this.parts.map((part) => part.source + part.tail).join("");
  }

  /** Draw markers whose offsets are those of the present text; `shown` says which kinds. */
  mark(markers, shown) {
    this.markers = markers.filter((one) => shown.has(one.kind));
    for (const kind of KINDS) CSS.highlights.get(kind).clear();
    for (const one of this.markers) {
      const range = this.range(one.start, one.end);
      if (range) CSS.highlights.get(one.kind).add(range);
    }
    for (const part of this.parts) {
      const [start, end] = this.#bounds(part);
      part.element.classList.toggle("wrong", markers.some((one) => one.kind === "error" && one.start >= start && one.start < end));
    }
  }

  #bounds(part) {
    let start = 0;
    for (const one of this.parts) {
      if (one === part) break;
      start += one.shown.length + one.tail.length;
    }
    return [start, start + part.shown.length];
  }

  /** The range of `start`..`end` of the whole text, within the part in which it begins. */
  range(start, end) {
    for (const part of this.parts) {
      const [from, to] = this.#bounds(part);
      if (start <= to) return start < from ? null : rangeIn(part.field, start - from, Math.min(end, to) - from);
    }
    return null;
  }

  #within(part, node, at) {
    const range = new Range();
    range.selectNodeContents(part.field);
    range.setEnd(node, at);
    return range.toString().length;
  }

  /** The offset in the whole text of a position in a part; null elsewhere. */
  offset(node, at) {
    const part = this.parts.find((one) => one.field.contains(node));
    return part ? this.#bounds(part)[0] + this.#within(part, node, at) : null;
  }

  /** The offset of the caret in the whole text; null where it is elsewhere. */
  get caret() {
    const selection = getSelection();
    return selection.rangeCount ? this.offset(selection.focusNode, selection.focusOffset) : null;
  }

  /** The markers at an offset, gravest first. */
  at(offset) {
    return this.markers
      .filter((one) => one.start <= offset && offset <= one.end)
      .sort((a, b) => KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind));
  }

  /** Select a stretch and bring it into view. */
  go({ start, end }) {
    const range = this.range(start, end);
    if (!range) return null;
    const field = range.startContainer.parentElement.closest(".text");
    const hidden = field.closest("details:not([open])");
    if (hidden) hidden.open = true;
    field.focus({ preventScroll: true });
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    CSS.highlights.get("here").clear();
    CSS.highlights.get("here").add(range);
    const box = range.getBoundingClientRect();
    const home = this.home.getBoundingClientRect();
    if (box.top < home.top + 40 || box.bottom > home.bottom - 140) this.home.scrollTop += box.top - home.top - home.height / 3;
    return range;
  }

  /** Move to the part after or before the one with the caret. */
  step(by) {
    const at = this.parts.findIndex((part) => part.element.contains(document.activeElement));
    const part = this.parts[Math.max(0, Math.min(this.parts.length - 1, at + by))];
    if (part.element.tagName === "DETAILS") part.element.open = true;
    part.field.focus();
    part.element.scrollIntoView({ block: "nearest" });
  }
}

export function rangeIn(field, start, end) {
  if (end <= start) return null;
  const [first, at] = place(field, start);
  const [last, until] = place(field, end);
  if (!first || !last) return null;
  const range = new Range();
  range.setStart(first, at);
  range.setEnd(last, until);
  return range;
}

/** The text node and offset in it of an offset in the text of `field`. */
function place(field, offset) {
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  let node;
  while ((node = walker.nextNode())) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
  }
  return [null, 0];
}
