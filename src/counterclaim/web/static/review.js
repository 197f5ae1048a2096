"use strict";
// The keys of the review, and words chosen by selecting them. Every page works without it.

let sent = false; // one press, one decision
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
}
addEventListener("pageshow", () => { sent = false; });

const boxes = [...document.querySelectorAll(".choices input")];

function edit(link) {
  const chosen = boxes.find((box) => box.checked);
  (chosen ? chosen.closest("li").querySelector("a[href*='/review/claims/']") : link).click();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const keys = document.getElementById("keys");
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (event.key === "?" && keys) {
    keys.open = !keys.open;
    if (keys.open) keys.scrollIntoView();
  } else if (/^[1-9]$/.test(event.key) && boxes[event.key - 1]) boxes[event.key - 1].click();
  else if (!found) return;
  else if (event.key === "n") found.focus();
  else if (event.key === "e") edit(found);
  else found.click();
  event.preventDefault();
});

let taken = null; // what was selected last: its words, and its first and last character if known

// The number of the character at a place in the text, in code points; a sign for a character that
// cannot be shown is one.
function place(node, offset) {
  const piece = (node.nodeType === 1 ? node : node.parentElement).closest("[data-start]");
  if (!piece) return null;
  const range = document.createRange();
  range.setStart(piece, 0);
  range.setEnd(node, offset);
  const before = range.cloneContents();
  for (const sign of before.querySelectorAll(".ctl")) sign.textContent = " ";
  return Number(piece.dataset.start) + [...before.textContent].length;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const holder = range.commonAncestorContainer;
  if (!(holder.nodeType === 1 ? holder : holder.parentElement).closest(".text")) return;
  const words = selection.toString().trim().replace(/\s+/g, " ");
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  taken = { words, at: start === null || end === null ? "" : `${start}:${end}` };
});

for (const button of document.querySelectorAll("[data-take]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (!taken) return;
    const field = button.form.elements[button.dataset.take];
    const several = "several" in button.dataset && field.value !== "";
    field.value = several ? `${field.value}; ${taken.words}` : taken.words;
    button.form.elements[`at-${button.dataset.take}`].value = several ? "" : taken.at;
  });
}
