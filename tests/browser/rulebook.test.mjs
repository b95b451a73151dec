// Figures come in, are checked before they are loaded, and move the ground of decisions; the rules in words, and published; the search.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { choose, inspect, signIn, startBrowser, tabTo, visitor, welcome } from "./support/browser.mjs";
import { procedures } from "./support/procedures.mjs";
import { ask, formOf, post } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
const sam = "sam@hmic.example";
const rules = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "rules", "landscape-2009");
let browser, server, secretariat, raised;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  secretariat = await visitor(browser, server.url);
  await welcome(secretariat, server.invite(sam), password);
  const rita = await visitor(browser, server.url);
  await welcome(rita, server.invite("rita@hmic.example"), password);
  await rita.context.close();
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

async function chooseFile(page, name, text) {
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

  await chooseFile(page, "iquanta <b>.csv", extract());
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
  await chooseFile(page, "again.csv", extract().split("\n").slice(0, 3).join("\n"));
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
  await choose(page, "body", "Kent Police");
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

test("what grows without end is listed a part at a time, the newest first", async () => {
  const { page } = secretariat;
  const token = server.operate("token", sam, "--title", "Loads").match(/ladder_\S+/)[0];
  const years = Array.from({ length: 50 }, (_, i) => 1900 + i);
  for (const incidents of [1, 2]) {
    const rows = ["kent", "surrey", "essex", "dorset", "norfolk"].flatMap((force) => years.map((year) => `${force},${year}-03-31,${incidents},0`));
    const content = `force_id,year_ending,incidents,rate_per_1000\n${rows.join("\n")}\n`;
    await call(token, "IndicatorService/ImportObservations", { layout: "antisocial-behaviour", requestId: `long-${incidents}`, fileName: `long-${incidents}.csv`, content: Buffer.from(content).toString("base64") });
  }
  await page.goto("/data");
  await page.getByRole("link", { name: "long-2.csv" }).click();
  assert.equal(await section(page, "revisions").locator("tbody tr").count(), 100, "a load's own page has the first");
  await inspect(secretariat, "data-load-long");
  await page.getByRole("link", { name: "All figures that it revised" }).click();
  const lines = async () => (await (await page.request.get(await page.getByRole("link", { name: "Download as CSV" }).getAttribute("href"))).text()).trim().split("\r\n").length - 1;
  const count = async () => (await main(page)).match(/(\d+) revisions/)[1];
  assert.equal(await count(), "200");
  assert.equal(await lines(), 250, "a file has more of it than a page");
  await inspect(secretariat, "data-revisions-parts");
  await page.getByRole("link", { name: "Show the next, older ones" }).click();
  assert.equal(await count(), "50");
  assert.equal(await lines(), 50);
  await page.getByRole("link", { name: "Period" }).click();
  assert.equal(await count(), "50", "sorting stays in the part");
  assert.equal(await page.getByRole("link", { name: "Show the next, older ones" }).count(), 0);
  await page.getByRole("link", { name: "Back to the newest" }).click();
  assert.equal(await count(), "200");
  await page.goto("/data/revisions?from=abc");
  assert.match(await main(page), /can't be understood/);
});

test("a long list is searched by typing; what is none of its choices is sent as nothing", async () => {
  const { page } = secretariat;
  const token = server.operate("token", sam, "--title", "The tests").match(/ladder_\S+/)[0];
  const marked = { name: "bodies/marked-cdrp", kind: "BODY_KIND_CDRP", title: "<b>Mark</b> & Up Partnership", short_title: "Mark & Up", country: "COUNTRY_ENGLAND", region: "South West" };
  await call(token, "BodyService/RegisterBodies", { bodies: [marked], requestId: "marked" });
  await page.goto("/data/revisions");
  const body = page.getByRole("combobox", { name: "Body", exact: true }).and(page.locator("input"));
  const choices = page.locator("#body__listbox [role=option]");
  const sent = () => new URL(page.url()).searchParams.get("body");
  await body.pressSequentially("Kent");
  assert.deepEqual(await choices.allInnerTexts(), ["Kent Police", "Kent Police Authority"]);
  await inspect(secretariat, "data-revisions-search");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await body.inputValue(), "Kent Police Authority");
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Show", exact: true }).press("Enter")]);
  assert.match(sent(), /kent.*authority/);
  assert.equal(await body.inputValue(), "Kent Police Authority", "what was chosen is kept");
  await body.fill("Kentucky");
  assert.deepEqual(await choices.allInnerTexts(), ["No results found"]);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Show", exact: true }).press("Enter")]);
  assert.equal(sent() ?? "", "", "neither what was typed nor what was chosen before");
  await body.fill("<b>");
  assert.deepEqual(await choices.allInnerTexts(), ["<b>Mark</b> & Up Partnership"], "markup is shown as text");
  await body.press("Tab");
  assert.equal(await body.inputValue(), "<b>Mark</b> & Up Partnership");
  assert.deepEqual(secretariat.complaints, [], "nothing that the policy refuses");
});

test("what is no such file is refused row by row, and nothing is written", async () => {
  const { page } = secretariat;
  await page.goto("/data/load");
  await chooseFile(page, "wrong.csv", "name,value\nkent,1\n");
  await page.getByRole("button", { name: "Check the file" }).click();
  assert.match(await page.getByRole("alert").innerText(), /can't be read as this kind of file/);
  assert.match(await main(page), /What is wrong with it/);
  assert.equal(await page.getByLabel("Police recorded crime, twelve months to each quarter day", { exact: true }).isChecked(), true, "what was chosen is kept");
  await inspect(secretariat, "data-new-wrong");
  await chooseFile(page, "bytes.csv", Buffer.from([0xff, 0xfe, 0x00, 0x41]));
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
  assert.equal(await section(page, "people").count(), 0, "nobody of that name acted in a case");
  await inspect(secretariat, "search");
  const force = raised.body.split("/")[1];
  await page.goto(`/search?q=${force} general`);
  assert.equal(await section(page, "cases").locator("li a").count(), 1);
  await page.goto("/search?q=sam+okoro");
  await section(page, "people").getByRole("link", { name: /^Sam Okoro: .*, General performance$/ }).first().click();
  assert.match(await main(page), /People in the record[^]*Sam Okoro/);
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
  await nia.page.goto("/search?q=okoro");
  assert.match(await main(nia.page), /Nothing that you may see fits/, "nor who acted in it");
  assert.equal((await nia.page.goto("/data/load")).status(), 403);
  await nia.context.close();
  const ada = await visitor(browser, server.url);
  await welcome(ada, server.invite("admin@ladder.example"), password);
  await ada.page.goto("/search?q=denis");
  assert.match(await section(ada.page, "people").innerText(), /Denis Cole/);
  await ada.context.close();
});

test("a search by name reads the marked cases that it shows, and no other", async () => {
  const { page } = secretariat;
  const [ask, audit] = [procedures(server, sam, "ppsg_secretariat"), procedures(server, "henry@homeoffice.example", "home_office_audit")];
  await ask("CaseService/OpenCase", { body: "bodies/dorset", subject: "SUBJECT_GENERAL", reasons: "Poor figures" });
  const name = "cases/dorset-general-1";
  await ask("CaseService/AddNote", { name, text: "Told in confidence", marking: "MARKING_CONFIDENTIAL" });
  const reads = async () => {
    const { records } = await audit("AccessService/ListAccessRecords", { kind: "ACCESS_KIND_READ", person: sam, page_size: 1000 });
    return (records ?? []).filter((one) => one.method.endsWith("CaseService/GetCase") && one.records.includes(name)).length;
  };
  // What is recorded comes a moment later.
  const settled = async (wanted) => {
    let seen = await reads();
    for (const end = Date.now() + 10_000; seen < wanted && Date.now() < end; ) {
      seen = await reads();
    }
    return seen;
  };
  await ask("CaseService/GetCase", { name });
  const before = await settled(1);
  await page.goto("/search?q=denis+cole");
  assert.match(await main(page), /Denis Cole: /);
  assert.doesNotMatch(await main(page), /Denis Cole: Dorset/);
  await page.goto("/search?q=sam+okoro");
  assert.match(await main(page), /Sam Okoro: Dorset Police/);
  assert.equal(await settled(before + 1), before + 1, "read once: where it was shown");
});

test("a form that is asked for in the past says that the past is read only", async () => {
  const { page } = secretariat;
  for (const path of ["/meetings/new", "/peers/new", "/bodies/kent/case/open"]) {
    const answer = await page.goto(`${path}?known_at=2009-08-25`);
    assert.equal(await page.locator("main form[method=post]").count(), 0, path);
    assert.ok([200, 400, 403, 404].includes(answer.status()), `${path}: ${answer.status()}`);
  }
  assert.equal((await page.goto("/meetings/new?known_at=2009-08-25")).status(), 400);
  assert.match(await main(page), /The past can be read, not changed[^]*Go back to now to use it/);
  await inspect(secretariat, "past-form");
  await page.getByRole("link", { name: /now/i }).first().click();
  assert.equal(await page.locator("main form[method=post]").count(), 1);
});

test("loading, rules and search work without script", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, sam, password);
  const { page } = plain;
  await page.goto("/data/load");
  await chooseFile(page, "plain.csv", "force_id,period_end,offence,offences_12m\nkent,2013-12-31,Robbery,77\n");
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Load it" }).click();
  assert.match(await notice(page), /plain\.csv is loaded\. New figures: 1/);
  await page.getByLabel("Find in the record").fill("kent");
  await page.getByRole("button", { name: "Find" }).click();
  assert.match(await main(page), /Kent Police/);
  assert.equal((await page.goto("/rules")).status(), 200);
  await plain.context.close();
});

