"use strict";
// Sorting and filtering of the entries, and opening of what a link or a printer needs to see.
// The page reads without any of it.

const table = document.querySelector("table.entries");
const body = table?.tBodies[0];
const rows = Array.from(body?.rows ?? []);
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
const form = document.querySelector("form.finder");

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// "5 Dec 2024" as a number that grows with the day; nothing where the day is not known.
function day(words) {
  const [date, month, year] = words.split(" ");
  return year === undefined ? 0 : Number(year) * 400 + months.indexOf(month) * 32 + Number(date);
}

// The highest number in the words: a range by its upper end, "3 in 41" by what stands first.
function highest(words) {
  return Math.max(-1, ...(words.replaceAll(",", "").match(/\d+/g) ?? []).map(Number));
}

const values = {
  size: highest,
  voices: (words) => Number.parseInt(words.replaceAll(",", ""), 10),
  day,
};

function compare(key, column) {
  const said = (row) => row.cells[column].textContent.trim();
  const value = values[key];
  if (value) return (a, b) => value(said(a)) - value(said(b));
  const words = new Intl.Collator("en", { numeric: true });
  return (a, b) => words.compare(said(a), said(b));
}

function sort(head) {
  const down = head.getAttribute("aria-sort") === "ascending" ||
    (!head.hasAttribute("aria-sort") && /size|voices/.test(head.dataset.key));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const order = compare(head.dataset.key, head.cellIndex);
  body.append(...rows.slice().sort((a, b) => (down ? order(b, a) : order(a, b))));
}

function filter() {
  const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const type = form.elements.type.value, status = form.elements.status.value;
  let shown = 0;
  for (const row of rows) {
    const text = texts.get(row);
    row.hidden = !((!type || row.dataset.type === type) &&
      (!status || row.querySelector(".status").classList.contains(status)) && words.every((word) => text.includes(word)));
    if (!row.hidden) shown += 1;
  }
  form.querySelector("output").value = `${shown} of ${rows.length} shown`;
}

function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
}

for (const head of table?.tHead.rows[0].cells ?? []) {
  if (!head.dataset.key) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(head));
  head.replaceChildren(button);
}
if (table) {
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}
addEventListener("hashchange", reveal);
reveal();
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
