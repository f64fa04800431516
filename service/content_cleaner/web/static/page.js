// The try-it page. A document goes to POST /v1/clean of this service, and nowhere else.
"use strict";

const byId = (id) => document.getElementById(id);
const LARGEST_SHOWN = 300_000; // bytes of a file that the text field shows: it gets slow with more
const LONGEST_ARGUMENT = 100_000; // bytes: shells take about 128 KiB as one argument
const CHUNK = 50; // passages that the browser lays out, or leaves out, together
const VERDICTS = JSON.parse(document.body.dataset.verdicts);

/* What the page knows: the document, its answer with nothing kept on purpose, and the answer that is shown. */
const state = { source: null, base: null, answer: null, keep: [], key: "", asking: null, shown: null, entry: null };
state.places = {}; // where the pointer of each kind was last, on the screen
state.hasMoved = false;
const rows = []; // one element a passage, in reading order

// ---------------------------------------------------------------- asking the service

/** The request for a source; fetch and the shown curl command are both made of it. */
function requestFor(source, options) {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value.length || value === true));
  if (source.kind === "typed") {
    const body = { content: source.content };
    if (source.type) body.content_type = source.type;
    if (Object.keys(given).length) body.options = given;
    return { path: document.body.dataset.clean, type: "application/json", body: JSON.stringify(body) };
  }
  const query = Object.entries(given)
    .map(([name, value]) => `${name}=${[value].flat().join(",")}`)
    .join("&");
  return { path: document.body.dataset.clean + (query && `?${query}`), type: source.type, body: source.content };
}

async function post(source, keep, signal) {
  const request = requestFor(source, { ...chosen(), keep, passages: true });
  const size = request.body.size ?? new Blob([request.body]).size;
  const most = Number(document.body.dataset.maxBytes);
  if (size > most)
    throw problem("The document is too large", `It has ${bytes(size)}; this service takes ${bytes(most)}.`);
  const headers = { "Content-Type": request.type, Accept: "application/json" };
  if (state.key) headers["X-API-Key"] = state.key;
  const response = await fetch(request.path, { method: "POST", headers, body: request.body, signal });
  if (response.ok) return response.json();
  throw await problemOf(response);
}

async function problemOf(response) {
  const given = (response.headers.get("Content-Type") ?? "").includes("json")
    ? await response.json().catch(() => ({}))
    : {};
  const found = problem(
    given.title ?? `The service answered with ${response.status}`,
    given.detail ?? response.statusText,
  );
  const seconds = response.headers.get("Retry-After");
  if (seconds) found.detail += ` Try again in ${seconds} s.`;
  return Object.assign(found, {
    status: response.status,
    code: given.code,
    faults: given.errors ?? [],
    id: given.instance,
  });
}

function problem(title, detail) {
  return Object.assign(new Error(title), { title, detail, faults: [] });
}

const unreachable = () => problem("The service cannot be reached", "Is it still running?");

/** Clean the document; `again` keeps the answer's legend, because only the kept reasons changed. */
async function clean({ again = false } = {}) {
  state.asking?.abort();
  const asking = (state.asking = new AbortController());
  const keep = again ? keptReasons() : [];
  say("Cleaning …");
  byId("result").setAttribute("aria-busy", "true");
  try {
    const source = again ? state.source : currentSource();
    const start = performance.now();
    const answer = await post(source, keep, asking.signal);
    Object.assign(state, { source, answer, keep, base: again ? state.base : answer });
    hideProblem();
    show(again);
    const { kept, blocks } = answer.stats;
    say(`Cleaned in ${Math.round(performance.now() - start)} ms: ${number(kept)} of ${number(blocks)} passages kept.`);
  } catch (error) {
    if (asking.signal.aborted) return;
    if (again) tick(state.keep);
    else byId("result").hidden = true;
    showProblem(error.title ? error : unreachable());
  }
  byId("result").setAttribute("aria-busy", "false");
}

// ---------------------------------------------------------------- the document

function currentSource() {
  const content = byId("content").value;
  const source = state.source?.pending ? state.source : { kind: "typed", content };
  if (source.kind === "typed" && !content.trim())
    throw problem("There is no document yet", "Paste one, open a file or pick a sample.");
  const type = byId("type").value;
  if (source.kind === "typed") return { ...source, type };
  return { ...source, type: type ? type + (source.charset ?? "") : source.given };
}

async function takeSample(path) {
  const response = await fetch(path).catch(() => null);
  if (!response?.ok) return showProblem(response ? await problemOf(response) : unreachable());
  const name = path.split("/").pop();
  const charset = "; charset=utf-8";
  const given = (name.endsWith(".html") ? "text/html" : "text/plain") + charset;
  return take({ kind: "sample", path, name, given, charset, content: await response.blob() }, `Sample: ${name}`);
}