// The rules in force in a folder of one's own, with one of their texts changed.
function changedRules(file, before, after) {
  const folder = mkdtempSync(join(tmpdir(), "ladder-rules-"));
  later(() => rmSync(folder, { recursive: true }));
  const copy = join(folder, "landscape-2009");
  cpSync(rules, copy, { recursive: true });
  const text = readFileSync(join(copy, file), "utf8");
  assert.ok(text.includes(before), `${file} holds '${before}'`);
  writeFileSync(join(copy, file), text.replace(before, after));
  return copy;
}
async function checkRules(page, folder) {
  await page.goto("/rules/publish");
  await page.getByLabel("Folder of the rules").setInputFiles(folder);
  await page.getByRole("button", { name: "Check the rules" }).click();
}
const versions = async (page) => section(page, "versions").locator("tbody th").allInnerTexts();

test("journey 13: rules with errors are refused with the place of each and what would be right", async () => {
  const { page } = secretariat;
  await page.goto("/rules");
  assert.match(await section(page, "publish").innerText(), /changed by two people[^]*Secretariat[^]*Owner of the rules/);
  await page.getByRole("button", { name: "Propose a new version" }).click();
  assert.equal(await heading(page), "Change the rules");
  await inspect(secretariat, "rules-new");
  await page.getByRole("button", { name: "Check the rules" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Choose the folder of the rules/);

  await checkRules(page, changedRules("triggers/violence.yaml", "severity: concern", "severity: grave <b>"));
  assert.match(await page.getByRole("alert").innerText(), /These rules have errors\. Nothing was published/);
  assert.match(await section(page, "findings").innerText(), /triggers\/violence\.yaml:17:13\s+Error\s+[^]*grave <b>/i);
  await inspect(secretariat, "rules-new-refused");
  await checkRules(page, changedRules("triggers/violence.yaml", "proposes: peer_support", "proposes: peer_suport"));
  assert.match(await section(page, "findings").innerText(), /violence\.yaml:18:13\s+Error\s+[^]*peer_support/i);
  await checkRules(page, join(rules, "triggers"));
  assert.match(await page.getByRole("alert").innerText(), /no ruleset\.yaml in what you chose/);
  await checkRules(page, rules);
  assert.match(await main(page), /the version in force already: there is nothing to publish/);
  assert.equal(await page.getByRole("button", { name: "Propose the rules" }).count(), 0);
  await inspect(secretariat, "rules-check-nothing");
});

// Somebody else who may publish: the owner of the rules.
async function secondPerson() {
  const rita = await visitor(browser, server.url);
  await signIn(rita, "rita@hmic.example", password);
  await rita.page.getByRole("heading", { level: 1 }).waitFor();
  return rita;
}
const idOf = (page) => decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1));

