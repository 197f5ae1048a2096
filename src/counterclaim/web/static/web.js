"use strict";
// Leaves empty fields out of addresses, opens what a link leads to, and all before printing. Every
// page works without it.

for (const form of document.querySelectorAll('form:not([method="post"])')) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) field.disabled = field.name !== "" && field.value === "";
    setTimeout(() => { for (const field of form.elements) field.disabled = false; });
  });
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (target && target.closest("details")) target.scrollIntoView();
}

addEventListener("hashchange", reveal);
reveal();
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