function takeFile(file) {
  const known = ["text/html", "text/plain", "application/xhtml+xml"].includes(file.type);
  const given = known ? file.type : "application/octet-stream";
  return take({ kind: "file", name: file.name, given, content: file }, `File: ${file.name}, ${bytes(file.size)}`);
}

/** Make bytes the document. The text field shows them where it can; until it is edited they are sent as they are. */
async function take(source, note) {
  const text = source.content.size <= LARGEST_SHOWN ? decoded(await source.content.arrayBuffer()) : null;
  state.source = { ...source, pending: true };
  byId("content").value = text ?? "";
  turn();
  byId("source").textContent = text === null ? `${note}: not shown here, sent as it is.` : note;
  await clean();
}

/** Let the field run as its text does; `dir="auto"` would look at every line and take seconds with ten thousand. */
function turn() {
  const letter = byId("content").value.slice(0, 2000).match(/\p{L}/u)?.[0] ?? "";
  byId("content").dir = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter)
    ? "rtl"
    : "ltr";
}

function decoded(buffer) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer);
  } catch {
    return null;
  }
}

/** Options that hold for every request, without those that only say the default. */
function chosen() {
  const favor = byId("favor").value;
  return { favor: favor === "balanced" ? "" : favor };
}

// ---------------------------------------------------------------- the answer

function show(again) {
  const { answer } = state;
  byId("result").hidden = false;
  showSummary(answer);
  if (!again) showLegend(answer.stats.removed);
  showPassages(answer, again);
  showText(answer);
  showCurl();
  const { kept, blocks, input_chars: from, output_chars: to } = answer.stats;
  byId("counts").textContent =
    `${number(kept)} of ${number(blocks)} passages kept, ${number(from)} → ${number(to)} characters`;
  if (!again && byId("verdict").getBoundingClientRect().bottom > window.innerHeight) byId("result").scrollIntoView();
}

function showSummary(answer) {
  const verdict = byId("verdict");
  verdict.dataset.verdict = answer.verdict;
  verdict.children[0].textContent = answer.verdict.replaceAll("_", " ");
  verdict.children[1].textContent = VERDICTS[answer.verdict] ?? "";
  byId("title").textContent = answer.title ?? "No headline apart from the text";
  byId("title").classList.toggle("none", !answer.title);
  byId("title").lang = answer.language ?? "";
  byId("confidence").value = answer.confidence;
  byId("percent").textContent = percent(answer.confidence);
  const { author, date, site, url, description } = answer.metadata;
  const facts = {
    Author: author,
    Date: date,
    Site: site,
    Language: language(answer.language),
    Address: url,
    Description: description,
  };
  byId("metadata").replaceChildren(
    ...Object.entries(facts)
      .filter(([, value]) => value)
      .map(([name, value]) => fact(name, value)),
  );
  byId("warnings").replaceChildren(...answer.warnings.map((warning) => element("li", { textContent: warning })));
}

function fact(name, value) {
  return element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: value, dir: "auto" }));
}

function showLegend(removed) {
  for (const label of reasonLabels()) {
    const count = removed[label.dataset.reason] ?? 0;
    label.hidden = !count;
    label.querySelector("input").checked = true;
    label.querySelector(".count").textContent = number(count);
  }
  byId("nothing").hidden = Object.keys(removed).length > 0;
}

/** Draw the passages; after a change of the kept reasons only those that changed, so that focus and scrolling stay. */
function showPassages(answer, again) {
  const list = byId("passages");
  list.lang = answer.language ?? "";
  if (!again || answer.passages.length !== rows.length) {
    rows.length = 0;
    rows.push(
      ...answer.passages.map((passage, index) => element("div", { role: "listitem", tabIndex: index ? -1 : 0 })),
    );
    rows.forEach((row, index) => (row.dataset.index = index));
    list.replaceChildren(...chunks(rows));
    list.scrollTop = 0;
    state.entry = rows[0];
    detail(null);
  }
  let before = "";
  answer.passages.forEach((passage, index) => {
    const reason = state.base.passages[index]?.reason ?? passage.reason;
    const look = reason ? `${passage.reason ? "removed" : "restored"} ${reason}` : isTitle(passage) ? "title" : "kept";
    if (rows[index].dataset.look !== look) draw(rows[index], passage, reason, look);
    rows[index].classList.toggle("lead", look !== before);
    before = look;
  });
}

function draw(row, passage, reason, look) {
  row.dataset.look = look;
  row.dataset.kind = passage.kind;
  row.className = `passage ${look.split(" ")[0]}`;
  const words = (name) => element(name, { className: "words", dir: "auto", textContent: passage.text });
  const labelled = (label, name) =>
    row.replaceChildren(element("span", { className: "label", textContent: label }), words(name));
  if (!reason) return isTitle(passage) ? labelled("Title", "strong") : row.replaceChildren(words("span"));
  row.dataset.reason = reason;
  return passage.reason ? labelled(labelOf(reason), "del") : labelled(`${labelOf(reason)}, kept`, "ins");
}

