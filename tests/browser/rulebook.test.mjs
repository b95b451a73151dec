// Figures come in, are checked before they are loaded, and move the ground of decisions; the rules in words; the search.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, signIn, startBrowser, tabTo, visitor, welcome } from "./support/browser.mjs";
import { ask, formOf, post } from "./support/raw.mjs";
import { startServer } from "./support/server.mjs";

const password = "four words that do not fit";
const sam = "sam@hmic.example";
let browser, server, secretariat, raised;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await Promise.all([startBrowser(later), startServer(later)]);
  secretariat = await visitor(browser, server.url);
  await welcome(secretariat, server.invite(sam), password);
  raised = await decideOnTrigger();
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const main = (page) => page.locator("main").innerText();
const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
const notice = (page) => page.locator(".govuk-notification-banner--success").innerText();
const section = (page, name) => page.locator(`section[aria-labelledby=${name}]`);

async function call(token, procedure, message) {
  const answer = await fetch(`${server.url}/ladder.v1.${procedure}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(message),
  });
  const body = await answer.json();
  assert.equal(answer.status, 200, `${procedure}: ${JSON.stringify(body)}`);
  return body;
}

// The rules propose something of acquisitive crime, and somebody decides on it: what figures of later may undo.
async function decideOnTrigger() {
  const token = server.operate("token", sam, "--title", "The tests").match(/ladder_\S+/)[0];
  const { findings } = await call(token, "EvaluationService/Evaluate", { periodEnd: "2009-03-31", requestId: "evaluate" });
  const finding = findings.find(({ outcome, trigger }) => outcome === "EPISODE_OUTCOME_RAISED" && trigger === "rising_against_peers");
  assert.ok(finding, "a trigger is raised over the demonstration's figures");
  const { case: { etag } } = await call(token, "CaseService/GetCase", { name: finding.caseName });
  await call(token, "CaseService/RecordDecision", {
    name: finding.caseName,
    etag,
    outcome: "DECISION_OUTCOME_REMAIN",
    decider: { person: "denis@hmic.example", capacity: "hmcic" },
    reasons: "The force has answered it.",
    evidence: [finding.proposal],
    settlements: [{ proposal: finding.proposal, accepted: false }],
    requestId: "decide",
  });
  return finding;
}

const offences = { recorded_robbery: "Robbery", recorded_domestic_burglary: "Domestic burglary", recorded_vehicle_offences: "Vehicle offences" };
const extract = () => {
  const force = raised.body.split("/")[1];
  return [
    "force_id,period_end,offence,offences_12m",
    `${force},2009-03-31,${offences[raised.indicator]},12`,
    `${force},2013-12-31,${offences[raised.indicator]},1000`,
    "atlantis,2009-03-31,Robbery,7",
    "kent,2009-03-31,Robbery,many",
  ].join("\n") + "\n";
};

async function choose(page, name, text) {
  await page.getByLabel("Police recorded crime, twelve months to each quarter day", { exact: true }).check();
  await page.getByLabel("File", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

test("a quarter's figures: checked, confirmed, and what they move; the same file again changes nothing", async () => {
  const { page } = secretariat;
  await page.goto("/");
  await page.getByRole("link", { name: "Data" }).first().click();
  assert.equal(await heading(page), "Data");
  assert.match(await main(page), /recorded_crime_rolling/);
  await inspect(secretariat, "data");
  await page.getByRole("button", { name: "Load a file" }).click();
  await inspect(secretariat, "data-new");
  await page.getByRole("button", { name: "Check the file" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Choose the kind of file\s+Choose a file/);
  await inspect(secretariat, "data-new-refused");

  await choose(page, "iquanta <b>.csv", extract());
  await page.getByRole("button", { name: "Check the file" }).click();
  assert.equal(await heading(page), "Check before you load");
  assert.match(await main(page), /iquanta <b>\.csv\s+New figures: 1\. Revised: 1\. Unchanged: 0\./);
  assert.match(await section(page, "revisions").innerText(), /31 March 2009[^]*12/);
  assert.match(await section(page, "aside").innerText(), /2[^]*atlantis/);
  assert.equal(await section(page, "missing").locator("li").count() > 30, true, "the other forces have no row");
  assert.match(await section(page, "touches").innerText(), /Decisions that rest on them: 1/);
  await inspect(secretariat, "data-check");
  const loads = await (await page.request.get("/data")).text();
  assert.doesNotMatch(loads, /iquanta/, "nothing is written by a check");
  await page.getByRole("button", { name: "Load it" }).click();
  assert.match(await notice(page), /iquanta <b>\.csv is loaded\. New figures: 1\. Revised: 1/);
  assert.match(await section(page, "impacts").innerText(), /would/i);
  assert.match(await section(page, "revisions").innerText(), /31 March 2009/);
  assert.match(await section(page, "aside").innerText(), /atlantis/);
  await inspect(secretariat, "data-load");
  await section(page, "impacts").getByRole("link", { name: "The decision and its evidence" }).first().click();
  assert.match(await main(page), /The force has answered it/);
  assert.match(await main(page), /Changed since/i);
  await inspect(secretariat, "decision-moved");

  await page.goto("/data/load");
  await choose(page, "again.csv", extract().split("\n").slice(0, 3).join("\n"));
  await page.getByRole("button", { name: "Check the file" }).click();
  assert.match(await main(page), /This file changes nothing/);
  assert.equal(await page.getByRole("button", { name: "Load it" }).count(), 0);
  await inspect(secretariat, "data-check-nothing");
});

test("revisions and rows kept aside are listed, filtered and taken away", async () => {
  const { page } = secretariat;
  await page.goto("/data");
  await page.getByRole("link", { name: "Figures that were revised" }).click();
  assert.match(await main(page), /1 revision\b/);
  await inspect(secretariat, "data-revisions");
  await page.getByLabel("Body", { exact: true }).selectOption({ label: "Kent Police" });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  assert.match(await main(page), /No figure was revised/);
  await page.goto("/data/quarantine");
  assert.match(await main(page), /kent,2009-03-31,Robbery,many/);
  await inspect(secretariat, "data-quarantine");
  const csv = await (await page.request.get("/data/quarantine?format=csv")).text();
  assert.match(csv, /^Line,/);
  await page.goto("/data?known_at=2009-08-25");
  assert.match(await main(page), /Nothing was loaded yet/);
  assert.equal(await page.getByRole("button", { name: "Load a file" }).count(), 0, "the past is read only");
});

test("what is no such file is refused row by row, and nothing is written", async () => {
  const { page } = secretariat;
  await page.goto("/data/load");
  await choose(page, "wrong.csv", "name,value\nkent,1\n");
  await page.getByRole("button", { name: "Check the file" }).click();
  assert.match(await page.getByRole("alert").innerText(), /can't be read as this kind of file/);
  assert.match(await main(page), /What is wrong with it/);
  assert.equal(await page.getByLabel("Police recorded crime, twelve months to each quarter day", { exact: true }).isChecked(), true, "what was chosen is kept");
  await inspect(secretariat, "data-new-wrong");
  await choose(page, "bytes.csv", Buffer.from([0xff, 0xfe, 0x00, 0x41]));
  await page.getByRole("button", { name: "Check the file" }).click();
  assert.match(await page.getByRole("alert").innerText(), /can't be read/);
});

test("forged, cut and oversized uploads are refused", async () => {
  const cookies = (await secretariat.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const { csrf } = await formOf(server.url, "/data/load", cookies);
  const send = (body, type = "multipart/form-data; boundary=xyz") =>
    ask(server.url, "/data/load", { method: "POST", headers: { Cookie: cookies, "Content-Type": type, Accept: "text/html" }, body });
  const part = (name, value, more = "") => `--xyz\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
  const file = part("file", extract(), '; filename="a.csv"');
  const layout = part("layout", "recorded-crime-rolling");
  assert.equal((await send(`${layout}${file}--xyz--\r\n`)).status, 403, "no secret");
  assert.equal((await send(`${part("csrf", "forged")}${layout}${file}--xyz--\r\n`)).status, 403);
  assert.equal((await send(`${part("csrf", csrf)}${layout}${file}`)).status, 400, "cut short");
  assert.equal((await send(`${part("csrf", csrf)}${layout}${file}--xyz--\r\n`, "multipart/form-data")).status, 400, "no boundary");
  assert.equal((await send(`${part("csrf", csrf)}${part("layout", "nothing")}${file}--xyz--\r\n`)).status, 422);
  assert.equal((await send(Buffer.alloc(9 * 1024 * 1024, 0x61))).status, 413);
  assert.equal((await send(`${part("csrf", csrf)}${layout}${file}--xyz--\r\n`)).status, 200);
  const confirmed = await post(server.url, "/data/load/confirm", { csrf, layout: "recorded-crime-rolling", file_name: "x", content: "*", request_id: "x" }, { cookies });
  assert.equal(confirmed.status, 422);
});

