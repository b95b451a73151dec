// The page of a body; triage of a referral; a decision from "may I?" to its receipt; what else is recorded in a case.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { by, decideJourney, gate, heading, main, notice, typeDay } from "./journeys/decide.mjs";
import { inspect, printed, startBrowser, tabTo, visitor, welcome } from "./support/browser.mjs";
import { makeRules, procedures } from "./support/procedures.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
let browser, server, sam, call;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  const folder = mkdtempSync(join(tmpdir(), "ladder-subject-"));
  later(() => rmSync(folder, { recursive: true }));
  const key = join(folder, "audit.key");
  execFileSync(process.env.LADDER_BINARY, ["audit", "keygen", "tests.example/ladder", "--out", key]);
  [browser, server] = await allStarted([
    startBrowser(later),
    startServer(later, { flags: ["--audit-signing-key-file", key] }),
  ]);
  call = procedures(server, "sam@hmic.example", "ppsg_secretariat");
  await call("EvaluationService/Evaluate", { period_end: "2011-03-31" });
  sam = await visitor(browser, server.url);
  await welcome(sam, server.invite("sam@hmic.example"), password);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

test("bodies are listed, searched, filtered, and given as CSV", async () => {
  const { page } = sam;
  await page.goto("/");
  await page.getByRole("link", { name: "Bodies" }).first().click();
  assert.equal(await heading(page), "Bodies");
  assert.match(await main(page), /86 bodies/);
  await inspect(sam, "bodies");
  await page.getByLabel("Name, English or Welsh").fill("gwent");
  await page.getByLabel("Kind").selectOption("Police force");
  await page.getByRole("button", { name: "Show" }).click();
  assert.deepEqual(await page.locator("tbody th a").allInnerTexts(), ["Gwent Police"]);
  assert.match(await page.locator("tbody").innerText(), /Self-improvement/);
  const csv = await (await page.request.get(await page.getByRole("link", { name: "Download as CSV" }).getAttribute("href"))).text();
  assert.match(csv, /^Body,Kind,Region,Stage,Since,Next review\r\nGwent Police,Police force,Wales,Self-improvement,30 June 2009,/);
  const partnership = { name: "bodies/gwent-csp", kind: "BODY_KIND_CSP", title: "Gwent Partnership", short_title: "Gwent", welsh_title: "Partneriaeth Gwent", country: "COUNTRY_WALES", region: "Wales" };
  await call("BodyService/RegisterBodies", { bodies: [partnership] });
  await page.goto("/bodies?search=partneriaeth");
  await page.getByRole("link", { name: "Gwent Partnership" }).click();
  assert.equal(await page.locator("h1 [lang=cy]").innerText(), "Partneriaeth Gwent");
  await page.goto("/bodies?search=%3Cb%3Enobody%3C%2Fb%3E");
  assert.match(await main(page), /No body fits/);
  await inspect(sam, "bodies-none");
});

