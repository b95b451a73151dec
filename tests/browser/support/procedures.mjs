// The API as a program asks it, with a token: for what a test needs before its pages are walked.
export function procedures(server, person, capacity) {
  const secret = server.operate("token", person).match(/ladder_\S+/)[0];
  return async (procedure, message) => {
    const answer = await fetch(`${server.url}/ladder.v1.${procedure}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${secret}`, "Ladder-Capacity": capacity },
      body: JSON.stringify({ ...(isRead(procedure) ? {} : { request_id: crypto.randomUUID() }), ...message }),
    });
    const said = await answer.json();
    if (!answer.ok) {
      throw new Error(`${procedure}: ${JSON.stringify(said)}`);
    }
    return said;
  };
}

const isRead = (procedure) => /\/(Get|List|Judge)/.test(procedure);

// A new version of the rules, as two people make it. Gives it as it was published.
export async function makeRules(server, definition) {
  const sam = procedures(server, "sam@hmic.example", "ppsg_secretariat");
  const rita = procedures(server, "rita@hmic.example", "rules_owner");
  const { proposal } = await sam("RulesetService/ProposeRuleset", { definition, reasons: "For the test" });
  return (await rita("RulesetService/ApproveRuleset", { name: proposal.name, reasons: "For the test" })).ruleset;
}
