// The search of a site without a server: the filters of the address over an index of all events.
"use strict";
const PAGE = 50;
const HEADS = ["When", "What", "Actor", "Recipient", "Where", "Sources"];
const asked = new URLSearchParams(location.search);
const page = Math.max(1, parseInt(asked.get("page"), 10) || 1);

const holds = (cell, words) => (cell || "").toLowerCase().includes(words.toLowerCase());
const party = (role) => (event, words) =>
  (event[role + "_code"] || "") === words.toUpperCase() || holds(event[role], words);
const FILTERS = {
  q: (event, words) => {
    const texts = [[event.summary, event.actor, event.recipient, event.place].join(" "), ...(event.told || [])];
    return texts.some((text) => words.split(/\s+/).every((word) => holds(text, word)));
  },
  type: (event, type) => event.event_type === type,
  status: (event, status) => event.status === status,
  actor: party("actor"),
  recipient: party("recipient"),
  country: (event, code) => event.country_code === code.toUpperCase(),
  since: (event, day) => (event.date_end || event.date_start || "") >= day,
  until: (event, day) => event.date_start !== null && event.date_start <= day,
  attribution: (event, words) => holds(event.attribution, words),
  sources: (event, least) => event.n_sources >= Number(least),
};

function element(name, text, more) {
  const made = Object.assign(document.createElement(name), more);
  if (text) made.textContent = text;
  return made;
}

function cell(...parts) {
  const made = element("td");
  made.append(...parts.filter(Boolean));
  return made;
}

function called(made, name) {
  made.className = name;
  return made;
}

function named(name, code, address) {
  if (!name) return [element("span", "–", { className: "null" })];
  return [address ? element("a", name, { href: address }) : name, code ? element("span", ` ${code}`, { className: "code" }) : ""];
}

function row(event, actors) {
  const grain = event.date_precision && event.date_precision !== "day" ? ` ${event.date_precision}` : "";
  const kind = [event.event_type, event.event_mode].filter(Boolean).join(" / ");
  const made = element("tr");
  made.append(
    cell(event.when, element("span", grain, { className: "code" })),
    cell(
      element("span", kind, { className: `chip ${event.quad_class.replaceAll(" ", "-")}` }),
      event.status === "reported" ? "" : element("span", event.status, { className: `status ${event.status}` }),
      element("br"),
      element("a", event.summary, { href: `events/${event.event_id}.html` }),
    ),
    cell(...named(event.actor, event.actor_code, actors[event.actor])),
    called(cell(...named(event.recipient, event.recipient_code, actors[event.recipient])), event.recipient ? "to" : "to none"),
    cell(...(event.place || event.country_code ? named(event.place || event.country_code, event.place && event.country_code) : [])),
    called(cell(String(event.n_sources)), "n sources"),
  );
  return made;
}

function table(events, actors) {
  const made = element("table", "", { className: "events" });
  const head = made.createTHead().insertRow();
  for (const name of HEADS) head.append(element("th", name, { scope: "col", className: name === "Sources" ? "n" : "" }));
  made.createTBody().append(...events.map((event) => row(event, actors)));
  const frame = element("div", "", { className: "scroll", tabIndex: 0 });
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", "Events that match");
  frame.append(made);
  return frame;
}

function onward(number, words) {
  const address = new URLSearchParams(asked);
  address.set("page", number);
  return element("a", words, { href: `?${address}` });
}

async function show() {
  const index = await (await fetch("search.json")).json();
  const events = index.rows.map((cells) => Object.fromEntries(index.columns.map((name, at) => [name, cells[at]])));
  const wanted = [...asked].filter(([name, value]) => name in FILTERS && value.trim());
  const found = events.filter((event) => wanted.every(([name, value]) => FILTERS[name](event, value.trim())));
  const last = Math.max(1, Math.ceil(found.length / PAGE));
  document.querySelector("#found").textContent = `${found.length} of ${events.length} events`;
  if (found.length) document.querySelector("#results").append(table(found.slice((page - 1) * PAGE, page * PAGE), index.actors));
  const pager = document.querySelector("#pager");
  if (page > 1) pager.append(onward(page - 1, "‹ Newer"));
  if (last > 1) pager.append(element("span", `Page ${page} of ${last}`));
  if (page < last) pager.append(onward(page + 1, "Older ›"));
}

for (const field of document.querySelectorAll("form.filters [name]")) field.value = asked.get(field.name) || "";
show().catch(() => {
  document.querySelector("#found").textContent = "The index could not be read; the list of all events does without it.";
});
