// The queue: search, states, sorting, keys; cases that are dropped on the page.
import { ask, button, icon, make, tell, typing } from "./common.js";
import { takesFiles, upload } from "./upload.js";

const search = document.getElementById("search");
const states = document.getElementById("states");
const opens = "opens" in document.getElementById("queue-page").dataset; // or only takes cases up
let state = "All";

const table = () => document.getElementById("queue");
const rows = () => [...(table()?.tBodies[0].rows ?? [])];

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows()) {
    const text = row.textContent.toLowerCase();
    const ofState = state === "All" || row.dataset.state === state.toLowerCase() || (state === "Overdue" && row.dataset.urgency === "over" && row.dataset.state !== "approved");
    row.hidden = !ofState || !words.every((word) => text.includes(word));
    shown += !row.hidden;
  }
  const told = document.getElementById("shown");
  if (told) told.textContent = `${shown} of ${rows().length} cases shown.`;
}

search.addEventListener("input", filter);
states.addEventListener("click", (event) => {
  const chip = event.target.closest("button");
  if (!chip) return;
  state = chip.dataset.state;
  for (const other of states.querySelectorAll("button")) other.setAttribute("aria-pressed", other === chip);
  filter();
});

const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
document.getElementById("cases").addEventListener("click", (event) => {
  if (!event.target.closest(".sort")) return;
  const head = event.target.closest("th");
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table().tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const sorted = rows().sort((a, b) => value(a, head.cellIndex).localeCompare(value(b, head.cellIndex), undefined, { numeric: true }) * (up ? 1 : -1));
  table().tBodies[0].append(...sorted);
});

document.addEventListener("keydown", (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const by = { j: 1, k: -1 }[event.key];
  if (by) {
    const links = rows().filter((row) => !row.hidden).map((row) => row.querySelector("a")).filter(Boolean);
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus();
  } else if (event.key === "n") document.getElementById("folder")?.focus();
});

document.getElementById("sample")?.addEventListener("click", async (event) => {
  event.target.disabled = true;
  try {
    const { key } = await ask("POST", "/api/sample");
    // who takes cases up and sees none stays on the queue
    location.href = opens ? `/cases/${encodeURIComponent(key)}` : "/";
  } catch (error) {
    tell(error.message, true);
    event.target.disabled = false;
  }
});

/** Take the rows anew from the server; what was typed in the search stays. */
async function renew() {
  const page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  document.getElementById("cases").replaceChildren(...page.getElementById("cases").children);
  for (const chip of states.querySelectorAll("button")) {
    const fresh = page.querySelector(`#states [data-state="${chip.dataset.state}"] b`);
    if (fresh) chip.querySelector("b").textContent = fresh.textContent;
  }
  filter();
}

/** Files by the case that they belong to: each case.json takes what lies in and below its folder. */
function byCase(files) {
  const folder = (name) => name.split("/").slice(0, -1).join("/");
  const homes = files.filter(({ name }) => name.split("/").at(-1) === "case.json").map(({ name }) => folder(name));
  if (homes.length < 2) return [files];
  const inside = (name, home) => !home || name.startsWith(`${home}/`);
  const ofHome = (name) => homes.filter((home) => inside(name, home)).sort((a, b) => b.length - a.length)[0];
  return homes.map((home) => files.filter(({ name }) => ofHome(name) === home));
}

const inputs = ["files", "folder"].map((id) => document.getElementById(id)).filter(Boolean);
if (inputs.length) takesFiles(document.body, inputs, async (files) => {
  const shown = document.getElementById("taken");
  const cases = byCase(files);
  const views = [];
  for (const [at, own] of cases.entries()) {
    const bar = make("progress", { max: 1, value: 0, "aria-label": "Upload" });
    const several = cases.length > 1 ? `Case ${at + 1} of ${cases.length}: ` : "";
    const words = make("p", {}, `${several}sending ${own.length} files \u2026`);
    shown.replaceChildren(make("section", { class: "panel taken" }, words, bar), ...views);
    try {
      const taken = await upload("/api/cases", own, (share) => {
        bar.value = share;
        if (share === 1) words.textContent = `${several}reading the records \u2026`;
      });
      views.unshift(takenView(taken));
    } catch (error) {
      views.unshift(make("section", { class: "panel taken refused" }, make("p", { class: "bad" }, icon("cross"), ` Not taken up: ${error.message}`), make("p", { class: "soft" }, "A case is a case.json that names the disputed items, and the records beside it or in a folder records/.")));
    }
  }
  shown.replaceChildren(...views);
  shown.querySelector("a")?.focus();
  await renew();
});

function takenView(taken) {
  const close = button("Close", (event) => event.target.closest(".taken").remove(), { kind: "plain small" });
  return make(
    "section",
    { class: "panel taken", "aria-label": "Case taken up" },
    make("div", { class: "head" }, make("h2", {}, `${taken.key} is in the queue`), opens && make("a", { class: "button main", href: `/cases/${encodeURIComponent(taken.key)}` }, "Open the case"), make("span", { class: "end" }, close)),
    make("ul", {}, taken.read.map((name) => make("li", {}, make("span", { class: "pill good" }, icon("check"), "read"), " ", name)), taken.unread.map((one) => make("li", {}, make("span", { class: "pill bad" }, icon("cross"), "not read"), ` ${one.name}: ${one.reason}`))),
    taken.read.length + taken.unread.length === 0 && make("p", { class: "soft" }, "No records came with it: every fact will be told as not documented."),
  );
}

filter();
