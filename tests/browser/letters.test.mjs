// A public letter from its start to the judgement of what came of it: by keyboard, and without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, printed, signIn, startBrowser, tabTo, visitor, welcome } from "./support/browser.mjs";
import { procedures } from "./support/procedures.mjs";
import { ask } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
let browser, server, api, jane, sam;
const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  api = procedures(server, "sam@hmic.example", "ppsg_secretariat");
  await api("CaseService/OpenCase", { body: "bodies/nottinghamshire", subject: "SUBJECT_GENERAL", reasons: "Performance is poor in all three domains." });
  [jane, sam] = await Promise.all([visitor(browser, server.url), visitor(browser, server.url)]);
  await welcome(jane, server.invite("jane.smith@hmic.example"), password);
  await welcome(sam, server.invite("sam@hmic.example"), password);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
const notice = (page) => page.locator(".govuk-notification-banner--success").innerText();
const main = (page) => page.locator("main").innerText();

// Whoever works without a mouse.
const by_keyboard = (page) => ({
  type: async (label, text) => {
    await tabTo(page, label, 200);
    await page.keyboard.type(text);
  },
  // The day is the next of the date fields that come.
  day: async ([day, month, year]) => {
    await tabTo(page, "Day", 200);
    for (const part of [day, month, year]) {
      await page.keyboard.type(part);
      await page.keyboard.press("Tab");
    }
  },
  tick: async (label) => {
    await tabTo(page, label, 200);
    await page.keyboard.press("Space");
  },
  choose: async (label, letters) => {
    await tabTo(page, label, 200);
    await page.keyboard.type(letters);
  },
  go: async (name) => {
    await tabTo(page, name, 200);
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  },
});

let letter;

test("there is no letter at first, and the page says what to do", async () => {
  await jane.page.goto("/letters");
  assert.match(await main(jane.page), /There is no letter yet/);
  await inspect(jane, "letters-none");
});

