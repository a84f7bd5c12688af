"use strict";
// Sorting and filtering for readers; the report is complete without it.
const rows = [...document.querySelectorAll("table.tool tbody tr")];
const sieve = document.querySelector(".sieve");
const input = document.querySelector("#sieve");
const told = document.querySelector(".sieve output");

function filter() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  told.textContent = words.length ? `${shown} of ${rows.length} rows` : "";
}

function worth(cell) {
  const text = cell.textContent.trim().replace(/\u00a0/g, " ");
  const day = /^\d{1,2}\s[A-Z][a-z]{2}\s\d{4}$/.test(text) ? Date.parse(`${text} UTC`) : NaN;
  if (!Number.isNaN(day)) return day;
  const number = Number(text.split(" ")[0].replace("+", ""));
  return text !== "" && !Number.isNaN(number) ? number : text.toLowerCase();
}

function compare(left, right) {
  if (typeof left === typeof right) return left < right ? -1 : left > right ? 1 : 0;
  return typeof left === "number" ? -1 : 1;
}

function sort(heading) {
  const body = heading.closest("table").tBodies[0];
  const place = heading.cellIndex;
  const upward = heading.getAttribute("aria-sort") !== "ascending";
  for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", upward ? "ascending" : "descending");
  const sorted = [...body.rows].sort((a, b) => compare(worth(a.cells[place]), worth(b.cells[place])));
  body.append(...(upward ? sorted : sorted.reverse()));
}

if (rows.length) {
  sieve.hidden = false;
  input.addEventListener("input", filter);
  sieve.addEventListener("reset", () => { input.value = ""; filter(); });
  sieve.addEventListener("submit", (event) => event.preventDefault());
}
for (const heading of document.querySelectorAll("table.tool th")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => sort(heading));
}
