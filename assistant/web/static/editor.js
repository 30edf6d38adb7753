// The letter as editable parts that together are its whole text, with markers drawn over it.
// Markers are ranges of the browser's highlight registry: the text itself never holds markup, so
// drawing them again moves no caret.
import { make } from "./common.js";

const KINDS = ["unverified", "confirmed", "info", "warning", "error"];

export class Editor {
  constructor(home, { changed, foot }) {
    this.home = home;
    this.changed = changed;
    this.foot = foot;
    this.parts = [];
    this.markers = [];
    for (const [rank, kind] of KINDS.entries()) {
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
      const { start, end } = sections[index];
      const slice = text.slice(start, end);
      const body = slice.replace(/\n+$/, "");
      part.tail = slice.slice(body.length);
      if (part.field.textContent !== body) part.field.textContent = body;
      part.foot.replaceChildren(...this.foot(sections[index].issue));
    });
  }

  #part(section) {
    const id = `part-${section.start}-${section.issue ?? section.name.replace(/\W/g, "")}`;
    const field = make("div", { class: "text", contenteditable: "plaintext-only", role: "textbox", "aria-multiline": "true", "aria-labelledby": id, spellcheck: "true" });
    field.addEventListener("input", () => this.changed());
    const foot = make("div");
    const element = make("section", { class: "part", "data-issue": section.issue }, make("h3", { id }, section.name), field, foot);
    return { element, field, foot, tail: "" };
  }

  get text() {
    return this.parts.map((part) => part.field.textContent + part.tail).join("");
  }

  /** Draw markers whose offsets are those of the present text. */
  mark(markers) {
    this.markers = markers;
    for (const kind of KINDS) CSS.highlights.get(kind).clear();
    for (const one of markers) {
      const range = this.range(one.start, one.end);
      if (range) CSS.highlights.get(one.kind).add(range);
    }
  }

  /** The range of `start`..`end` of the whole text, within the part in which it begins. */
  range(start, end) {
    let offset = 0;
    for (const part of this.parts) {
      const length = part.field.textContent.length;
      if (start <= offset + length) {
        const [from, to] = [start - offset, Math.min(end - offset, length)];
        if (from < 0 || to <= from) return null;
        const range = new Range();
        const [first, at] = place(part.field, from);
        const [last, until] = place(part.field, to);
        if (!first || !last) return null;
        range.setStart(first, at);
        range.setEnd(last, until);
        return range;
      }
      offset += length + part.tail.length;
    }
    return null;
  }

  /** The offset in the whole text of a position in a part; null elsewhere. */
  offset(node, at) {
    let offset = 0;
    for (const part of this.parts) {
      if (part.field.contains(node)) {
        const range = new Range();
        range.selectNodeContents(part.field);
        range.setEnd(node, at);
        return offset + range.toString().length;
      }
      offset += part.field.textContent.length + part.tail.length;
    }
    return null;
  }

  /** The markers at an offset, gravest first. */
  at(offset) {
    return this.markers
      .filter((one) => one.start <= offset && offset <= one.end)
      .sort((a, b) => KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind));
  }

  /** Put the caret at a marker and bring it into view. */
  go(marker) {
    const range = this.range(marker.start, marker.end);
    if (!range) return;
    range.startContainer.parentElement.closest(".text").focus({ preventScroll: true });
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    const box = range.getBoundingClientRect();
    this.home.scrollTop += box.top - this.home.getBoundingClientRect().top - this.home.clientHeight / 3;
  }
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