test("the rules in words, with their thresholds, roles and versions", async () => {
  const { page } = secretariat;
  await page.goto("/rules");
  const said = await main(page);
  assert.match(said, /worse than its own year before, by at least 5 per cent, p at most 0\.001/);
  assert.match(said, /worse than the change of all forces, by at least 15 percentage points/);
  assert.match(said, /Secretariat of the Police Performance Steering Group/);
  assert.match(said, /Backtests: not there yet/);
  await section(page, "ladder-police-force").locator("summary").first().click();
  assert.match(await section(page, "ladder-police-force").innerText(), /Decided by HM/);
  assert.match(await section(page, "versions").innerText(), /landscape-2009@1/);
  await inspect(secretariat, "rules");
  assert.equal((await page.goto("/rules?version=rulesets%2Fnothing%401")).status(), 404);
  assert.equal((await page.goto("/rules?version=%3Cb%3E")).status(), 404);
});

test("the search finds what somebody may see, by keyboard, and nothing else", async () => {
  const { page } = secretariat;
  await page.goto("/rules");
  await tabTo(page, "Find in the record");
  await page.keyboard.type("nottingham");
  await page.keyboard.press("Enter");
  assert.equal(await heading(page), "Search");
  assert.match(await section(page, "bodies").innerText(), /Nottinghamshire Police/);
  assert.equal(await section(page, "people").count(), 0, "people are the administrator's");
  await inspect(secretariat, "search");
  const force = raised.body.split("/")[1];
  await page.goto(`/search?q=${force} general`);
  assert.equal(await section(page, "cases").locator("li a").count(), 1);
  await page.goto("/search?q=%3Cscript%3E");
  assert.match(await main(page), /Nothing that you may see fits/);
  await inspect(secretariat, "search-nothing");
  await page.goto(`/search?q=${"a".repeat(300)}`);
  assert.match(await main(page), /too long/);

  const nia = await visitor(browser, server.url);
  await welcome(nia, server.invite("nia@npia.example"), password);
  await nia.page.goto(`/search?q=${force}`);
  assert.equal(await section(nia.page, "bodies").count(), 1);
  assert.equal(await section(nia.page, "cases").count(), 0, "the case is not hers to see");
  assert.equal((await nia.page.goto("/data/load")).status(), 403);
  await nia.context.close();
  const ada = await visitor(browser, server.url);
  await welcome(ada, server.invite("admin@ladder.example"), password);
  await ada.page.goto("/search?q=denis");
  assert.match(await section(ada.page, "people").innerText(), /Denis Cole/);
  await ada.context.close();
});

test("loading, rules and search work without script", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, sam, password);
  const { page } = plain;
  await page.goto("/data/load");
  await choose(page, "plain.csv", "force_id,period_end,offence,offences_12m\nkent,2013-12-31,Robbery,77\n");
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Load it" }).click();
  assert.match(await notice(page), /plain\.csv is loaded\. New figures: 1/);
  await page.getByLabel("Find in the record").fill("kent");
  await page.getByRole("button", { name: "Find" }).click();
  assert.match(await main(page), /Kent Police/);
  assert.equal((await page.goto("/rules")).status(), 200);
  await plain.context.close();
});
