import { make } from "./common.js";

/** One finding as an article: what is wrong, expected, found, authority. */
export function findingView(one, { quote = "", go = null, waive = null } = {}) {
  const head = make("span", {}, make("span", { class: "code" }, `${one.code} `), one.message);
  return make(
    "article",
    { class: `finding finding-${one.kind}` },
    go ? make("button", { type: "button", class: "go", onclick: go }, head) : make("p", {}, head),
    quote && make("p", { class: "soft" }, `\u201c${quote.replace(/\s+/g, " ").slice(0, 160)}\u201d`),
    make("p", {}, "expected ", make("strong", {}, one.expected), ", found ", make("strong", {}, one.found)),
    ...one.related.map((other) => make("p", { class: "soft" }, `${other.where}: ${other.ref}: ${other.text.slice(0, 200)}`)),
    make("p", { class: "soft" }, one.authority, one.ordinary_knowledge ? " \u00b7 a matter of ordinary knowledge" : ""),
    waive && make("p", { class: "actions" }, make("button", { type: "button", onclick: waive }, "Waive with a reason")),
  );
}
