// One finding, wherever it is shown: what is wrong, expected, found, authority.
import { button, icon, make } from "./common.js";

export const SIGNS = { error: "cross", warning: "warn", info: "note", confirmed: "check", unverified: "question" };
export const NAMES = { error: "contradicted", warning: "doubtful", info: "note", confirmed: "confirmed", unverified: "unverified" };

const REF = /^(.+), p\. (\d+)$/;

/** The place in the record that the other side of a finding names; null for none. */
export function placeOf(related) {
  const found = related.where === "record" && REF.exec(related.ref);
  return found ? { document: found[1], page: Number(found[2]), quote: related.text } : null;
}

/** Expected and found, side by side. */
export function compared(one) {
  if (!one.expected && !one.found) return "";
  return make("dl", { class: "compared" }, make("dt", {}, "expected"), make("dd", { class: "good" }, one.expected), make("dt", {}, "found"), make("dd", { class: "wrong" }, one.found));
}

/** Where the authority of a marker stands: buttons to record and guideline. */
export function sourcesOf(one, { record, source }) {
  const places = one.related.map(placeOf).filter(Boolean);
  return [
    ...places.map((place) => button(`${place.document}, p. ${place.page}`, () => record(place), { kind: "ref", sign: "file" })),
    one.source && button(one.source, () => source(one.source, one.expected), { kind: "ref", sign: "link" }),
  ].filter(Boolean);
}

export function findingView(one, { quote = "", go = null, waive = null, links = null } = {}) {
  const head = [make("span", { class: "code" }, icon(SIGNS[one.kind]), one.code || one.name), make("span", { class: "message" }, one.code ? one.message : "nothing was found to measure it by")];
  const linked = links ? sourcesOf(one, links) : [];
  return make(
    "article",
    { class: `finding finding-${one.kind}`, "data-code": one.code },
    go ? make("button", { type: "button", class: "go", onclick: go }, ...head) : make("p", { class: "go" }, ...head),
    quote && make("p", { class: "quote" }, `\u201c${quote.replace(/\s+/g, " ").slice(0, 140)}\u201d`),
    compared(one),
    make("p", { class: "fine" }, one.authority, one.ordinary_knowledge && " \u00b7 ordinary knowledge"),
    ...one.related.filter((other) => other.where !== "guideline" && !placeOf(other)).map((other) => make("p", { class: "fine" }, `${other.where} ${other.ref}: ${other.text.slice(0, 160)}`)),
    make("div", { class: "row" }, ...linked, waive && button("Waive\u2026", waive, { kind: "small plain", "aria-label": `Waive ${one.code} with a reason` })),
  );
}
