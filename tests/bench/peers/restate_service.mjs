// A decision as a Restate virtual object: reads its state, checks the stage, sets state and an event of its history.
// Usage: node restate_service.mjs PORT
// The SDK needs Promise.withResolvers, which Node 22 has: on older ones the standard definition is supplied first.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((a, b) => {
    resolve = a;
    reject = b;
  });
  return { promise, resolve, reject };
};
const restate = await import("@restatedev/restate-sdk");
const payload = "0123456789abcdef".repeat(4);

restate.serve({
  port: Number(process.argv[2]),
  services: [
    restate.object({
      name: "Case",
      options: { enableLazyState: true }, // or a long history would be sent along
      handlers: {
        decide: async (ctx) => {
          const { stage, version } = (await ctx.get("state")) ?? { stage: 0, version: 0 };
          if (!(stage >= 0 && stage < 5)) {
            throw new restate.TerminalError("guard", { errorCode: 409 });
          }
          const next = { stage: (stage + 1) % 5, version: version + 1 };
          ctx.set(`event-${next.version}`, { from: stage, to: next.stage, actor: "actor-7", payload });
          ctx.set("state", next);
          return next;
        },
      },
    }),
  ],
});
