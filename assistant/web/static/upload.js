// Files that are dropped or chosen, and their way to the server with progress.
import { proof, tell } from "./common.js";

/** Send files; `progress` is told the share that has gone. Resolves to the server's answer. */
export function upload(path, files, progress) {
  const form = new FormData();
  for (const { file, name } of files) form.append("files", file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of Object.entries(proof())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      let told;
      try {
        told = JSON.parse(request.responseText);
      } catch {
        told = { error: `The server answered ${request.status}.` };
      }
      if (request.status < 300) resolve(told);
      else reject(new Error(told.error));
    };
    request.onerror = () => reject(new Error("The server does not answer."));
    request.send(form);
  });
}

/** Files that were dropped with their paths, those of dropped folders included. */
async function dropped(transfer) {
  const found = [];
  const walk = async (entry, path) => {
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      found.push({ file, name: path + file.name });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) break;
      for (const one of some) await walk(one, `${path}${entry.name}/`);
    }
  };
  const plain = [...transfer.files].map((file) => ({ file, name: file.name }));
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  for (const entry of entries) await walk(entry, "");
  return found.length ? found : plain;
}

/** Make `area` take dropped files, and `inputs` chosen ones; `use` gets them. */
export function takesFiles(area, inputs, use) {
  let inside = 0;
  const over = (on) => area.classList.toggle("over", on);
  const files = (event) => event.dataTransfer?.types.includes("Files");
  area.addEventListener("dragenter", (event) => files(event) && over(++inside > 0));
  area.addEventListener("dragleave", (event) => files(event) && over((inside = Math.max(0, inside - 1)) > 0));
  area.addEventListener("dragover", (event) => files(event) && event.preventDefault());
  area.addEventListener("drop", async (event) => {
    if (!files(event)) return;
    event.preventDefault();
    over((inside = 0) > 0);
    try {
      use(await dropped(event.dataTransfer));
    } catch {
      tell("The dropped files could not be read.", true);
    }
  });
  for (const input of inputs) {
    input.addEventListener("change", () => {
      const chosen = [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
      input.value = "";
      if (chosen.length) use(chosen);
    });
  }
}
