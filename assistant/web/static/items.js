// Under each item: what the draft suggests, what the reviewer decides, the criteria table.
import { button, icon, make } from "./common.js";

export const OUTCOMES = { upheld: "Upheld", overturned: "Overturned", partially_overturned: "Partially overturned" };
const SIGNS = { met: "check", "not met": "cross", "not documented": "question", "not applicable": "note" };
const TONES = { met: "good", "not met": "bad", "not documented": "warn", "not applicable": "" };

/** The foot of an item: suggestion and decision apart, then the criteria. */
export function itemFoot(item, now, { decide, record, source }) {
  const decision = now.decisions[item.number];
  const suggested = now.suggested[item.number];
  const printed = now.outcomes?.[item.number];
  return [
    make(
      "div",
      { class: "judge" },
      make(
        "div",
        { class: "suggested" },
        make("p", { class: "fine" }, "The draft suggests"),
        make("p", { class: "outcome" }, suggested ? OUTCOMES[suggested] : "Nothing: it is left to you"),
        item.reason && make("p", { class: "fine" }, item.reason),
        printed && decision && printed !== decision.outcome && make("p", { class: "bad" }, `The letter prints ${OUTCOMES[printed]}.`),
      ),
      make(
        "div",
        { class: decision ? "decision decided" : "decision", role: "group", "aria-label": `Decision on item ${item.number}` },
        make("p", { class: "fine" }, decide ? "You decide" : "The reviewer decides"),
        make("div", { class: "choices" }, ...Object.entries(OUTCOMES).map(([value, words]) => button(words, () => decide(item.number, value, suggested), { kind: "small", "aria-pressed": `${decision?.outcome === value}`, "data-outcome": value, disabled: !decide, title: decide ? null : "Only a reviewer decides" }))),
        make("p", { class: "fine" }, decision ? `Decided by ${decision.who}, ${decision.at.slice(0, 10)}${decision.reason ? `: ${decision.reason}` : ""}` : "Not decided yet"),
      ),
    ),
    item.criteria.length > 0 &&
      make(
        "details",
        { class: "criteria", open: true },
        make("summary", {}, `Criteria (${item.criteria.length})`),
        make(
          "div",
          { class: "scroll", tabindex: "0", role: "region", "aria-label": `Criteria of item ${item.number}` },
          make("table", {}, make("thead", {}, make("tr", {}, ...["The guideline asks", "Finding and evidence"].map((one) => make("th", { scope: "col" }, one)))), make("tbody", {}, ...item.criteria.map((one) => criterion(one, { record, source })))),
        ),
        item.would_change.length > 0 && make("p", { class: "fine" }, make("strong", {}, "Would change it: "), item.would_change.join("; ")),
      ),
  ].filter(Boolean);
}

function criterion(one, { record, source }) {
  const supports = one.supports.map((support) => {
    if (support.kind === "record") return button(`${support.document}, p. ${support.page}`, () => record(support), { kind: "ref", sign: "file", title: support.quote });
    if (support.kind === "guideline") return button(support.citation.replace(/^.*? \d{4}, /, ""), () => source(support.id), { kind: "ref", sign: "link", title: support.citation });
    if (support.kind === "absence") return make("span", { class: "fine" }, `looked for ${support.looked_for} in ${support.searched.length} documents`);
    return "";
  });
  return make(
    "tr",
    {},
    make("td", {}, make("span", { class: `pill ${TONES[one.verdict]}` }, icon(SIGNS[one.verdict]), one.verdict), make("p", {}, one.asks, one.needed === "one" && make("span", { class: "fine" }, " (one of several)"))),
    make("td", {}, make("p", {}, one.finding), make("div", { class: "refs" }, ...supports)),
  );
}
