import { make, takesFiles, tell, upload } from "./common.js";
import { findingView } from "./finding.js";

const results = document.getElementById("results");

function view(letter) {
  if (letter.error) return make("article", { class: "hit" }, make("h2", {}, letter.source), make("p", { class: "bad" }, letter.error));
  const findings = letter.markers.filter((one) => one.code);
  const counts = letter.counts;
  return make(
    "article",
    { class: "hit" },
    make("h2", {}, `${letter.case_number ?? "no case number"} - ${letter.source}`),
    make("p", { class: "about" }, `${counts.error} errors, ${counts.warning} warnings, ${counts.info} notes; ${counts.confirmed} claims confirmed`),
    make("ol", {}, ...letter.items.map((item) => make("li", {}, `${item.title}: `, make("strong", {}, item.outcome ?? "no outcome")))),
    ...findings.map((one) => findingView(one, { quote: letter.text.slice(one.start, one.end) })),
    make("details", {}, make("summary", {}, "Text"), make("div", { class: "text" }, letter.text)),
  );
}

takesFiles(document.getElementById("drop"), [document.getElementById("files")], async (files) => {
  try {
    const told = await upload("/api/letters", files, document.getElementById("progress"));
    results.prepend(...told.map(view));
    tell(`${told.length} letters checked.`);
  } catch (error) {
    tell(error.message, true);
  }
});