test("journey 3: a referral is triaged, by the keyboard alone; 'may I?' says no and what is missing", async () => {
  const { page } = sam;
  await page.goto("/bodies?search=gloucestershire&kind=Police+force");
  await tabTo(page, "Gloucestershire Constabulary", 80);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/bodies/gloucestershire");
  assert.match(await main(page), /Self-improvement/);
  await inspect(sam, "subject-timeline");
  await tabTo(page, "Triggers", 80);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/triggers");
  const text = await main(page);
  assert.match(text, /Robbery: Rising, while it is not rising elsewhere/);
  assert.match(text, /The rules propose Peer support, raised at 31 March 2011/);
  assert.match(text, /published 14 July 2011/);
  assert.match(text, /What would have changed it/);
  assert.ok((await page.locator(".ladder-clauses li").count()) >= 4, "the explanation is a tree of clauses");
  assert.equal(await page.getByRole("link", { name: "Put it on an agenda on Robbery" }).getAttribute("href"), "/meetings");
  await inspect(sam, "subject-triggers");

  await tabTo(page, "Leave it until a date on Robbery", 80);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/record/later?item=p1");
  await inspect(sam, "act-later");
  await page.reload();
  await tabTo(page, "What is left", 60);
  await tabTo(page, "Day");
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  await page.keyboard.type("4");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2190");
  await tabTo(page, "Reasons");
  await page.keyboard.type("The next figures will tell");
  await tabTo(page, "Leave it until then");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/triggers?case=*");
  assert.match(await notice(page), /it comes back on that day/);

  await page.goto("/bodies/gloucestershire/triggers");
  await tabTo(page, "Ask for comment on Robbery", 80);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/record/ask?item=p1");
  await tabTo(page, "Who is asked", 60);
  await page.keyboard.type("Chief constable");
  await tabTo(page, "Day");
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  await page.keyboard.type("4");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2190");
  await tabTo(page, "Reasons");
  await page.keyboard.type("Tell us why");
  await tabTo(page, "Ask for comment");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/triggers?case=*");
  assert.match(await notice(page), /comment is asked for/);
  const { tasks } = await call("TaskService/ListTasks", { parent: "cases/gloucestershire-general-1" });
  assert.deepEqual(
    tasks.map(({ role, owner, body, dueOn }) => ({ role, owner, body, dueOn })),
    [
      { role: "ppsg_secretariat", owner: "sam@hmic.example", body: undefined, dueOn: "2190-04-01" },
      { role: "chief_constable", owner: undefined, body: "bodies/gloucestershire", dueOn: "2190-04-01" },
    ],
  );

  await page.goto("/bodies/gloucestershire/triggers");
  await tabTo(page, "May I? Record a decision on Robbery", 80);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/decide?to=peer_support");
  await page.goto("/cases/gloucestershire-general-1/decide?to=watching_brief");
  assert.match(await main(page), /Not yet/);
  assert.match(await gate(page, "Recommended by Chair").innerText(), /Not met[^]*What would meet it: Record a recommendation/);
  assert.match(await gate(page, "more than a single figure").innerText(), /^Met/);
  assert.match(await gate(page, "A concern about the body is open").innerText(), /Policy\. Basis: N 47, NA 13/);
  assert.equal(await page.getByRole("button", { name: "Continue" }).count(), 0, "there is nothing to fill in yet");
  await inspect(sam, "decide-not-yet");
});

decideJourney(() => ({ server, sam, call, inspect }));

