// What every page uses: requests, small elements, messages, the sheet of keys.

/** Ask the server; a refusal throws an Error with the server's one line, and its status. */
export async function ask(method, path, body) {
  const options = { method, headers: {} };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw Object.assign(new Error("The server does not answer."), { status: 0 });
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const error = new Error(told.error ?? `The server answered ${answer.status}.`);
    throw Object.assign(error, { status: answer.status, told });
  }
  return told;
}

/** An element with attributes and children; strings become text, never markup. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

/** Say something at the foot of the page; screen readers read it out. */
export function tell(words, bad = false) {
  const line = make("p", bad ? { class: "bad" } : {}, words);
  document.getElementById("told").append(line);
  setTimeout(() => line.remove(), bad ? 12000 : 5000);
}

/** Send files with progress; resolves to the server's answer. */
export function upload(path, files, progress) {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.webkitRelativePath || file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.upload.onprogress = (event) => {
      progress.hidden = false;
      progress.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
    };
    request.onload = () => {
      progress.hidden = true;
      let told = {};
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

/** Files that were dropped, those of dropped folders included. */
async function dropped(transfer) {
  const found = [];
  const walk = async (entry) => {
    if (entry.isFile) found.push(await new Promise((done, fail) => entry.file(done, fail)));
    else {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((done, fail) => reader.readEntries(done, fail));
        if (!some.length) break;
        for (const one of some) await walk(one);
      }
    }
  };
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  for (const entry of entries) await walk(entry);
  return found.length ? found : [...transfer.files];
}

/** Make `form` take dropped and chosen files. */
export function takesFiles(form, inputs, use) {
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    use(await dropped(event.dataTransfer));
  });
  for (const input of inputs) {
    input.addEventListener("change", () => {
      if (input.files.length) use([...input.files]);
      input.value = "";
    });
  }
}

const help = document.getElementById("help");
document.getElementById("help-open").addEventListener("click", () => help.showModal());
let afterG = 0;
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const pages = { q: "/", g: "/guidelines", l: "/letters" };
  if (event.key === "?") help.showModal();
  else if (event.key === "/") {
    const field = document.querySelector("[data-search]");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  } else if (Date.now() - afterG < 1200 && pages[event.key]) location.href = pages[event.key];
  else if (event.key === "g") afterG = Date.now();
});
