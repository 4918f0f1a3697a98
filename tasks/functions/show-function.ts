import type { AdmittedProgram, RequestRecord } from "../../clients/index.ts";
import type { Workspace } from "../shared/clients.ts";
import { ether, figure, short } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";
import { gasOf, stateOf } from "./request-state.ts";

/** A function's newest version, and its requests with what each cost. */
export async function showFunction({ functions, output }: Workspace, functionId: bigint) {
  const { owner, latest, endpoints } = await functions.show(functionId);
  const [programs, requests] = await Promise.all([
    functions.programs(functionId),
    functions.requests({ functionId }),
  ]);
  const document = { functionId, owner, latest, endpoints, programs, requests };
  output.finish(document, () => {
    printFields({
      function: `${functionId}, version ${latest.version} (${latest.kind})`,
      owner,
      endpoints: endpoints.join("; "),
      royalty: `${Number(latest.royaltyShare) / 100} %`,
      "code hash": latest.codeHash,
    });
    if (programs.length > 0) printPrograms(programs);
    if (requests.length > 0) printRequests(requests);
  });
  return document;
}

function printPrograms(programs: readonly AdmittedProgram[]): void {
  printTable(
    ["program", "version", "execution domain", "callable"],
    programs.map(({ id, version, executionDomain, callable }) => [
      id,
      String(version),
      short(executionDomain),
      callable ? "yes" : "no",
    ]),
  );
}

function printRequests(requests: readonly RequestRecord[]): void {
  printTable(
    ["request", "state", "fuel", "gas request", "gas fulfil", "escrow", "charged", "refunded", "latency"],
    requests.map((request) => [
      short(request.requestId),
      stateOf(request),
      ...(request.state === "settled"
        ? [figure(request.fuelUsed), gasOf(request.requested), gasOf(request.fulfilled)]
        : ["", gasOf(request.requested), ""]),
      ether(request.escrow),
      ...(request.state === "settled"
        ? [ether(request.charged), ether(request.refunded), `${request.latency} s`]
        : ["", request.state === "expired" ? ether(request.refunded) : "", ""]),
    ]),
  );
}
