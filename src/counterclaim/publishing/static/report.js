"use strict";
// Sorting and filtering of the entries, and opening of what a link or a printer needs to see.
// The page reads without any of it.

const table = document.querySelector("table.entries");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
const form = document.querySelector("form.filter");

function value(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort === undefined ? cell.textContent.trim() : cell.dataset.sort;
}

function compare(key, column) {
  const words = new Intl.Collator("en", { numeric: true });
  return (a, b) => {
    const [x, y] = [value(a, column), value(b, column)];
    return key === "size" || key === "voices" ? x - y : words.compare(x, y);
  };
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

for (const head of table.tHead.rows[0].cells) {
  if (!head.dataset.key) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(head));
  head.replaceChildren(button);
}
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
addEventListener("hashchange", reveal);
reveal();
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
