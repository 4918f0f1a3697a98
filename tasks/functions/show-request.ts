import type { FunctionResult, RequestRecord, SettledRequest } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { Outcome } from "../../protocol/outcome.ts";
import type { Workspace } from "../shared/clients.ts";
import { ether, figure } from "../shared/format.ts";
import { printFields, toJson } from "../shared/output.ts";
import { gasOf, stateOf } from "./request-state.ts";

/** One request: how it stands, what it cost, and what was answered. */
export async function showRequest({ functions, output }: Workspace, requestId: string) {
  const request = await functions.requestOf(requestId);
  const answer = request.state === "settled" ? await functions.result(requestId) : undefined;
  const document = { ...request, answer };
  output.finish(document, () =>
    printFields({
      request: request.requestId,
      function: `${request.program.functionId}, version ${request.program.version}`,
      consumer: request.header.consumer,
      state: stateOf(request),
      escrow: ether(request.escrow),
      ...endOf(request),
      ...(answer === undefined || !hasAnswer(answer) ? {} : { answer: answerText(answer) }),
    }),
  );
  return document;
}

function endOf(request: RequestRecord): Record<string, string> {
  if (request.state === "expired") return { refunded: ether(request.refunded) };
  if (request.state !== "settled") return { deadline: moment(request.header.deadline) };
  return {
    charged: ether(request.charged),
    refunded: ether(request.refunded),
    fuel: figure(request.fuelUsed),
    "gas of the request": gasOf(request.requested),
    "gas of the fulfilment": gasOf(request.fulfilled),
    latency: `${request.latency} s`,
    callback: callbackInWords(request),
  };
}

function callbackInWords({ callback, callbackError }: SettledRequest): string {
  return callbackError === undefined ? callback : `${callback}: ${callbackError}`;
}

/** Only code that ran to its end, or reverted, says something. */
function hasAnswer({ outcome }: FunctionResult): boolean {
  return outcome === Outcome.Success || outcome === Outcome.Revert;
}

function answerText({ error, values }: FunctionResult): string {
  const shown = toJson(values);
  return error === undefined ? shown : `${error}(${shown.slice(1, -1)})`;
}