test("a letter is started in a case and drafted, with requirements, by keyboard alone", async () => {
  const { page } = jane;
  const keys = by_keyboard(page);
  await page.goto("/letters");
  await keys.go("Start a public letter");
  await inspect(jane, "letter-new");
  await keys.go("Start the letter");
  assert.match(await page.getByRole("alert").innerText(), /Choose the case|case_name/);
  await inspect(jane, "letter-new-refused");
  await keys.choose("The case it belongs to", "Nott");
  await keys.type("Why it is written", "PPSG decided it on 15 December.");
  await keys.go("Start the letter");
  assert.match(await heading(page), /Nottinghamshire Police/);
  letter = new URL(page.url()).pathname;
  assert.match(await main(page), /The letter can't be written yet/);
  await inspect(jane, "letter-started");
  await keys.go("Draft the letter");
  await keys.type("The issues", "Serious violence has not fallen for three quarters.");
  await keys.type("The action plan required", "A plan for homicide and serious violence.");
  await keys.day(["31", "3", "2027"]);
  await keys.go("Record it");
  assert.match(await notice(page), /The letter is drafted/);
  await keys.go("Add a requirement");
  await inspect(jane, "letter-require");
  await keys.type("What is required", "Appoint a lead for serious violence");
  await keys.tick("Chief constable");
  await keys.type("Within so many working days", "many");
  await keys.go("Add the requirement");
  assert.match(await page.getByRole("alert").innerText(), /no number of working days/);
  assert.equal(await page.getByLabel("What is required").inputValue(), "Appoint a lead for serious violence");
  await page.getByLabel("Within so many working days").fill("");
  await keys.type("Within so many working days", "20");
  await keys.go("Add the requirement");
  const day = await page.locator(".ladder-requirement dd").first().innerText();
  assert.match(day, /^\d+ [A-Z][a-z]+ 20\d\d, Chief constable/, "a day that is counted is shown as the day that it is");
  await page.goto(`${letter}/require`);
  await keys.type("What is required", "Publish <b>monthly</b> figures");
  await keys.tick("Chief constable");
  await page.keyboard.press("ArrowDown");
  await keys.day(["30", "4", "2027"]);
  await keys.go("Add the requirement");
  assert.match(await page.locator(".ladder-letter").innerText(), /2\. Publish <b>monthly<\/b> figures\n\s*By 30 April 2027/);
  await inspect(jane, "letter-drafted");
});

test("whoever drafted it can't clear it, and is told why; somebody else can", async () => {
  assert.match(await main(jane.page), /Somebody else must clear it/);
  await jane.page.goto(`${letter}/record/clearance`);
  await jane.page.getByRole("button", { name: "Record it" }).click();
  assert.match(await jane.page.getByRole("alert").innerText(), /another|other/i);
  await inspect(jane, "letter-clear-refused");
  const { page } = sam;
  const keys = by_keyboard(page);
  await page.goto(letter);
  await keys.go("Clear the draft");
  await keys.go("Record it");
  await keys.go("Pass it to HM Chief Inspector");
  await keys.type("Reasons", "The draft says what was decided.");
  await page.getByLabel(/Another person clears the draft/).check();
  await keys.go("Decide this step");
  assert.match(await heading(page), /Cleared/i);
});

test("it is signed, written, and sent to both: the version is fixed by its hash and its days run", async () => {
  const { page } = sam;
  const keys = by_keyboard(page);
  await keys.go("Record the signature");
  await keys.type("Who signed", "denis@hmic.example");
  await keys.go("Record it");
  await keys.go("Record that it is signed");
  await keys.type("Who decided", "denis@hmic.example");
  await keys.tick("HM Chief Inspector of Constabulary");
  await keys.type("Reasons", "It is signed.");
  await page.getByLabel(/HM Chief Inspector signs the letter/).check();
  await keys.go("Decide this step");
  assert.match(await heading(page), /Signed/i);
  await keys.go("Write the letter");
  await keys.go("Write the letter");
  assert.match(await page.getByRole("alert").innerText(), /reference/i);
  await inspect(sam, "letter-write-refused");
  await keys.type("Our reference", "HMIC/2010/7");
  await keys.type("Copies to (if there are any)", "The Home Secretary");
  await keys.go("Write the letter");
  assert.match(await notice(page), /its text and hash are fixed/);
  await keys.go("Send the letter");
  await inspect(sam, "letter-send");
  await keys.go("Record that it is sent");
  assert.equal(await page.locator(".govuk-form-group--error").count(), 2, "what is wrong is told at once");
  await keys.type("Sent to the chief constable", "J. Hodson");
  await keys.go("Record that it is sent");
  assert.match(await page.getByRole("alert").innerText(), /chair/);
  await keys.type("Sent to the chair of the police authority", "J. Clarke");
  await keys.go("Record that it is sent");
  assert.match(await heading(page), /Sent/i);
  const words = await main(page);
  assert.match(words, /The letter as it was sent/);
  assert.match(words, /Copy to: The Home Secretary/);
  assert.match(words, /SHA-256 [0-9a-f]{64}/);
  await inspect(sam, "letter-sent");
  await printed(sam, "letter-sent");
  await page.goto("/letters?state=sent");
  assert.match(await page.locator("tbody").innerText(), /0 of 2 answered/);
  await inspect(sam, "letters");
  await page.goto(letter);
});

test("a letter that is read is no export; one that is saved is", async () => {
  const audit = procedures(server, "henry@homeoffice.example", "home_office_audit");
  const recorded = async (kind) =>
    (await audit("AccessService/ListAccessRecords", { kind, person: "sam@hmic.example", page_size: 1000 })).records ?? [];
  const { page } = sam;
  await page.goto(letter);
  const document = new URL(await page.getByRole("link", { name: "This version" }).getAttribute("href"), server.url).pathname;
  const name = document.slice(1);
  const looked = async () => (await recorded("ACCESS_KIND_READ")).filter(({ records }) => records.includes(name)).length;
  const exported = (await recorded("ACCESS_KIND_EXPORTED")).length;
  const before = await looked();
  await page.goto(letter);
  await page.goto(document);
  assert.match(await main(page), /HM Inspectorate of Constabulary/);
  await page.request.get(`${document}/download/1`);
  // What is recorded of it comes a moment later.
  let saved = await recorded("ACCESS_KIND_EXPORTED");
  for (const end = Date.now() + 10_000; saved.length === exported && Date.now() < end; ) {
    saved = await recorded("ACCESS_KIND_EXPORTED");
  }
  assert.deepEqual(saved.slice(exported).map(({ records }) => records), [[name]], "only the file that was saved was taken away");
  assert.ok((await looked()) > before, "the letter is marked, so reading it is recorded");
  await page.goto(letter);
});

test("it is published in an act of its own, and stands in the register", async () => {
  const { page } = sam;
  const keys = by_keyboard(page);
  await keys.go("Publish the letter");
  assert.match(await main(page), /It is marked RESTRICTED/);
  await inspect(sam, "document-publish");
  await keys.go("Publish it");
  assert.match(await page.getByRole("alert").innerText(), /Say why the marking is lowered/);
  await keys.type("Why the marking is lowered", "The letter is public.");
  await keys.go("Publish it");
  assert.match(await notice(page), /the document is published/);
  await inspect(sam, "document");
  await page.getByRole("link", { name: "See it in the public register" }).click();
  assert.match(await main(page), /Publish <b>monthly<\/b> figures/);
  await printed(sam, "letter-in-register");
  const anybody = await ask(server.url, new URL(page.url()).pathname);
  assert.equal(anybody.status, 200);
  await page.goto(letter);
  assert.match(await heading(page), /Published/i);
});

test("each requirement has its answer, its evidence and its judgement; more time is given for a reason", async () => {
  const { page } = sam;
  const keys = by_keyboard(page);
  await keys.go("Record the answer: Appoint a lead for serious violence");
  assert.equal(await page.getByLabel("What the letter requires, with its day").locator("option:checked").innerText(), "Appoint a lead for serious violence");
  await keys.type("The answer", "An assistant chief constable leads.");
  await keys.go("Record it");
  await keys.go("Judge the answer: Appoint a lead for serious violence");
  await keys.tick("Met");
  await keys.type("Reasons", "The order of the day names her.");
  await keys.go("Record it");
  await page.goto(`${letter}/record/extension?key=${new URL(await page.locator("a", { hasText: "Give more time" }).first().getAttribute("href"), server.url).searchParams.get("key")}`);
  await keys.day(["31", "5", "2027"]);
  await keys.type("Reasons", "The system is delivered late.");
  await keys.type("Who allowed it", "denis@hmic.example");
  await keys.go("Record it");
  const words = await main(page);
  assert.match(words, /Extended from 30 April 2027, allowed by Denis Cole: The system is delivered late/);
  assert.match(words, /31 May 2027/);
  await inspect(sam, "letter-answered");
  await page.goto("/letters");
  assert.match(await page.locator("tbody").innerText(), /1 of 2 answered/);
  const csv = await page.request.get("/letters?format=csv");
  assert.match(await csv.text(), /^Letter,State,Since,Replies,Next reply due\r\nNottinghamshire Police,Published,/);
});

test("whoever writes on what was changed meanwhile is told by whom, and keeps what they typed", async () => {
  await sam.page.goto(`${letter}/record/evidence`);
  const started = await api("ProcedureService/GetProcedure", { name: letter.replace("/letters/", "procedures/") });
  await api("CaseService/AddNote", { name: started.procedure.name, text: "Seen" });
  await sam.page.getByLabel("What shows it").fill("The order of the day");
  await sam.page.getByLabel("What the letter requires, with its day").selectOption({ index: 1 });
  await sam.page.getByRole("button", { name: "Record it" }).click();
  assert.match(await sam.page.getByRole("alert").innerText(), /Sam Okoro changed this record/);
  assert.equal(await sam.page.getByLabel("What shows it").inputValue(), "The order of the day");
});

test("a document's marking is changed with a reason; a publication is taken back and leaves the register", async () => {
  const { page } = sam;
  await page.goto(letter);
  await page.getByRole("link", { name: "This version" }).click();
  const document = new URL(page.url()).pathname;
  const file = await page.request.get(`${document}/download/1`);
  assert.match(file.headers()["content-disposition"], /attachment; filename\*=UTF-8''public-interest-letter\.txt/);
  await page.goto(`${document}/mark`);
  await inspect(sam, "document-mark");
  await page.getByRole("radio", { name: "PROTECT", exact: true }).check();
  await page.getByRole("button", { name: "Change the marking" }).click();
  assert.match(await page.getByRole("alert").innerText(), /reasons/i);
  await page.getByLabel("Reasons").fill("A name is in it");
  await page.getByRole("button", { name: "Change the marking" }).click();
  assert.match(await main(page), /Not in the register/i);
  assert.doesNotMatch((await ask(server.url, "/register")).body.toString(), /Nottinghamshire/);
  await page.getByRole("link", { name: "Take it back" }).click();
  await page.getByLabel("Reasons").fill("A name is in it");
  await page.getByRole("button", { name: "Take it back" }).click();
  assert.match(await main(page), /Taken back/i);
  await inspect(sam, "document-taken-back");
});

test("the letter as known before it was drafted can be read and not changed", async () => {
  await sam.page.goto("/letters?known_at=2009-01-01");
  assert.match(await main(sam.page), /There is no letter yet/);
  assert.equal(await sam.page.getByRole("button", { name: "Start a public letter" }).count(), 0);
  for (const [form, list] of [["/letters/new", "/letters"], ["/directions/new", "/directions"], ["/data/load", "/data"], ["/rules/publish", "/rules"], ["/requests/new", "/requests"]]) {
    await sam.page.goto(`${form}?known_at=2009-01-01`);
    assert.equal(new URL(sam.page.url()).pathname, list, "there is no form in the past");
    assert.match(await sam.page.locator("body").innerText(), /You see what was known/);
  }
});

test("letters and documents work without script", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, "sam@hmic.example", password);
  await plain.page.goto(letter);
  assert.match(await main(plain.page), /The letter as it was sent/);
  await plain.page.getByRole("link", { name: /^Record what shows it ?: Publish/ }).click();
  await plain.page.getByLabel("What shows it").fill("The page of figures");
  await plain.page.getByRole("button", { name: "Record it" }).click();
  assert.match(await main(plain.page), /The page of figures/);
  for (const path of ["/letters/none", "/documents/none", "/directions/none", "/letters/none/send"]) {
    assert.equal((await plain.page.goto(path)).status(), 404, path);
  }
  await plain.context.close();
});
