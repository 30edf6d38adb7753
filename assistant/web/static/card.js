// The card of a marker: shown under the pointer or the caret, it stays while the pointer is on it,
// and Escape puts it away.
import { button, icon, make } from "./common.js";
import { compared, NAMES, SIGNS, sourcesOf } from "./finding.js";

const WAIT = 120;
const PAUSE = 400;

export class Card {
  constructor(editor, { links, statementAt, waive }) {
    this.editor = editor;
    this.links = links;
    this.statementAt = statementAt;
    this.waive = waive;
    this.element = make("div", { class: "card", id: "card", role: "region", "aria-label": "What is said of the words at the caret", hidden: true });
    document.body.append(this.element);
    editor.home.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.#soon(() => this.#under(event)));
    editor.home.addEventListener("pointerleave", () => this.#soon(() => this.hide()));
    editor.home.addEventListener("scroll", () => this.hide());
    this.element.addEventListener("pointerenter", () => clearTimeout(this.timer));
    this.element.addEventListener("pointerleave", () => this.#soon(() => this.hide()));
    document.addEventListener("selectionchange", () => this.#atCaret());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.element.hidden) this.hide();
    });
  }

  hide() {
    clearTimeout(this.timer);
    this.element.hidden = true;
    this.shown = null;
  }

  #soon(act) {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, WAIT);
  }

  #under(event) {
    const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const offset = at ? this.editor.offset(at.offsetNode, at.offset) : null;
    const [one] = offset === null ? [] : this.editor.at(offset);
    const range = one && this.editor.range(one.start, one.end);
    const boxes = range ? [...range.getClientRects()] : [];
    const near = boxes.some((box) => event.clientX >= box.left - 3 && event.clientX <= box.right + 3 && event.clientY >= box.top - 3 && event.clientY <= box.bottom + 3);
    if (near) this.#show(one, boxes);
    else this.hide();
  }

  /** The markers are new: once typing rests, what is wrong at the caret is told. */
  renew() {
    this.stale = false;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.element.hidden && this.#atCaret(["error", "warning"]), PAUSE);
  }

  /** The text was changed: what was said of it holds no more until it is checked again. */
  typed() {
    this.hide();
    this.stale = true;
  }

  /** Leave the card away for the next move of the caret: the list of findings tells the same. */
  rest() {
    this.hide();
    this.resting = Date.now();
  }

  #atCaret(kinds = null) {
    if (this.stale || Date.now() - (this.resting ?? 0) < 300) return;
    const offset = this.editor.home.contains(document.activeElement) ? this.editor.caret : null;
    if (offset === null) return;
    const [one] = this.editor.at(offset);
    if (kinds && !kinds.includes(one?.kind)) return;
    const range = one && this.editor.range(one.start, one.end);
    if (range) this.#show(one, [...range.getClientRects()]);
    else this.hide();
  }

  #show(one, boxes) {
    if (this.stale || this.shown === one || !boxes.length) return;
    this.shown = one;
    const quote = this.editor.text.slice(one.start, one.end);
    const statement = this.statementAt(one.start);
    const supports = (statement?.supports ?? []).filter((support) => support.kind === "record");
    const lines = [
      make("p", { class: `kind kind-${one.kind}` }, icon(SIGNS[one.kind]), make("strong", {}, NAMES[one.kind]), one.code && make("span", { class: "code" }, one.code), make("span", { class: "soft" }, one.name.replaceAll("-", " "))),
      one.code ? make("p", {}, one.message) : make("p", {}, WORDS[one.kind]),
      one.code ? compared(one) : "",
      one.authority && one.authority !== one.source && make("p", { class: "fine" }, "Authority: ", one.authority),
      make("div", { class: "row" }, ...sourcesOf(one, this.links), ...supports.slice(0, 3).map((support) => button(`${support.document}, p. ${support.page}`, () => this.links.record(support), { kind: "ref", sign: "file", title: support.quote })), this.waive && (one.kind === "error" || one.kind === "warning") && button("Waive\u2026", () => this.waive(one, quote), { kind: "small plain" })),
    ];
    this.element.replaceChildren(...lines.filter(Boolean));
    this.element.hidden = false;
    const first = boxes[0];
    const last = boxes.at(-1);
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const home = this.editor.home.getBoundingClientRect();
    const below = last.bottom + height + 8 < innerHeight;
    this.element.style.left = `${Math.max(8, Math.min(last.left, home.right - width - 16))}px`;
    this.element.style.top = `${Math.max(8, below ? last.bottom + 5 : first.top - height - 5)}px`;
  }
}

const WORDS = {
  confirmed: "It agrees with what it is measured by.",
  unverified: "Nothing was found that it could be measured by: check it yourself.",
};
