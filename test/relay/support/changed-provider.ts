import type { RpcProvider } from "../../../relay/adapters/ethers/provider.ts";

type Changes = Partial<Pick<RpcProvider, "call" | "getLogs" | "send">>;

/** The real provider with some of its answers changed on their way, also for contracts that are connected to it. */
export function changedProvider<P extends RpcProvider>(provider: P, changes: Changes): P {
  const changed: P = new Proxy(provider, {
    get: (target, name) => {
      if (name === "provider") return changed;
      const member: unknown = Reflect.get(changes, name) ?? Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
  return changed;
}