/** The headline is neither in the text nor removed: it is the answer's title. */
function isTitle(passage) {
  return passage.kind === "headline" && !passage.reason;
}

function showText(answer) {
  const paragraphs = answer.text ? answer.text.split("\n\n") : [];
  const parts = paragraphs.map((text) => element("p", { textContent: text, dir: "auto" }));
  byId("text").lang = answer.language ?? "";
  const none = element("p", { className: "hint", textContent: "No text is left." });
  byId("text").replaceChildren(...(parts.length ? chunks(parts) : [none]));
}

/** Elements in groups for `content-visibility`: one each for many thousand passages would cost more than it saves. */
function chunks(elements) {
  const groups = [];
  for (let start = 0; start < elements.length; start += CHUNK) {
    groups.push(element("div", { className: "chunk" }, ...elements.slice(start, start + CHUNK)));
  }
  return groups;
}

// ---------------------------------------------------------------- one passage

function detail(row) {
  byId("about").hidden = !row;
  byId("keys").hidden = Boolean(row);
  state.shown?.classList.remove("current");
  state.shown = row;
  if (!row) return;
  row.classList.add("current");
  const passage = state.answer.passages[row.dataset.index];
  const first = state.base.passages[row.dataset.index] ?? passage;
  const [swatch, name, words] = byId("about").querySelector(".why").children;
  swatch.hidden = !first.reason;
  byId("about").dataset.reason = first.reason ?? "";
  [name.textContent, words.textContent] = decision(passage, first.reason);
  byId("rule").textContent = first.rule || "none";
  byId("score").value = passage.score;
  byId("score-number").textContent = `${percent(passage.score)} like the article`;
}

/** What was decided about a passage, in a word and in more; `reason` is the one it had before any was switched off. */
function decision(passage, reason) {
  if (reason) return [labelOf(reason), aboutOf(reason) + (passage.reason ? "" : "; kept because you chose so")];
  return isTitle(passage) ? ["Title", "returned as the title, not repeated in the text"] : ["Kept", "article text"];
}

function focusRow(row) {
  if (state.entry) state.entry.tabIndex = -1;
  state.entry = row;
  row.tabIndex = 0;
  row.setAttribute("aria-describedby", "about");
  detail(row);
}

function move(event) {
  const row = event.target.closest(".passage");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const index = Number(row.dataset.index);
  const isRemoved = (other) => other.classList.contains("removed");
  const next = {
    ArrowDown: () => rows[index + 1],
    ArrowUp: () => rows[index - 1],
    Home: () => rows[0],
    End: () => rows.at(-1),
    n: () => rows.slice(index + 1).find(isRemoved),
    p: () => rows.slice(0, index).findLast(isRemoved),
  }[event.key];
  if (!next) return;
  event.preventDefault();
  next()?.focus();
}

// ---------------------------------------------------------------- the legend, the shell, problems

const reasonLabels = () => [...byId("legend").querySelectorAll("label")];
const labelFor = (reason) => reasonLabels().find((label) => label.dataset.reason === reason);
const labelOf = (reason) => labelFor(reason)?.querySelector(".name").textContent ?? reason;
const aboutOf = (reason) => labelFor(reason)?.dataset.about ?? "";

function keptReasons() {
  return reasonLabels()
    .filter((label) => !label.querySelector("input").checked)
    .map((label) => label.dataset.reason);
}

function tick(keep) {
  for (const label of reasonLabels()) label.querySelector("input").checked = !keep.includes(label.dataset.reason);
}

function showCurl() {
  const command = curlCommand();
  const shown = command.length > 2000 ? `${command.slice(0, 1900)} … ${command.slice(-80)}` : command;
  byId("curl").textContent = shown;
  byId("key-hint").hidden = !state.key;
}

/** The command that gives the shown answer, without its passages. */
function curlCommand() {
  const { source, keep, key } = state;
  const request = requestFor(source, { ...chosen(), keep });
  const address = (path) => quoted(new URL(path, location.href).href);
  const start =
    `curl -sS ${address(request.path)} -H ${quoted(`Content-Type: ${request.type}`)}` +
    (key ? ' -H "X-API-Key: $CONTENT_CLEANER_KEY"' : "");
  if (source.kind === "sample") return `curl -sS ${address(source.path)} | ${start} --data-binary @-`;
  if (source.kind === "file") return `${start} --data-binary ${quoted(`@${source.name}`)}`;
  // JSON escapes line breaks, so no line of the document can end the here-document.
  if (new Blob([request.body]).size > LONGEST_ARGUMENT)
    return `${start} --data-binary @- <<'END'\n${request.body}\nEND`;
  return `${start} --data-binary ${quoted(request.body)}`;
}

