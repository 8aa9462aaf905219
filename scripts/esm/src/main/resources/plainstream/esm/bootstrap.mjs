// Runs a Node.js handler: asks the Lambda Runtime API for one event after the other. Usage: bootstrap.mjs FILE FUNCTION
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");

function call(method, name, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: "/2018-06-01/runtime/" + name, headers }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => resolve({ headers: answer.headers, text: Buffer.concat(chunks).toString() }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

function post(name, value, error) {
  const headers = { "Content-Type": "application/json" };
  if (error) headers["Lambda-Runtime-Function-Error-Type"] = error;
  return call("POST", name, JSON.stringify(value ?? null), headers);
}

function failure(error) {
  console.error(error);
  return { errorMessage: String(error?.message), errorType: String(error?.name), stackTrace: String(error?.stack).split("\n") };
}

let handler;
try {
  const module = await import(pathToFileURL(path.resolve(process.argv[2])));
  handler = module[process.argv[3]] ?? module.default[process.argv[3]];
} catch (error) {
  await post("init/error", failure(error), "Runtime.InitError");
  process.exit(1);
}

for (;;) {
  const { headers, text } = await call("GET", "invocation/next");
  const id = headers["lambda-runtime-aws-request-id"];
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  const context = {
    awsRequestId: id,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    await post("invocation/" + id + "/response", await handler(JSON.parse(text), context));
  } catch (error) {
    await post("invocation/" + id + "/error", failure(error), error?.name ?? "Error");
  }
}
