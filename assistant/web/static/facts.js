// What the records say, by topic and by day; each line leads to its words.
import { make } from "./common.js";

const PLURAL = { age: "Age", sex: "Sex", "injury date": "Date of injury", "ur decisions": "Utilization review" };

const place = (one) => (one.quote ? `${one.document}, p. ${one.page}` : one.document);

/** Who confirmed or corrected a fact, and what the record says where that is something else. */
function reviewed({ review, recorded }) {
  if (!review) return null;
  const record = recorded ? `; the record says ${recorded}` : "";
  return make("span", { class: "fine" }, ` ${review.action} by ${review.who}${record}`);
}

/** Facts by topic; what the records do not document is said so. */
export function factsView(facts, go) {
  const topics = Map.groupBy(facts, (one) => one.topic);
  return [...topics].map(([topic, some]) =>
    make(
      "section",
      { class: "topic" },
      make("h3", {}, PLURAL[topic] ?? topic[0].toUpperCase() + topic.slice(1)),
      some.map((one) =>
        one.place
          ? make(
              "button",
              { type: "button", class: "fact", onclick: () => go(one.place) },
              make("span", { class: "value" }, one.status === "denied" ? "Denied in the record" : one.value, one.on && make("span", { class: "when" }, one.on)),
              one.place.quote !== one.value && make("q", {}, one.place.quote.slice(0, 220)),
              make("span", { class: "fine" }, place(one.place)),
              reviewed(one),
            )
          : one.value
            ? make("p", { class: "fact" }, make("span", { class: "value" }, one.value), reviewed(one))
            : make("p", { class: "absent" }, "Not documented in the records", reviewed(one)),
      ),
    ),
  );
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
          one.place ? make("button", { type: "button", class: "fact", onclick: () => go(one.place) }, make("span", { class: "value" }, one.text), make("span", { class: "fine" }, place(one.place))) : make("span", { class: "value" }, one.text),
        ),
      ),
    ),
  ];
}
