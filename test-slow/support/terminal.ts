import { spawn } from "node:child_process";
import { type Ended, HARDHAT, ROOT } from "./command.ts";

/** Runs a `hardhat` command in a terminal (util-linux's `script`), where somebody answers what ends in `question`. */
export function runInTerminal(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  question: string,
  answer: string,
): Promise<Ended> {
  const command = [process.execPath, HARDHAT, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let isAnswered = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (isAnswered || !stdout.includes(question)) return;
    isAnswered = true;
    child.stdin.write(`${answer}\n`);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => resolve({ status, signal, stdout, stderr: "" }));
  });
}
