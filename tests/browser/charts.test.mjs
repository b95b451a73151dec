// Pictures in a browser: drawn where there is script, tables everywhere, every point a way to its figure.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, printed, startBrowser, visitor, welcome } from "./support/browser.mjs";
import { ask } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const officers = "/figures/kent/officers_fte";
const robbery = "/figures/kent/recorded_robbery";
let browser, server, alex;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  alex = await visitor(browser, server.url);
  await welcome(alex, server.invite("alex@hmic.example"), "four words that do not fit");
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const picture = (page, name) => page.getByRole("figure", { name });
const drawn = (page) => page.locator(".ladder-figure svg.ladder-plot").first().waitFor();

test("a body's history is a control chart, every point of which leads to its figure", async () => {
  const { page } = alex;
  await page.goto(officers);
  await drawn(page);
  const points = picture(page, "Control chart").locator("svg a");
  const rows = page.locator("table[data-chart=control] tbody tr");
  assert.ok((await rows.count()) >= 15);
  assert.equal(await points.count(), await rows.count());
  for (const href of await points.evaluateAll((links) => links.map((link) => link.href.baseVal))) {
    assert.equal(await page.locator(`[id="${href.slice(1)}"]`).count(), 1, href);
  }
  await inspect(alex, "figures-officers");
});

test("the table behind a picture is there to unfold, with the same figures", async () => {
  const { page } = alex;
  await page.goto(officers);
  await drawn(page);
  const table = page.locator("table[data-chart=control]");
  assert.ok(!(await table.isVisible()));
  await page.getByText("Show the figures as a table").first().click();
  assert.ok(await table.isVisible());
  const last = await table.locator("tbody tr").last().locator("td").first().innerText();
  const said = await picture(page, "Control chart").locator("svg a").last().getAttribute("aria-label");
  assert.ok(said.includes(last), `${said} names ${last}`);
  await inspect(alex, "figures-unfolded");
});

test("one moves in a picture by keyboard, and goes to a figure's revisions", async () => {
  const { page } = alex;
  await page.goto(officers);
  await drawn(page);
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const points = picture(page, "Control chart").locator("svg a");
  for (let i = 0; i < 30 && !(await focused())?.startsWith("Period to"); ++i) {
    await page.keyboard.press("Tab");
  }
  assert.equal(await focused(), await points.last().getAttribute("aria-label"), "the newest figure is first");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(), await points.nth(-2).getAttribute("aria-label"));
  assert.equal(await page.locator(".ladder-figure__readout").first().innerText(), await focused());
  await page.keyboard.press("Home");
  const first = await focused();
  assert.equal(first, await points.first().getAttribute("aria-label"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\d{4}-\d\d-\d\d$/);
  const period = await page.locator("tr:target th").innerText();
  assert.ok(first.startsWith(`Period to: ${period},`), `${first} is of ${period}`);
  await page.goto(officers);
  await drawn(page);
  for (let i = 0; i < 30 && !(await focused())?.startsWith("Period to"); ++i) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY", "a picture is one stop");
});

test("a body stands beside its peers: as bars, and in a funnel where there is one", async () => {
  const { page } = alex;
  await page.goto(robbery);
  await drawn(page);
  assert.match(await page.locator("main").innerText(), /There is no control chart: its figures are totals of rolling years/);
  const bars = picture(page, /^Most similar/);
  assert.ok((await bars.locator("svg a").count()) >= 5);
  const peer = await bars.locator("svg a").evaluateAll((links) => links.map((link) => link.href.baseVal).find((href) => href.startsWith("/figures/")));
  const funnel = picture(page, /^All bodies/);
  assert.equal(await funnel.locator("svg a").count(), await page.locator("table[data-chart=funnel] tbody tr:has(td[data-value])").count());
  await inspect(alex, "figures-robbery");
  await page.goto(`${robbery}?period=2010-03-31#peers`);
  await drawn(page);
  assert.equal(await picture(page, /31 March 2010$/).count(), 2);
  await page.goto(peer);
  assert.equal(await page.locator("tr:target").count(), 1, `${peer} leads to a figure`);
});

test("pictures are printed without their tables; without script there are the tables", async () => {
  const { page } = alex;
  await page.goto(officers);
  await drawn(page);
  await page.emulateMedia({ media: "print" });
  assert.ok(await picture(page, "Control chart").isVisible());
  assert.ok(!(await page.locator("summary").first().isVisible()));
  await page.emulateMedia({ media: null });
  for (const [path, name] of [[officers, "figures-officers"], [robbery, "figures-robbery"]]) {
    await page.goto(path);
    await drawn(page);
    await printed(alex, name);
  }

  const plain = await visitor(browser, server.url, { script: false });
  await plain.context.addCookies(await alex.context.cookies());
  await plain.page.goto(officers);
  assert.ok(await plain.page.locator("table[data-chart=control]").isVisible());
  assert.equal(await plain.page.locator("figure").count(), 0);
  await plain.page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await plain.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await plain.context.close();
});

test("what draws is fetched by pages that have a picture, and by no other", async () => {
  const { page } = alex;
  const fetched = [];
  const note = (request) => fetched.push(new URL(request.url()).pathname);
  page.on("request", note);
  await page.goto("/account", { waitUntil: "networkidle" });
  assert.ok(fetched.some((path) => path.endsWith("/console.js")));
  assert.ok(!fetched.some((path) => path.endsWith("/charts.js")));
  await page.goto(officers, { waitUntil: "networkidle" });
  page.off("request", note);
  const path = fetched.find((path) => path.endsWith("/charts.js"));
  const { headers, body } = await ask(server.url, path, { headers: { "Accept-Encoding": "br" } });
  assert.equal(headers["content-encoding"], "br");
  assert.ok(body.length < 100_000, `${body.length} bytes`);
});

test("there is no page of what there is not", async () => {
  const { page } = alex;
  for (const path of ["/figures/nowhere/officers_fte", "/figures/kent/nothing", "/figures/kent/%2e%2e"]) {
    assert.equal((await page.goto(path)).status(), 404, path);
  }
  await page.goto("/figures/kent/mc_a8_domestic_arrests");
  assert.match(await page.locator("main").innerText(), /No figure of this is on record/);
  assert.equal((await page.goto(`${officers}?period=%3Cb%3E`)).status(), 200);
  await inspect(alex, "figures-odd-period");
});
