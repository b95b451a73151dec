// Twelve rules of three to five thresholds over thirty indicators, for a thousand bodies, by a rule engine, one thread.
// Usage: node rule_engines.mjs zen-engine|json-rules-engine MILLISECONDS   Prints bodies a second.
const [which, milliseconds] = [process.argv[2], Number(process.argv[3])];
let seed = 20110331;
const random = (n) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 4294967296) * n);
};
const rules = Array.from({ length: 12 }, (_, rule) =>
  Array.from({ length: 3 + (rule % 3) }, (_, at) => ({ indicator: `i${(rule * 7 + at * 11) % 30}`, above: 100 + random(40) })),
);
const bodies = Array.from({ length: 1000 }, () =>
  Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`i${i}`, 60 + random(100)])),
);
const fired = (facts) => rules.filter((rule) => rule.every(({ indicator, above }) => facts[indicator] > above)).length;

async function zen() {
  const { ZenEngine, ZenDecisionContent } = await import("@gorules/zen-engine");
  const used = [...new Set(rules.flat().map(({ indicator }) => indicator))].sort();
  const node = (id, type, x, content) => ({ id, type, name: id, position: { x, y: 0 }, ...(content && { content }) });
  const table = {
    hitPolicy: "collect",
    inputs: used.map((id) => ({ id: `c-${id}`, name: id, type: "expression", field: id })),
    outputs: [{ id: "rule", name: "rule", type: "expression", field: "rule" }],
    rules: rules.map((rule, number) => ({
      _id: `r${number}`,
      ...Object.fromEntries(used.map((id) => [`c-${id}`, ""])),
      ...Object.fromEntries(rule.map(({ indicator, above }) => [`c-${indicator}`, `> ${above}`])),
      rule: String(number),
    })),
  };
  const decision = new ZenEngine().createDecision(
    new ZenDecisionContent({
      contentType: "application/vnd.gorules.decision",
      nodes: [node("in", "inputNode", 0), node("table", "decisionTableNode", 1, table), node("out", "outputNode", 2)],
      edges: [
        { id: "e1", type: "edge", sourceId: "in", targetId: "table" },
        { id: "e2", type: "edge", sourceId: "table", targetId: "out" },
      ],
    }),
  );
  return async (facts) => {
    const { result } = await decision.evaluate(facts);
    return Array.isArray(result) ? result.length : 0;
  };
}

async function jsonRules() {
  const { Engine } = await import("json-rules-engine");
  const engine = new Engine(
    rules.map((rule, number) => ({
      conditions: { all: rule.map(({ indicator, above }) => ({ fact: indicator, operator: "greaterThan", value: above })) },
      event: { type: `r${number}` },
    })),
  );
  return async (facts) => (await engine.run(facts)).events.length;
}

const evaluate = await (which === "zen-engine" ? zen() : jsonRules());
for (const facts of bodies) {
  if ((await evaluate(facts)) !== fired(facts)) {
    throw new Error(`${which} fires other rules than a loop does`);
  }
}
const at_once = which === "zen-engine" ? 16 : 1; // it evaluates on threads of its own
let done = 0;
const begun = performance.now();
while (performance.now() - begun < milliseconds) {
  await Promise.all(Array.from({ length: at_once }, (_, i) => evaluate(bodies[(done + i) % bodies.length])));
  done += at_once;
}
console.log(Math.round((done * 1000) / (performance.now() - begun)));
process.exit(0);
