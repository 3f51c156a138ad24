// What makes pages quicker to use; each of them works without.

// A form with data-fill="id" fills that element with its answer while one types.
for (const form of document.querySelectorAll("form[data-fill]")) {
  const place = document.getElementById(form.dataset.fill);
  let waiting, asked;
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    const shown = address.pathname + address.search;
    address.searchParams.set("part", "1");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
      history.replaceState(null, "", shown);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 200); });
}

// The time line is walked with the arrow keys, Home and End; the day shown stands in view, with the focus if it was chosen here.
const days = [...document.querySelectorAll(".timeline li a")];
const shown = days.findIndex((day) => day.matches('[aria-current="date"]'));
days[shown]?.scrollIntoView({ block: "nearest", inline: "center" });
document.querySelector(".timeline ol")?.addEventListener("keydown", (event) => {
  const at = days.indexOf(document.activeElement);
  const next = { ArrowLeft: days[at - 1], ArrowRight: days[at + 1], Home: days[0], End: days.at(-1) }[event.key];
  if (next) { event.preventDefault(); next.focus(); }
  if (event.key === "Enter" && at >= 0) sessionStorage.setItem("walking", "1");
});
if (sessionStorage.getItem("walking")) {
  sessionStorage.removeItem("walking");
  days[shown]?.focus({ preventScroll: true });
}

// A link to a unit that has no anchor here (of another part, or inside a larger one): the server knows its place.
const unit = decodeURIComponent(location.hash.slice(1));
if (document.querySelector("article.act-text") && unit.includes("__") && !document.getElementById(unit)) {
  const place = new URL(location);
  place.searchParams.delete("part");
  place.searchParams.set("unit", unit);
  place.hash = "";
  location.replace(place);
}

// A row more or less without leaving the page: the answer's form takes the place of this one.
document.addEventListener("submit", async (event) => {
  const form = event.target, pressed = event.submitter;
  if (!pressed?.matches("[data-in-place]")) return;
  event.preventDefault();
  const given = new FormData(form, pressed);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(given) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const made = answer.ok && page.getElementById(form.id);
  if (!made) { pressed.removeAttribute("data-in-place"); pressed.click(); return; }
  const group = pressed.closest("fieldset.rows").id;
  form.replaceWith(made);
  const rows = [...document.getElementById(group).querySelectorAll("fieldset.row")];
  const number = pressed.value.startsWith("add.") ? rows.length - 1 : Math.min(pressed.value.split(".").pop(), rows.length - 1);
  rows[number].querySelector("input, textarea")?.focus();
});

// What has to be mended comes into view first.
document.getElementById("summary")?.focus();

// Files that are dropped on the form are those of its field.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector('input[type="file"]');
  form.querySelector(".dropping").hidden = false;
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) { field.files = event.dataTransfer.files; }
    });
  }
}

// From one change or instruction to the next by a letter, in whatever layout; the box turns that off.
const keys = document.getElementById("keys");
if (keys) {
  keys.closest("label").hidden = false;
  document.addEventListener("keydown", (event) => {
    const step = { KeyJ: 1, KeyN: 1, KeyK: -1, KeyP: -1 }[event.code];
    const typing = event.target.closest("select, textarea, input:not([type=radio], [type=checkbox])");
    if (!step || !keys.checked || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const places = [...document.querySelectorAll(".changes section, .queue section")];
    const at = places.findIndex((place) => place.matches(":target"));
    const next = places[at < 0 ? (step > 0 ? 0 : places.length - 1) : at + step];
    if (!next) return;
    location.hash = next.id;
    next.tabIndex = -1; // a screen reader reads what has the focus
    next.focus({ preventScroll: true });
  });
}
