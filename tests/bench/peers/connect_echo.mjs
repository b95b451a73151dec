// A unary procedure by connect-node that answers with as many bytes as asked. Usage: node connect_echo.mjs PORT BYTES
import { createServer } from "node:http";

import { create, createFileRegistry } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { connectNodeAdapter } from "@connectrpc/connect-node";

const [port, bytes] = [Number(process.argv[2]), Number(process.argv[3])];
const message = (name) => ({ name, field: [{ name: "text", number: 1, type: 9, label: 1, jsonName: "text" }] });
const file = create(FileDescriptorProtoSchema, {
  name: "bench.proto",
  package: "bench",
  syntax: "proto3",
  messageType: [message("Request"), message("Reply")],
  service: [{ name: "Echo", method: [{ name: "Say", inputType: ".bench.Request", outputType: ".bench.Reply" }] }],
});
const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] }));
const Reply = registry.getMessage("bench.Reply");
const text = "x".repeat(bytes);
const routes = (router) => router.service(registry.getService("bench.Echo"), { say: () => create(Reply, { text }) });
createServer(connectNodeAdapter({ routes })).listen(port, "127.0.0.1", () => console.log(port));