// A working day so many days ahead, as it is typed.
function weekdayAhead(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  while (day.getUTCDay() % 6 === 0) {
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return [day.getUTCDate(), day.getUTCMonth() + 1, day.getUTCFullYear()].map(String);
}

test("a jump is decided by the chief inspector herself: policy gates overridden with reasons, and why it is exceptional", async () => {
  const of = "cases/lincolnshire-general-1";
  await by(call, "RecordRecommendation", { to_stage: "watching_brief", recommender: { person: "carol@hmic.example", capacity: "ppsg_chair" }, reasons: "Advised" }, of);
  const denis = await visitor(browser, server.url);
  await welcome(denis, server.invite("denis@hmic.example"), password);
  const { page } = denis;
  await page.goto(`/${of}/decide?to=watching_brief`);
  assert.match(await main(page), /may be overridden in your capacity/);
  await page.locator("#reasons").fill("It can't wait");
  await page.getByLabel("Other evidence").fill("Minute");
  await typeDay(page, "next_review_on", weekdayAhead(60));
  await page.getByRole("button", { name: "Continue" }).click();
  const told = await page.getByRole("alert").innerText();
  assert.match(told, /Enter why the steps between can’t be taken/);
  assert.match(told, /Give a reason to override “A concern about the body is open”/);
  await inspect(denis, "decide-override");
  for (const reason of await page.locator("[id^='override.']:is(textarea)").all()) {
    await reason.fill("Told by telephone");
  }
  await page.getByLabel("Exceptional reason").fill("Two rungs at once, for the rise is steep");
  await page.getByRole("button", { name: "Continue" }).click();
  const exactly = await main(page);
  assert.match(exactly, /Two rungs at once/);
  assert.match(exactly, /Overridden A concern about the body is open\s+Reason: Told by telephone/);
  await page.getByRole("button", { name: "Record this decision" }).click();
  assert.match(await heading(page), /Moved from Self-improvement to Watching brief/);
  await inspect(denis, "decision-overridden");
  await denis.context.close();
});

test("whoever may audit reads the proof with the receipt", async () => {
  const henry = await visitor(browser, server.url);
  await welcome(henry, server.invite("henry@homeoffice.example"), password);
  await henry.page.goto("/account");
  await henry.page.goto("/cases/west-midlands-general-1/decisions/d1");
  if (await henry.page.getByRole("link", { name: "Download the proof" }).count()) {
    const href = await henry.page.getByRole("link", { name: "Download the proof" }).getAttribute("href");
    assert.match(await (await henry.page.request.get(href)).text(), /tlog-proof/);
  }
  assert.equal(await henry.page.getByRole("link", { name: "Correct" }).count(), 0);
  await henry.context.close();
});

test("the words of a decision are corrected; the first stay", async () => {
  const { page } = sam;
  await page.goto("/cases/west-midlands-general-1/decisions/d2");
  await page.getByRole("link", { name: "Correct the words" }).click();
  await inspect(sam, "act-correct");
  await page.getByLabel("Reasons, as they should have read").fill("To be seen again in May");
  await page.getByRole("button", { name: "Record the correction" }).click();
  assert.match(await notice(page), /corrected/);
  await inspect(sam, "subject-decisions");
  await page.goto("/cases/west-midlands-general-1/decisions/d2");
  assert.match(await main(page), /were corrected later/);
  assert.match(await main(page), /To be seen again\n/);
  await page.getByRole("link", { name: "See the correction" }).click();
  assert.match(await main(page), /To be seen again in May/);
});

test("the rest of a case is recorded: notes, links, closed concerns, withdrawn facts, another case", async () => {
  const { page } = sam;
  const record = (act) => page.goto(`/cases/west-midlands-general-1/record/${act}`);
  await record("note");
  await page.getByLabel("Note", { exact: true }).fill("HMIC <i>wrote</i>");
  await page.getByRole("button", { name: "Add the note" }).click();
  assert.match(await main(page), /HMIC <i>wrote<\/i>/);
  await page.goto("/bodies/west-midlands-police-authority/open");
  await inspect(sam, "act-open");
  await page.getByRole("button", { name: "Open the case" }).click();
  assert.equal(await page.locator(".govuk-form-group--error").count(), 2);
  await page.getByLabel("General").check();
  await page.getByLabel("Reasons").fill("Both together");
  await page.getByRole("button", { name: "Open the case" }).click();
  assert.match(await notice(page), /a case is open/);
  await record("link");
  await page.getByLabel("Case", { exact: true }).selectOption({ label: "West Midlands Police Authority, General" });
  await page.getByLabel("Reasons").fill("They move together");
  await page.getByRole("button", { name: "Link the case" }).click();
  assert.match(await notice(page), /a case is linked/);
  assert.match(await main(page), /Moves together with\s+West Midlands Police Authority, General/);
  await page.getByText("Record something else").click();
  await page.getByRole("link", { name: "Take the link with another case away" }).click();
  await inspect(sam, "act-unlink");
  await page.getByRole("button", { name: "Take the link away" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Choose the case/);
  await page.getByLabel("Case", { exact: true }).selectOption({ label: "West Midlands Police Authority, General" });
  await page.getByLabel("Reasons").fill("They part");
  await page.getByRole("button", { name: "Take the link away" }).click();
  assert.match(await notice(page), /the link with another case is taken away/);
  assert.doesNotMatch(await main(page), /Moves together with/);
  await record("withdraw_fact");
  await page.locator("#fact").selectOption({ index: 1 });
  await page.getByLabel("Why it was recorded in error").fill("No such letter");
  await page.getByRole("button", { name: "Withdraw the fact" }).click();
  assert.match(await main(page), /Recorded in error/);
  await page.goto("/cases/west-midlands-general-1/decide");
  await page.getByRole("link", { name: /^Close it/ }).click();
  await page.getByLabel("Reasons").fill("It fell");
  await page.getByRole("button", { name: "Close the concern" }).click();
  assert.match(await main(page), /Concern closed/);
  assert.equal((await page.goto("/cases/west-midlands-general-1/record/everything")).status(), 404);
});

test("journey 10: coming down; criteria, the fact, the decision, and the watch that follows", async () => {
  const { page } = sam;
  const kent = "cases/kent-general-1";
  const hmcic = { person: "denis@hmic.example", capacity: "hmcic" };
  await call("CaseService/OpenCase", { body: "bodies/kent", subject: "SUBJECT_GENERAL", reasons: "Poor figures" });
  const act = (name, message) => by(call, name, message, kent);
  await act("RaiseConcern", { title: "Crime", domain: "local_policing", evidence: ["Figures"] });
  for (const fact of ["consistent_underperformance", "notified_chief_constable", "notified_authority_chair"]) {
    await act("RecordFact", { fact, evidence: ["Letter"] });
  }
  await act("RecordRecommendation", { to_stage: "peer_support", recommender: { person: "carol@hmic.example", capacity: "ppsg_chair" }, reasons: "Advised" });
  await act("RecordDecision", { outcome: "DECISION_OUTCOME_MOVE", to_stage: "peer_support", decider: hmcic, reasons: "It stands", evidence: ["c1"], next_review_on: "2190-04-01" });
  await page.goto("/bodies/kent");
  await page.getByText("Record something else").click();
  await page.getByRole("link", { name: "Start: Improvement plan" }).click();
  await page.getByLabel("Reasons").fill("Asked for");
  await page.getByRole("button", { name: "Start it" }).click();
  assert.match(await notice(page), /Improvement plan is started/);
  await page.getByRole("link", { name: "Open the plan" }).click();
  await inspect(sam, "plan");
  const { procedure } = await call("ProcedureService/GetProcedure", { name: "procedures/kent-improvement-plan-1" });
  let etag = procedure.etag;
  const enter = async (record, values, key = "") => {
    const answer = await call("ProcedureService/RecordEntry", {
      name: procedure.name, etag, record, key, values: Object.entries(values).map(([field, value]) => ({ field, value })), evidence: ["Minute"],
    });
    etag = answer.procedure.etag;
    return answer.entry.id;
  };
  const requirement = await enter("requirement", { text: "Fewer burglaries", source: "concern", owner: "The deputy" });
  await enter("milestone", { text: "A burglary team", due: "2190-01-01" }, requirement);
  for (const [i, verdict] of ["met", "met", "met", "met", "partly_met"].entries()) {
    const criterion = await enter("exit_criterion", { text: `Criterion ${i + 1}` });
    await enter("judgement", { verdict, reasons: verdict === "met" ? "It is so" : "Two of three periods" }, criterion);
  }

  await page.goto("/bodies/kent");
  await page.getByRole("link", { name: "Plan and exit" }).click();
  const text = await main(page);
  assert.match(text, /To return to Self-improvement/);
  assert.match(text, /Partly met Criterion 5\s+Two of three periods/);
  assert.equal(await page.locator(".ladder-needs > li").filter({ hasText: /^Met Criterion/ }).count(), 4);
  assert.match(text, /A burglary team, by 1 January 2190/);
  await inspect(sam, "subject-plan");
  await page.getByRole("link", { name: "May I? Return to Self-improvement" }).click();
  await gate(page, "The improvement has been sustained").getByRole("link", { name: "Do this" }).click();
  assert.equal(await page.getByLabel("What is established").inputValue(), "sustained_improvement");
  await page.getByLabel("Proof").fill("Three quarters of figures");
  await page.getByRole("button", { name: "Record the fact" }).click();
  await page.goto("/cases/kent-general-1/decide?to=self_improvement");
  await page.getByLabel("Who decided").fill(hmcic.person);
  await page.locator("#reasons").fill("The improvement has lasted");
  await page.getByLabel("The improvement has been sustained").check();
  await page.getByRole("button", { name: "Continue" }).click();
  assert.match(await main(page), /Moved from Peer support to Self-improvement[^]*What follows from it[^]*, due /);
  await inspect(sam, "decide-confirm-down");
  await page.getByRole("button", { name: "Record this decision" }).click();
  assert.match(await main(page), /Position in the journal/);
  await page.goto("/bodies/kent/decisions");
  assert.match(await main(page), /Its place on the ladder, and its path there/);
  await inspect(sam, "subject-decisions-path");
  await printed(sam, "subject-decisions-path");
  await page.goto("/bodies/kent");
  await page.getByRole("link", { name: "See it as a picture" }).click();
  await inspect(sam, "subject-picture");
  await printed(sam, "subject-picture");
  await page.goto("/bodies/kent/indicators");
  assert.match(await main(page), /a year before: [+-]/);
  await inspect(sam, "subject-indicators");
  for (const tab of ["commissions", "letters", "directions", "people"]) {
    await page.goto(`/bodies/kent/${tab}`);
    await inspect(sam, `subject-${tab}`);
  }
  assert.match(await page.locator("tbody").innerText(), /Denis Cole\s+denis@hmic\.example\s+HM Chief Inspector of Constabulary/);
});

test("people are called as they were at the moment, and by their identifier where nobody is registered", async () => {
  const { page } = sam;
  await call("CaseService/AddNote", { name: "cases/kent-general-1", text: "To be told of" });
  const then = new Date().toISOString();
  const ada = procedures(server, "admin@ladder.example", "");
  const { person } = await ada("AccessService/GetPerson", { name: "people/sam-hmic.example" });
  await ada("AccessService/ChangePerson", { name: person.name, etag: person.etag, change: { title: "Samira Okoro" }, reasons: "Married" });
  await page.goto("/bodies/kent");
  assert.match(await main(page), /Samira Okoro, Secretariat/);
  assert.doesNotMatch(await main(page), /Sam Okoro|sam@hmic/);
  await page.goto(`/bodies/kent?known_at=${then}`);
  assert.match(await main(page), /Sam Okoro, Secretariat/);
  await page.goto("/bodies/kent?known_at=2009-08-25");
  assert.doesNotMatch(await main(page), /sam@hmic/);
});

test("a case is moved to the newest version of the rules, which is a decision", async () => {
  const { page } = sam;
  await page.goto("/bodies/kent");
  assert.equal(await page.getByRole("link", { name: "Move the case to another version" }).count(), 0, "there is no newer version");
  const { rulesets } = await call("RulesetService/ListRulesets", {});
  const { ruleset } = await call("RulesetService/GetRuleset", { name: rulesets[0].name });
  const chief = ruleset.definition.roles.find(({ id }) => id === "hmcic");
  chief.may = [...(chief.may ?? []), "PERMISSION_MIGRATE"];
  const next = await makeRules(server, ruleset.definition);
  await page.goto("/bodies/kent");
  await page.getByText("Record something else").click();
  await page.getByRole("link", { name: "Move the case to another version" }).click();
  await inspect(sam, "act-migrate");
  await page.getByLabel("Version of the rules").selectOption(next.name);
  await page.getByLabel("Reasons").fill("To judge all by the same");
  await page.getByLabel("What the new version calls otherwise").fill("stage peer_support");
  await page.getByRole("button", { name: "Move the case" }).click();
  const told = await page.getByRole("alert").innerText();
  assert.match(told, /must be written as stage:old=new/);
  await page.getByLabel("What the new version calls otherwise").fill("");
  await page.getByRole("button", { name: "Move the case" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Enter what it rests on/);
  await page.getByLabel("What it rests on").fill("Minute");
  // Who may decide it is said by the new rules.
  await page.getByLabel("Decided in the capacity of").selectOption("HM Chief Inspector of Constabulary");
  await page.getByRole("button", { name: "Move the case" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Enter who decided it/);
  await page.getByLabel("Who decided it").fill("denis cole");
  await page.getByRole("button", { name: "Move the case" }).click();
  assert.match(await notice(page), /moved to another version of the rules/);
  assert.match(await main(page), /Case moved to another version of the rules/);
  const { case: state } = await call("CaseService/GetCase", { name: "cases/kent-general-1" });
  assert.equal(state.ruleset, next.name);
  assert.deepEqual(state.decisions.at(-1).decider, { person: "denis@hmic.example", capacity: "hmcic" });
});

test("what other rules call by other names stands on the tab of its like", async () => {
  const { page } = sam;
  const { rulesets } = await call("RulesetService/ListRulesets", {});
  const { definition } = (await call("RulesetService/GetRuleset", { name: rulesets[0].name })).ruleset;
  const like = (list, id, changes) => list.push({ ...list.find((one) => one.id === id), ...changes });
  like(definition.procedures, "public-letter", { id: "warning-notice", title: "Warning notice" });
  like(definition.letters, "public-interest-letter", { id: "warning-letter", procedure: "warning-notice" });
  like(definition.procedures, "commissioned-review", { id: "thematic-review", title: "Thematic review" });
  await makeRules(server, definition);
  await call("CaseService/OpenCase", { body: "bodies/essex", subject: "SUBJECT_GENERAL", reasons: "Poor figures" });
  const { procedure } = await call("ProcedureService/StartProcedure", { definition: "warning-notice", case_name: "cases/essex-general-1", reasons: "It is due" });
  await page.goto("/bodies/essex/letters");
  await page.getByRole("link", { name: "Warning notice" }).click();
  assert.equal(new URL(page.url()).pathname, procedure.name.replace("procedures", "/letters"));
  assert.match(await main(page), /The letter as it will be sent/);
  await page.goto("/bodies/essex/letters");
  await page.getByRole("link", { name: "Start a letter" }).click();
  assert.equal(await page.getByLabel("The case it belongs to").inputValue(), "cases/essex-general-1", "for this case");
  assert.deepEqual(await page.getByRole("radio").evaluateAll((all) => all.map(({ value }) => value)), ["public-letter", "warning-notice"]);
  await page.goto("/letters?search=essex");
  assert.match(await main(page), /Essex Police[^]*Warning notice/);
  await page.goto("/bodies/essex");
  await page.getByText("Record something else").click();
  await page.getByRole("link", { name: "Start: Thematic review" }).click();
  await inspect(sam, "act-start");
  await page.getByLabel("Reasons").fill("Asked for");
  await page.getByRole("button", { name: "Start it" }).click();
  assert.match(await notice(page), /Thematic review is started/);
  await page.getByRole("link", { name: "Thematic review" }).click();
  assert.equal(new URL(page.url()).pathname, "/procedures/essex-thematic-review-1");
  await inspect(sam, "procedure");
  await page.goto("/bodies/essex");
  assert.match(await page.locator(".ladder-brief").innerText(), /Planned exit\s+None set/);
  const terms = { scope: "Violence", lead: "Ann Lee", from: "2190-01-02", end: "2190-04-01" };
  const review = "procedures/essex-thematic-review-1";
  const { procedure: begun } = await call("ProcedureService/GetProcedure", { name: review });
  const values = Object.entries(terms).map(([field, value]) => ({ field, value }));
  await call("ProcedureService/RecordEntry", { name: review, etag: begun.etag, record: "terms", values });
  await page.goto("/bodies/essex");
  assert.match(await page.locator(".ladder-brief").innerText(), /Planned exit\s+1 April 2190/);
});

test("as it was known: nothing can be recorded there, and what came later is not told", async () => {
  const { page } = sam;
  await page.goto("/bodies/kent/indicators?known_at=2010-01-15");
  assert.match(await main(page), /Bicycle theft\s+period to 30 September 2009/, "as published then, though these rules came later");
  await page.goto("/bodies/west-midlands?known_at=2011-01-01");
  assert.doesNotMatch(await main(page), /Record a decision|Peer support/);
  await inspect(sam, "subject-past");
  await page.goto("/cases/west-midlands-general-1");
  assert.equal(new URL(page.url()).pathname, "/bodies/west-midlands");
});

test("whoever sees no case reads the same as where there is none", async () => {
  const clerk = await visitor(browser, server.url);
  await welcome(clerk, server.invite("clerk@nottinghamshire.example"), password);
  const read = async (body) => {
    await clerk.page.goto(`/bodies/${body}`);
    return (await main(clerk.page)).replace(/^[^]*?Timeline/, "");
  };
  assert.equal(await read("west-midlands"), await read("surrey"));
  assert.equal((await clerk.page.goto("/cases/west-midlands-general-1/decide")).status(), (await clerk.page.goto("/cases/no-such-case-1/decide")).status());
  await inspect(clerk, "subject-not-seen");
  await clerk.context.close();
});

test("a case in a compartment is chosen by whoever is let in; nothing hints at it to others", async () => {
  const { page } = sam;
  const surrey = async () => {
    await page.goto("/bodies/surrey");
    return await main(page);
  };
  await call("CaseService/OpenCase", { body: "bodies/surrey", subject: "SUBJECT_GENERAL", reasons: "Poor figures" });
  const before = await surrey();
  server.operate("let-in", "jane.smith@hmic.example", "counter_terrorism", "--reason", "Works on the cases");
  const jane = procedures(server, "jane.smith@hmic.example", "ppsg_secretariat");
  await jane("CaseService/OpenCase", { body: "bodies/surrey", subject: "SUBJECT_COUNTER_TERRORISM", reasons: "A secret matter" });
  assert.equal(await surrey(), before);
  assert.equal((await page.goto("/bodies/surrey?case=surrey-counter-terrorism-1")).status(), 404);
  assert.equal((await page.goto("/cases/surrey-counter-terrorism-1/decide")).status(), 404);
  const let_in = await visitor(browser, server.url);
  await welcome(let_in, server.invite("jane.smith@hmic.example"), password);
  await let_in.page.goto("/bodies/surrey");
  assert.doesNotMatch(await main(let_in.page), /A secret matter/);
  await let_in.page.getByRole("link", { name: "Counter-terrorism", exact: true }).click();
  assert.match(await main(let_in.page), /A secret matter/);
  assert.match(await let_in.page.getByRole("button", { name: "Record a decision" }).getAttribute("href"), /surrey-counter-terrorism-1/);
  await inspect(let_in, "subject-cases");
  await let_in.context.close();
});

test("all of it works without script", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await plain.context.addCookies(await sam.context.cookies());
  const { page } = plain;
  await page.goto("/bodies/gwent/triggers");
  await page.getByRole("button", { name: "May I? Record a decision" }).first().click();
  await page.getByLabel("Remain at Self-improvement").check();
  await page.getByRole("button", { name: "May I? Show what it needs" }).click();
  await page.getByLabel("Who decided").fill("denis@hmic.example");
  await page.locator("#reasons").fill("Watch it");
  await page.getByLabel("Other evidence").fill("Minute");
  await typeDay(page, "next_review_on", ["1", "5", "2190"]);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Record this decision" }).click();
  assert.match(await heading(page), /Remains at Self-improvement/);
  await plain.context.close();
});
