// The list of findings: next and previous, a filter, waivers with their reasons.
import { button, make } from "./common.js";
import { findingView } from "./finding.js";

export class Findings {
  constructor({ go, waive, withdraw, links }) {
    this.act = { go, waive, withdraw, links };
    this.home = document.getElementById("finding-list");
    this.filter = document.getElementById("filter");
    this.all = [];
    this.current = null;
    this.filter.addEventListener("change", () => this.#draw());
    document.getElementById("previous").addEventListener("click", () => this.step(-1));
    document.getElementById("next").addEventListener("click", () => this.step(1));
  }

  show(markers, waived, text) {
    this.all = markers.filter((one) => one.code);
    this.waived = waived;
    this.text = text;
    this.#options();
    this.#draw();
  }

  #options() {
    const count = (test) => this.all.filter(test).length;
    const issues = [...new Set(this.all.map((one) => one.issue))].filter((one) => one !== null).sort((a, b) => a - b);
    const options = [
      ["", "Errors and warnings", count((one) => one.kind !== "info")],
      ["error", "Errors", count((one) => one.kind === "error")],
      ["warning", "Warnings", count((one) => one.kind === "warning")],
      ["info", "Notes", count((one) => one.kind === "info")],
      ["ordinary", "Ordinary knowledge", count((one) => one.ordinary_knowledge)],
      ...issues.map((issue) => [`item ${issue}`, `Item ${issue}`, count((one) => one.issue === issue)]),
    ];
    const chosen = this.filter.value;
    this.filter.replaceChildren(...options.map(([value, words, number]) => make("option", { value }, `${words} (${number})`)));
    this.filter.value = options.some(([value]) => value === chosen) ? chosen : "";
  }

  get shown() {
    const wanted = this.filter.value;
    const tests = { "": (one) => one.kind !== "info", ordinary: (one) => one.ordinary_knowledge };
    const test = tests[wanted] ?? (wanted.startsWith("item ") ? (one) => `item ${one.issue}` === wanted : (one) => one.kind === wanted);
    return this.all.filter(test);
  }

  #same(a, b) {
    return a && b && a.code === b.code && a.message === b.message && a.issue === b.issue;
  }

  #draw() {
    const shown = this.shown;
    const at = this.home.scrollTop;
    this.home.replaceChildren(
      ...shown.map((one) => {
        const quote = this.text.slice(one.start, one.end);
        const view = findingView(one, { quote, links: this.act.links, go: () => this.#goTo(one), waive: one.kind === "info" || !this.act.waive ? null : () => this.act.waive(one, quote) });
        if (this.#same(one, this.current)) view.setAttribute("aria-current", "true");
        return view;
      }),
      shown.length ? "" : make("p", { class: "empty" }, this.all.length ? "None of this kind." : "The check finds nothing wrong."),
      this.waived.length ? this.#waivers() : "",
    );
    this.home.scrollTop = at;
  }

  #waivers() {
    return make(
      "details",
      { class: "waivers" },
      make("summary", {}, `${this.waived.length} waived`),
      ...this.waived.map((one) => make("article", { class: "finding" }, make("p", { class: "go" }, make("span", { class: "code" }, one.finding.code), one.finding.message), make("p", { class: "fine" }, `${one.who}, ${one.when}: ${one.reason}`), this.act.withdraw && make("div", { class: "row" }, button("Take back", () => this.act.withdraw(one), { kind: "small plain", "aria-label": `Take back the waiver of ${one.finding.code}` })))),
    );
  }

  #goTo(one) {
    this.current = one;
    this.#draw();
    this.home.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    this.act.go(one);
  }

  step(by) {
    const shown = this.shown;
    if (!shown.length) return;
    const at = shown.findIndex((one) => this.#same(one, this.current));
    this.#goTo(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length]);
  }
}

/** The counts of markers as switches: which kinds are drawn in the letter. */
export function legendView(markers, shown, toggle) {
  const kinds = [
    ["error", "contradicted"],
    ["warning", "doubtful"],
    ["confirmed", "confirmed"],
    ["unverified", "unverified"],
  ];
  return kinds.map(([kind, words]) => {
    const number = markers.filter((one) => one.kind === kind).length;
    return button([make("b", {}, `${number}`), ` ${words}`], () => toggle(kind), { kind: `key key-${kind}`, "aria-pressed": `${shown.has(kind)}`, title: `Show or hide what is ${words}` });
  });
}
