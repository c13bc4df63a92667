// The keys of a review, and how far the release is. Each key presses what carries it (`data-key`), so that all can be
// done by links and forms without this script. Keys rest while somebody writes, and can be turned off.
const OFF = "graf-review-keys-off";
const off = document.querySelector("#keys-off");

function show() {
  off.textContent = localStorage.getItem(OFF) ? off.dataset.on : off.dataset.off;
}

off.hidden = false;
show();
off.addEventListener("click", () => {
  if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
  show();
});

function writing(target) {
  return target.closest("textarea, select") || (target.matches("input") && !["checkbox", "radio"].includes(target.type));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key !== "Escape" && (localStorage.getItem(OFF) || writing(event.target))) return;
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  if (found instanceof HTMLDetailsElement) {
    found.open = !found.open;
    found.querySelector("summary").focus();
    if (found.open) found.scrollIntoView({ block: "nearest" });
  } else {
    found.focus();
    found.click();
  }
});

// A form is sent once.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.target.method === "post") event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// What was done last is told once the page is there: a live region that is full from the start is read by nobody.
const said = document.querySelector("#said");
if (said.dataset.say) setTimeout(() => (said.textContent = said.dataset.say), 250);

const build = document.querySelector("#build");
async function follow() {
  const answer = await fetch(document.body.dataset.status);
  if (!answer.ok) return;
  const { busy, text } = await answer.json();
  if (build.textContent !== text) build.textContent = text;
  if (busy) setTimeout(follow, 500);
}
if ("busy" in build.dataset) setTimeout(() => follow().catch(() => {}), 300);
