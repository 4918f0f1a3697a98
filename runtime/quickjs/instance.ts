import type { GuestCall, GuestInstance } from "../sandbox/instance.ts";
import type { Snapshot } from "../sandbox/snapshot.ts";
import type { CallContext } from "../types.ts";
import { execute } from "./guest.ts";
import type { EngineModule } from "./vm.ts";

/** A function of kind "js" in one thread. Each call still takes an engine of its own, so there is nothing to reset. */
export function instantiateScript(engine: EngineModule, snapshot: Snapshot): GuestInstance {
  return {
    run: (call: GuestCall) => execute(engine, snapshot, { ...call, context: decodeContext(call.context) }),
    reset: () => true,
  };
}

function decodeContext(bytes: Uint8Array): CallContext {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
  const word = (place: number) => `0x${hex.slice(place * 64, (place + 1) * 64)}`;
  const address = (place: number) => `0x${word(place).slice(-40)}`;
  return {
    commitment: word(0),
    functionId: BigInt(word(1)),
    version: Number(word(2)),
    account: address(3),
    consumer: address(4),
    mode: Number(word(5)) === 0 ? "query" : "update",
    blockNumber: BigInt(word(6)),
    timestamp: BigInt(word(7)),
    prevrandao: word(8),
  };
}
