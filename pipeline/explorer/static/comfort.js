// Comfort only: every page works without it. Empty filters stay out of the address; Ctrl+Enter runs a query;
// lines to copy on a site without a server get its true address.
"use strict";
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filters [disabled]")) field.disabled = false;
});
const query = document.querySelector("textarea[name=q]");
if (query) {
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) query.form.requestSubmit();
  });
}
for (const line of document.querySelectorAll("code.line")) {
  line.textContent = line.textContent.replaceAll("ADDRESS-OF-THIS-SITE", new URL(".", location).href.replace(/\/$/, ""));
}
