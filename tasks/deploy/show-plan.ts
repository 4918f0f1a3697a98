import type { DeploymentPlan } from "../../deploy/plan.ts";
import { ether, figure, gwei, tokens } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";

/** What a person reads before anything is sent. */
export function showPlan(network: string, plan: DeploymentPlan): void {
  const { steps, grants, chainId } = plan;
  if (steps.length === 0) {
    console.log("Everything stands already: a deploy would send nothing.");
    return;
  }
  printTable(
    ["", `would be sent to ${network} (chain ${chainId})`, "address", "gas"],
    [
      ...steps.map(({ name, address = "", gas }, index) => [String(index + 1), name, address, figure(gas)]),
      ["", "total", "", figure(plan.gas)],
    ],
  );
  if (plan.tokens.length > 0)
    printTable(
      ["token", "would go to", "amount"],
      plan.tokens.map(({ contract, to, amount }) => [contract, to, tokens(amount)]),
    );
  if (grants.length > 0)
    printTable(
      ["contract", "role", "would be granted to"],
      grants.map(({ contract, role, holder }) => [contract, role, holder]),
    );
  console.log(
    `At ${gwei(plan.gasPrice)} gwei this costs ${ether(plan.cost)}; ${plan.deployer} has ${ether(plan.balance)}.`,
  );
  console.log("Nothing was sent. Leave --plan out to deploy.");
}