const quoted = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function showProblem(error) {
  say("");
  const box = byId("problem");
  const about = [error.status && `HTTP ${error.status}`, error.code, error.id].filter(Boolean).join(" · ");
  box.replaceChildren(
    element("h2", { textContent: error.title }),
    element("p", { textContent: error.detail }),
    element(
      "ul",
      {},
      ...error.faults.map((fault) => element("li", { textContent: `${fault.pointer}: ${fault.detail}` })),
    ),
    element("p", { className: "hint", textContent: about }),
  );
  box.hidden = false;
  if (error.status !== 401) return;
  byId("unlock").hidden = false;
  byId("key").focus();
}

function hideProblem() {
  byId("problem").hidden = true;
  byId("unlock").hidden = true;
}

// ---------------------------------------------------------------- small things

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const number = (value) => value.toLocaleString("en");
const percent = (value) => `${Math.round(value * 100)} %`;
const bytes = (value) =>
  value < 10_000
    ? `${number(value)} bytes`
    : value < 1e6
      ? `${number(Math.round(value / 1e3))} kB`
      : `${number(Math.round(value / 1e5) / 10)} MB`;
const say = (words) => (byId("status").textContent = words);

function language(code) {
  try {
    return code && new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

async function copy(text, button) {
  const done = await copied(text);
  const words = button.textContent;
  button.textContent = done ? "Copied" : "Not copied";
  say(done ? "Copied to the clipboard." : "The browser does not let this page copy.");
  setTimeout(() => (button.textContent = words), 2000);
}

/** The clipboard of secure pages, else the old way: a service on a plain http address must do too. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { value: text, className: "off-screen" });
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }
}

function download() {
  const { passages, ...answer } = state.answer;
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(answer, null, 2)}\n`], { type: "application/json" }));
  const name = (state.source.name ?? "document").replace(/\.[a-z]+$/i, "");
  element("a", { href: address, download: `${name}.clean.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function view(name) {
  byId("panes").dataset.view = name;
  for (const button of document.querySelectorAll(".switch button")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }
}

function dropping(event) {
  const holdsFile = event.dataTransfer?.types.includes("Files");
  document.body.classList.toggle("dropping", Boolean(holdsFile) && event.type === "dragover");
  if (!holdsFile) return;
  event.preventDefault();
  if (event.type === "drop" && event.dataTransfer.files.length) takeFile(event.dataTransfer.files[0]);
}

// ---------------------------------------------------------------- listeners: one each, however long the document

const on = (id, type, listener) => byId(id).addEventListener(type, listener);

on("ask", "submit", (event) => {
  event.preventDefault();
  clean();
});
on("ask", "click", (event) => {
  const sample = event.target.closest("[data-sample]");
  if (sample) takeSample(sample.dataset.sample);
});
on("content", "input", () => {
  turn();
  state.source = { ...state.source, pending: false };
  byId("source").textContent = "";
});
on("content", "paste", () => setTimeout(clean));
on("content", "keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) clean();
});
on("file", "change", () => {
  if (byId("file").files.length) takeFile(byId("file").files[0]);
  byId("file").value = "";
});
on("type", "change", () => {
  if (state.answer) clean();
});
on("favor", "change", () => {
  if (state.answer) clean();
});
on("unlock", "submit", (event) => {
  event.preventDefault();
  state.key = byId("key").value;
  hideProblem();
  clean();
});
on("legend", "change", () => clean({ again: true }));
// Scrolling by keys brings other rows under a pointer that rests: only one that moves points at something.
for (const type of ["pointerover", "pointermove"])
  document.addEventListener(
    type,
    (event) => {
      const place = `${event.screenX} ${event.screenY}`;
      state.hasMoved = place !== state.places[event.pointerType];
      state.places[event.pointerType] = place;
    },
    true,
  );
on("passages", "pointerover", (event) => {
  const row = event.target.closest(".passage");
  if (state.hasMoved && row) detail(row);
});
on("passages", "pointerleave", () => detail(document.activeElement.closest("#passages .passage")));
on("passages", "focusin", (event) => focusRow(event.target.closest(".passage")));
on("passages", "keydown", move);
on("copy", "click", () => copy(state.answer.text, byId("copy")));
on("copy-curl", "click", () => copy(curlCommand(), byId("copy-curl")));
on("download", "click", download);
for (const button of document.querySelectorAll(".switch button"))
  button.addEventListener("click", () => view(button.dataset.view));
for (const type of ["dragover", "dragleave", "drop"]) window.addEventListener(type, dropping);
