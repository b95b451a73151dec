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
