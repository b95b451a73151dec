// Makes components of the pages better where there is script; everything works without.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// The Ministry of Justice's components are fetched by the pages that have one.
if (document.querySelector('[data-module^="moj-"]')) {
  import("./moj-frontend.min.js").then((moj) => moj.initAll());
}

if (document.querySelector("[data-chart]")) {
  import("./charts.js");
}

// What is called by its name, as bodies and indicators are, is searched; fewer choices, of kinds, must be seen to be known.
const choices_most = 40;
const long = [...document.querySelectorAll("select")].filter(({ options }) => options.length > choices_most);
if (long.length > 0) {
  import("./autocomplete.js").then(({ searchable }) => long.forEach(searchable));
}
