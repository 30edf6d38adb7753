// The keys of the workbench; the sheet under `?` names them.
import { tell } from "./common.js";

const PANES = { Digit1: "record", Digit2: "letter" };
const SIDES = { Digit3: "findings", Digit4: "chat", Digit5: "approval", Digit6: "history" };
const RECORDS = { Digit7: "facts", Digit8: "timeline", Digit9: "source" };
const PARTS = { ArrowDown: 1, ArrowUp: -1 };

export function benchKeys({ editor, pane, record, side, evidence, finding, save }) {
  addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    if (event.altKey && PANES[event.code]) pane(PANES[event.code]);
    else if (event.altKey && RECORDS[event.code]) record(RECORDS[event.code]);
    else if (event.altKey && SIDES[event.code]) side(SIDES[event.code]);
    else if (event.altKey && PARTS[event.key]) editor.step(PARTS[event.key]);
    else if (event.altKey && event.key === "Enter" && editor.home.contains(document.activeElement)) {
      if (!evidence()) tell("Nothing is named that these words rest on.");
    } else if (event.key === "F8") finding(event.shiftKey ? -1 : 1);
    else if ((event.ctrlKey || event.metaKey) && event.key === "s") save();
    else return;
    event.preventDefault();
  });
}
