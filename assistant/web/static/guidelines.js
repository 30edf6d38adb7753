import { ask, make, tell } from "./common.js";

const results = document.getElementById("results");
const number = ([low, high]) => (low === high ? `${low}` : `${low}-${high}`);

document.getElementById("search-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const wanted = new URLSearchParams({ q: document.getElementById("query").value });
  const day = document.getElementById("as-of").value;
  if (day) wanted.set("as_of", day);
  try {
    const hits = await ask("GET", `/api/search?${wanted}`);
    results.replaceChildren(
      make("h2", {}, `${hits.length} passages`),
      ...hits.map((hit) =>
        make(
          "article",
          { class: "hit" },
          make("h3", {}, `${hit.chapter} ${hit.year ?? ""}, ${hit.section}`),
          make("p", {}, hit.text),
          make("ul", {}, ...hit.limits.map((one) => make("li", {}, `${number(one.value)} ${one.unit}${one.over ? ` over ${one.over}` : ""}: ${one.condition} (${one.verification})`))),
          make("p", { class: "about" }, `in force ${hit.in_force.map((one) => one ?? "not known").join(" to ")} \u00b7 ${hit.id}`),
        ),
      ),
    );
  } catch (error) {
    tell(error.message, true);
  }
});

document.getElementById("limits-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const wanted = new URLSearchParams();
  const day = document.getElementById("as-of").value;
  const part = document.getElementById("part").value.trim();
  if (day) wanted.set("as_of", day);
  if (part) wanted.set("body_part", part);
  try {
    const found = await ask("GET", `/api/limits/${document.getElementById("service").value}?${wanted}`);
    const head = ["Source", "Limit", "For", "Phase", "In force", "Verification"];
    results.replaceChildren(
      make("h2", {}, `${found.length} limits`),
      make(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": "Limits" },
        make(
          "table",
          {},
          make("thead", {}, make("tr", {}, ...head.map((one) => make("th", { scope: "col" }, one)))),
          make(
            "tbody",
            {},
            ...found.map((one) =>
              make(
                "tr",
                {},
                make("td", {}, `${one.system} ${one.chapter} ${one.year ?? ""}, ${one.section}`),
                make("td", {}, `${number(one.value)} ${one.unit}${one.over ? ` over ${one.over}` : ""}`),
                make("td", {}, one.condition),
                make("td", {}, one.phase.replace("_", "-")),
                make("td", {}, [one.in_force.start ?? one.in_force[0], one.in_force.end ?? one.in_force[1]].map((day) => day ?? "not known").join(" to ")),
                make("td", { class: `verified-${one.verification}` }, one.verification),
              ),
            ),
          ),
        ),
      ),
    );
  } catch (error) {
    tell(error.message, true);
  }
});
