// What the records say, by topic and by day; each line leads to its words, and the reviewer
// confirms, corrects or strikes it where it stands.
import { askFor, button, icon, make } from "./common.js";

const NAMES = { age: "Age", sex: "Sex", "injury date": "Date of injury", "ur decisions": "Utilization review" };
const HINTS = {
  age: "52",
  sex: "female",
  "injury date": "2014-03-01",
  mechanism: "fell from a ladder",
  visits: "8 completed on 2014-03-01",
  results: "improved, or not improved",
  "work status": "modified duty",
  function: "improvement: walks 30 minutes",
  complaints: "6/10",
  findings: "40, positive, or negative",
  medications: "current, stopped, requested, or a drug with its strength",
  "ur decisions": "denied, modified, or approved",
};
const SHOWN = {
  all: ["All facts", () => true],
  open: ["Without your word", (one) => one.value && !one.review],
  reviewed: ["Confirmed or corrected", (one) => Boolean(one.review)],
  against: ["Told in two ways", (one) => one.against.length > 0],
};

const MOST = 300; // of a long file are drawn at once

const place = (one) => (one.quote ? `${one.document}, p. ${one.page}` : one.document);
const named = (topic) => NAMES[topic] ?? topic[0].toUpperCase() + topic.slice(1);
const toldOf = (one) => (one.status === "denied" ? "Denied in the record" : one.value);

/** The facts of a case as a list that keys and mouse move in. `amend` gets id, action, value. */
export class FactsPane {
  constructor({ go, amend, may }) {
    Object.assign(this, { go, amend, may, facts: [], struck: [], most: MOST });
    this.find = make("input", { type: "search", "data-search": true, placeholder: "Find a fact", "aria-label": "Find a fact" });
    this.filter = make("select", { "aria-label": "Facts shown" });
    this.list = make("div", { class: "body", role: "region", "aria-label": "Facts of the records", tabindex: "0" });
    document.getElementById("facts").replaceChildren(make("div", { class: "tools" }, make("span", { class: "grow" }, this.find), make("span", { class: "grow" }, this.filter)), this.list);
    const anew = () => {
      this.most = MOST;
      this.#draw();
    };
    this.find.addEventListener("input", anew);
    this.filter.addEventListener("change", anew);
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focusin", (event) => this.#reach(event.target.closest(".fact")));
  }

  show({ facts, struck }) {
    Object.assign(this, { facts, struck });
    const chosen = this.filter.value || "all";
    this.filter.replaceChildren(...Object.entries(SHOWN).map(([value, [words, test]]) => make("option", { value }, `${words} (${facts.filter((one) => one.id && test(one)).length})`)));
    this.filter.value = chosen;
    const focused = this.list.contains(document.activeElement) && document.activeElement.closest(".fact")?.dataset.id;
    this.#draw();
    if (focused) this.focus(focused);
  }

  focus(id) {
    this.list.querySelector(`.fact[data-id="${CSS.escape(id)}"] button`)?.focus();
  }

