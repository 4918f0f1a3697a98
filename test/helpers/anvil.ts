import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const BINARY = path.resolve(import.meta.dirname, "../../node_modules/.bin/anvil");

/** A running anvil. */
export interface Anvil {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts anvil on loopback, on a port that the system chooses. */
export async function startAnvil(args: readonly string[] = []): Promise<Anvil> {
  const anvil = spawn(BINARY, ["--host", "127.0.0.1", "--port", "0", ...args]);
  const exited = once(anvil, "exit");
  const address = await addressIn(anvil.stdout);
  return {
    url: `http://${address}`,
    stop: async () => {
      anvil.kill();
      await exited;
    },
  };
}

/** Waits for the line `Listening on 127.0.0.1:34567`. What comes after is read too, or the pipe would fill up. */
function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    output.on("data", (chunk) => {
      text += String(chunk);
      const found = /Listening on (\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
      if (text.length > 10_000) text = "";
    });
    output.on("end", () => reject(new Error(`anvil ended: ${text}`)));
  });
}
