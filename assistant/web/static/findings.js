// The list of findings: next and previous, a filter, waivers with their reasons.
import { button, icon, make } from "./common.js";
import { findingView } from "./finding.js";

const grave = (one) => one.kind === "error" || one.kind === "warning";

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

  /** There is no letter yet. */
  before() {
    this.home.parentElement.querySelector(".tools").hidden = true;
    this.home.replaceChildren(make("p", { class: "empty" }, "Findings come with the first draft."));
  }

  show(markers, waived, text) {
    this.home.parentElement.querySelector(".tools").hidden = false;
    this.all = markers.filter((one) => one.code || one.kind === "unverified");
    this.confirmed = markers.filter((one) => one.kind === "confirmed").length;
    this.waived = waived;
    this.text = text;
    this.#options();
    this.#draw();
  }

  #options() {
    const count = (test) => this.all.filter(test).length;
    const issues = [...new Set(this.all.map((one) => one.issue))].filter((one) => one !== null).sort((a, b) => a - b);
    const options = [
      ["", "Errors and warnings", count(grave)],
      ["error", "Errors", count((one) => one.kind === "error")],
      ["warning", "Warnings", count((one) => one.kind === "warning")],
      ["info", "Notes", count((one) => one.kind === "info")],
      ["ordinary", "Ordinary knowledge", count((one) => one.ordinary_knowledge)],
      ["unverified", "Claims to check yourself", count((one) => one.kind === "unverified")],
      ...issues.map((issue) => [`item ${issue}`, `Item ${issue}`, count((one) => one.issue === issue && one.code)]),
    ];
    const chosen = this.filter.value;
    this.filter.replaceChildren(...options.map(([value, words, number]) => make("option", { value }, `${words} (${number})`)));
    this.filter.value = options.some(([value]) => value === chosen) ? chosen : "";
  }

  get shown() {
    const wanted = this.filter.value;
    const tests = { "": grave, ordinary: (one) => one.ordinary_knowledge };
    const test = tests[wanted] ?? (wanted.startsWith("item ") ? (one) => `item ${one.issue}` === wanted : (one) => one.kind === wanted);
    return this.all.filter((one) => test(one) && (one.code || wanted === "unverified"));
  }

  #same(a, b) {
    return a && b && a.code === b.code && a.message === b.message && a.issue === b.issue && (a.code || a.start === b.start);
  }

  #draw() {
    const shown = this.shown;
    const at = this.home.scrollTop;
    this.home.replaceChildren(
      ...shown.map((one) => {
        const quote = this.text.slice(one.start, one.end);
        const view = findingView(one, { quote, links: this.act.links, go: () => this.#goTo(one), waive: !grave(one) || !this.act.waive ? null : () => this.act.waive(one, quote) });
        if (this.#same(one, this.current)) view.setAttribute("aria-current", "true");
        return view;
      }),
      shown.length ? "" : this.filter.value ? make("p", { class: "empty" }, "None of this kind.") : this.#nothing(),
      this.waived.length ? this.#waivers() : "",
    );
    this.home.scrollTop = at;
  }

  #nothing() {
    const open = this.all.filter((one) => one.kind === "unverified").length;
    const show = () => {
      this.filter.value = "unverified";
      this.#draw();
      this.filter.focus();
    };
    return make("div", { class: "empty nothing" }, icon("check"), make("p", {}, "The check finds nothing wrong."), make("p", { class: "fine" }, `${this.confirmed} claims confirmed`), open > 0 && button(`${open} to check yourself`, show, { kind: "small" }));
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