test("journey 13: a threshold is changed: checked, compared and proposed, which changes nothing yet", async () => {
  const { page } = secretariat;
  await checkRules(page, changedRules("triggers/violence.yaml", "by_at_least: 10, p", "by_at_least: 12, p"));
  assert.equal(await heading(page), "Check before you go on");
  assert.match(await main(page), /Would be proposal\s+landscape-2009-1[^]*In force now\s+landscape-2009@1/);
  assert.match(await main(page), /No path gets round what these rules require: \d\d+ requirements/);
  assert.match(await section(page, "changes").innerText(), /What it would change: 1\b[^]*violence_rising_against_peers\s+raise_when\s+Changed\s[^]*by_at_least: 10,[^]*by_at_least: 12,/i);
  const digest = await page.locator("code.ladder-hash").innerText();
  await inspect(secretariat, "rules-check");
  await page.getByRole("button", { name: "Propose the rules" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Say why the rules are changed/);
  assert.match(await section(page, "changes").innerText(), /12/, "what was checked is kept");
  await inspect(secretariat, "rules-check-refused");
  const unpublished = await page.context().newPage();
  await unpublished.goto("/rules");
  assert.equal(await section(unpublished, "proposals").count(), 0, "nothing is written by a check");
  await unpublished.close();
  await page.getByLabel("Why are the rules changed?").fill("Too many <b>small</b> rises");
  const form = await page.locator("form[action$=confirm]").evaluate((form) => Object.fromEntries(new FormData(form)));
  await page.getByRole("button", { name: "Propose the rules" }).click();
  assert.match(await notice(page), /landscape-2009-1 is proposed\. It takes effect once another person approves it/);
  assert.match(await main(page), /Awaits a second person[^]*Sam Okoro, Secretariat[^]*Too many <b>small<\/b> rises/);
  assert.equal(await page.locator("code.ladder-hash").innerText(), digest, "what is proposed is what was checked");
  assert.match(await section(page, "changes").innerText(), /by_at_least: 10,[^]*by_at_least: 12,/);
  assert.match(await section(page, "warnings").innerText(), /What the analysis found/);
  assert.match(await section(page, "obstacle").innerText(), /You proposed this version\. Another person must approve it/);
  assert.equal(await page.getByRole("button", { name: "Approve and publish the rules" }).count(), 0);
  await inspect(secretariat, "rules-proposal-own");
  await page.goto("/today");
  assert.match(await main(page), /landscape-2009-1\s[^]*You proposed it on [^]*another person approves it\./);
  await page.goto("/rules");
  assert.match(await main(page), /A proposed version awaits a second person/);
  assert.deepEqual(await versions(page), ["landscape-2009@1"], "nothing took effect");
  assert.match(await section(page, "proposals").innerText(), /landscape-2009-1\s+Awaits a second person/i);
  await inspect(secretariat, "rules-proposed");

  const cookies = (await secretariat.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const again = await post(server.url, "/rules/publish/confirm", form, { cookies });
  assert.equal(again.status, 303, "the same form sent twice is done once");
  const cut = await post(server.url, "/rules/publish/confirm", { ...form, content: form.content.slice(0, -8) }, { cookies });
  assert.equal(cut.status, 422);
  assert.match(cut.body.toString(), /did not come back whole/);
  assert.equal((await post(server.url, "/rules/publish/confirm", { ...form, csrf: "forged" }, { cookies })).status, 403);
  const long = await post(server.url, "/rules/publish/confirm", { ...form, against: "", reasons: "a".repeat(20_001) }, { cookies });
  assert.equal(long.status, 422);
  const alone = await post(server.url, "/rules/publish/confirm", { ...form, by_two: "", request_id: "alone" }, { cookies });
  assert.equal(alone.status, 400, "no form publishes alone what two people make");
  const own = { csrf: form.csrf, reasons: "I know best", request_id: "own" };
  assert.equal((await post(server.url, "/rules/proposals/landscape-2009-1/approve", own, { cookies })).status, 403, "no form approves what its sender proposed");
  const large = { Cookie: cookies, "Content-Type": "multipart/form-data; boundary=x", Accept: "text/html" };
  assert.equal((await ask(server.url, "/rules/publish", { method: "POST", headers: large, body: Buffer.alloc(5 * 1024 * 1024, 0x61) })).status, 413);
  await page.goto("/rules");
  assert.deepEqual(await versions(page), ["landscape-2009@1"]);
});

test("journey 13: a second person approves; open cases keep their version", async () => {
  const rita = await secondPerson();
  const { page } = rita;
  await page.goto("/rules");
  await page.getByRole("link", { name: "landscape-2009-1" }).click();
  assert.match(await section(page, "changes").innerText(), /by_at_least: 10,[^]*by_at_least: 12,/);
  assert.match(await section(page, "acts").innerText(), /They apply from 1 April 2009; open cases keep the version/);
  await page.getByRole("button", { name: "Approve and publish the rules" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Give your reasons/);
  await inspect(rita, "rules-proposal");
  await page.getByLabel("Reasons").fill("Compared with ten years");
  await page.getByRole("button", { name: "Approve and publish the rules" }).click();
  assert.match(await notice(page), /landscape-2009@2 is published/);
  assert.match(await main(page), /Published\s+[^]*Rita Shah, Owner of the rules\s+Compared with ten years\s+Proposed\s+Sam Okoro, Secretariat[^\n]*\s+Too many <b>small<\/b> rises/);
  assert.match(await main(page), /by at least 12 per cent/);
  assert.match(await main(page), /Effective from\s+1 April 2009/);
  assert.deepEqual(await versions(page), ["landscape-2009@2", "landscape-2009@1"]);
  await inspect(rita, "rules-published");
  await page.getByRole("link", { name: "Proposal landscape-2009-1" }).click();
  assert.match(await main(page), /Approved[^]*Rita Shah[^]*Became version\s+landscape-2009@2/);
  assert.equal(await page.getByRole("button", { name: "Approve and publish the rules" }).count(), 0);
  await inspect(rita, "rules-proposal-approved");
  const token = server.operate("token", sam, "--title", "Rules").match(/ladder_\S+/)[0];
  const { case: open } = await call(token, "CaseService/GetCase", { name: raised.caseName });
  assert.equal(open.ruleset, "rulesets/landscape-2009@1", "an open case keeps its version");
  await rita.context.close();
});

test("what was proposed before others published is proposed anew; without script too", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, sam, password);
  const mine = plain.page;
  const proposes = async (page, before, after, why) => {
    await checkRules(page, changedRules("triggers/violence.yaml", before, after));
    await page.getByLabel("Why are the rules changed?").fill(why);
  };
  await proposes(mine, "by_at_least: 30", "by_at_least: 35", "Mine");
  const theirs = await plain.context.newPage();
  await proposes(theirs, "by_at_least: 20", "by_at_least: 25", "Theirs");
  await theirs.getByRole("button", { name: "Propose the rules" }).click();
  const earlier = idOf(theirs);
  await proposes(theirs, "by_at_least: 20", "by_at_least: 26", "No more");
  await theirs.getByRole("button", { name: "Propose the rules" }).click();
  await theirs.getByLabel("Reasons").fill("Thought better of it");
  await theirs.getByRole("button", { name: "Take the proposal back" }).click();
  assert.match(await notice(theirs), /is withdrawn\. It stays in the record/);
  assert.match(await main(theirs), /Taken back[^]*Sam Okoro[^]*Thought better of it/);
  const rita = await secondPerson();
  await rita.page.goto(`/rules/proposals/${earlier}`);
  await rita.page.getByLabel("Reasons").fill("Sound");
  await rita.page.getByRole("button", { name: "Approve and publish the rules" }).click();
  assert.match(await notice(rita.page), /landscape-2009@3 is published/);

  await mine.getByRole("button", { name: "Propose the rules" }).click();
  assert.match(await mine.getByRole("alert").innerText(), /Other rules were published meanwhile/);
  assert.match(await main(mine), /landscape-2009@3 was published .* by Rita Shah/);
  assert.match(await section(mine, "changes").innerText(), /by_at_least: 25[^]*by_at_least: 20[^]*by_at_least: 30[^]*by_at_least: 35/, "what it would undo is told");
  assert.equal(await mine.getByLabel("Why are the rules changed?").inputValue(), "Mine");
  await mine.getByRole("button", { name: "Propose the rules" }).click();
  const late = idOf(mine);
  assert.equal(await mine.getByRole("button", { name: "Take the proposal back" }).count(), 1);
  await proposes(theirs, "by_at_least: 30", "by_at_least: 40", "Before mine");
  await theirs.getByRole("button", { name: "Propose the rules" }).click();
  await rita.page.goto(`/rules/proposals/${idOf(theirs)}`);
  await rita.page.getByLabel("Reasons").fill("First");
  await rita.page.getByRole("button", { name: "Approve and publish the rules" }).click();
  await rita.page.goto(`/rules/proposals/${late}`);
  assert.match(await section(rita.page, "obstacle").innerText(), /Other rules were published since/);
  assert.equal(await rita.page.getByRole("button", { name: "Approve and publish the rules" }).count(), 0);
  await inspect(rita, "rules-proposal-overtaken");
  await rita.page.getByLabel("Reasons").fill("Propose it anew");
  await rita.page.getByRole("button", { name: "Refuse the proposal" }).click();
  assert.match(await main(rita.page), /Refused[^]*Rita Shah[^]*Propose it anew/);
  await rita.context.close();
  await plain.context.close();
  await checkRules(secretariat.page, rules);
  await inspect(secretariat, "rules-check-back");
});

test("whoever may not publish rules is offered nothing, and refused", async () => {
  const nia = await visitor(browser, server.url);
  await signIn(nia, "nia@npia.example", password);
  await nia.page.getByRole("heading", { level: 1 }).waitFor();
  await nia.page.goto("/rules");
  assert.equal(await nia.page.getByRole("button", { name: "Propose a new version" }).count(), 0);
  assert.equal((await nia.page.goto("/rules/publish")).status(), 403);
  assert.equal((await nia.page.goto("/rules/proposals/landscape-2009-1")).status(), 404, "what is said before rules are made is not for her");
  const cookies = (await nia.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const { csrf } = await formOf(server.url, "/account", cookies);
  const body = `--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n--x--\r\n`;
  const headers = { Cookie: cookies, "Content-Type": "multipart/form-data; boundary=x", Accept: "text/html" };
  assert.equal((await ask(server.url, "/rules/publish", { method: "POST", headers, body })).status, 403);
  await nia.context.close();
  await secretariat.page.goto("/rules?known_at=2009-08-25");
  assert.equal(await secretariat.page.getByRole("button", { name: "Propose a new version" }).count(), 0, "the past is read only");
});
