import { make, takesFiles, tell, upload } from "./common.js";

const table = document.getElementById("queue");
const rows = [...table.tBodies[0].rows];
const search = document.getElementById("search");
const state = document.getElementById("state");

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word)) || (state.value && row.dataset.state !== state.value);
    shown += !row.hidden;
  }
  document.getElementById("shown").textContent = `${shown} of ${rows.length} cases`;
}
search.addEventListener("input", filter);
state.addEventListener("change", filter);
filter();

const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
table.tHead.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (!event.target.closest(".sort")) return;
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  rows.sort((a, b) => value(a, head.cellIndex).localeCompare(value(b, head.cellIndex), undefined, { numeric: true }) * (up ? 1 : -1));
  table.tBodies[0].append(...rows);
});

takesFiles(document.getElementById("drop"), [document.getElementById("files"), document.getElementById("folder")], async (files) => {
  const shown = document.getElementById("taken");
  shown.replaceChildren();
  try {
    const taken = await upload("/api/cases", files, document.getElementById("progress"));
    shown.append(
      make("p", {}, `Read: ${taken.read.length} records. `, make("a", { href: `/cases/${encodeURIComponent(taken.key)}` }, `Open ${taken.key}`)),
      ...taken.unread.map((one) => make("p", { class: "bad" }, `Not read: ${one.name}: ${one.reason}`)),
    );
    shown.querySelector("a").focus();
  } catch (error) {
    tell(error.message, true);
  }
});