  #draw() {
    const words = this.find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = this.filter.value === "all" && !words.length;
    const test = SHOWN[this.filter.value || "all"][1];
    const text = (one) => `${one.topic} ${one.value} ${one.place?.quote ?? ""} ${one.place?.document ?? ""} ${one.on ?? ""}`.toLowerCase();
    const shown = this.facts.filter((one) => all || (test(one) && one.value && words.every((word) => text(one).includes(word))));
    const topics = Map.groupBy(shown.slice(0, this.most), (one) => one.topic);
    const at = this.list.scrollTop;
    this.list.replaceChildren(
      ...[...topics].map(([topic, some]) => make("section", { class: "topic" }, make("h3", {}, named(topic)), some.map((one) => this.#fact(one)))),
      shown.length ? "" : make("p", { class: "empty" }, "No fact is told so."),
      shown.length > this.most ? button(`Show ${Math.min(MOST, shown.length - this.most)} more of ${shown.length}`, () => this.#more()) : "",
      this.struck.length ? this.#struck() : "",
    );
    this.list.scrollTop = at;
    this.#reach(this.list.querySelector(".fact"));
  }

  #more() {
    const last = this.list.querySelectorAll(".topic > .fact").length;
    this.most += MOST;
    this.#draw();
    this.list.querySelectorAll(".fact")[last]?.querySelector("button")?.focus();
  }

  #fact(one) {
    const { review } = one;
    const value = one.value ? make("span", { class: "value" }, toldOf(one), one.on && make("span", { class: "when" }, one.on)) : make("span", { class: "absent" }, "Not documented in the records");
    const quote = one.place && one.place.quote !== one.value && make("q", {}, one.place.quote.slice(0, 220));
    const record = one.recorded && make("span", { class: "fine" }, `The record says ${one.recorded}`);
    const inside = [value, quote, record].filter(Boolean);
    return make(
      "article",
      { class: `fact${review ? ` fact-${review.action}` : ""}`, "data-id": one.id },
      one.place ? make("button", { type: "button", class: "go", onclick: () => this.go(one.place) }, ...inside) : make("div", { class: "go" }, ...inside),
      one.against.length > 0 && make("p", { class: "fine" }, "Told otherwise: ", ...one.against.map((other) => button(`${other.document}, p. ${other.page}`, () => this.go(other), { kind: "ref", sign: "file", title: other.quote }))),
      make(
        "div",
        { class: "fact-foot" },
        make("span", { class: "fine" }, one.place ? place(one.place) : ""),
        review && make("span", { class: `pill ${review.action === "confirmed" ? "good" : "note"}`, title: `${review.when.slice(0, 16).replace("T", " ")} UTC` }, icon(review.action === "confirmed" ? "check" : "pen"), `${review.action} by ${review.who}`),
        this.may && one.id && this.#acts(one),
      ),
    );
  }

  #acts(one) {
    const about = `${named(one.topic)}${one.value ? `: ${toldOf(one)}` : ""}`;
    const act = (words, sign, how) => make("button", { type: "button", class: "plain small", title: words, "aria-label": `${words}: ${about}`, "data-act": words.toLowerCase(), onclick: how }, icon(sign));
    return make(
      "span",
      { class: "acts" },
      one.value && one.review?.action !== "confirmed" && act("Confirm", "check", () => this.#amend(one, "confirm")),
      act("Correct", "pen", () => this.#correct(one)),
      one.value && act("Strike", "cross", () => this.#amend(one, "strike")),
    );
  }

  #struck() {
    return make(
      "details",
      { class: "topic", open: true },
      make("summary", { class: "soft" }, `${this.struck.length} struck as misread`),
      this.struck.map((one) => make("article", { class: "fact struck", "data-id": one.id }, make("div", { class: "go" }, make("span", { class: "value" }, make("s", {}, one.value))), make("div", { class: "fact-foot" }, make("span", { class: "fine" }, `${one.place ? place(one.place) : ""} \u00b7 struck by ${one.review.who}`), this.may && make("span", { class: "acts" }, button("Take back", () => this.#amend(one, "confirm"), { kind: "plain small", "data-act": "confirm" }))))),
    );
  }

  async #amend(one, action) {
    if (await this.amend(one.id, action)) this.focus(one.id);
  }

  async #correct(one) {
    const note = one.value ? `The facts say: ${toldOf(one)}${one.place ? ` (${place(one.place)})` : ""}` : "The records do not document it.";
    const sent = await askFor(`${named(one.topic)}: what is right`, "Instead", { note, hint: HINTS[one.topic] ?? "in the words of a record", rows: 2, send: (value) => this.amend(one.id, "correct", value, true) });
    if (sent !== null) this.focus(one.id);
  }

  /** Only the fact that was reached last is on the way of the Tab key; arrows go to the others. */
  #reach(fact) {
    if (!fact) return;
    for (const one of this.list.querySelectorAll(".fact")) {
      for (const each of one.querySelectorAll("button")) each.tabIndex = one === fact ? 0 : -1;
    }
  }

  #key(event) {
    const fact = event.target.closest(".fact");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { c: "confirm", e: "correct", x: "strike" }[event.key];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (act && fact) fact.querySelector(`[data-act="${act}"]`)?.click();
    else if (by) {
      const all = [...this.list.querySelectorAll(".fact")].filter((one) => one.querySelector("button"));
      const at = all.indexOf(fact);
      all[Math.max(0, Math.min(all.length - 1, at + by))]?.querySelector("button").focus();
    } else return;
    event.preventDefault();
  }
}

/** The dated things of the case in order. */
export function timelineView(all, go) {
  const moments = all.filter((one, at) => all.findIndex((other) => other.on === one.on && other.text === one.text) === at);
  return [
    make(
      "ol",
      { class: "timeline" },
      ...moments.map((one) =>
        make(
          "li",
          { class: `moment moment-${one.kind}` },
          make("time", { datetime: one.on }, one.on),
          one.place ? make("button", { type: "button", class: "event", onclick: () => go(one.place) }, make("span", { class: "value" }, one.text), make("span", { class: "fine" }, place(one.place))) : make("span", { class: "value" }, one.text),
        ),
      ),
    ),
  ];
}
