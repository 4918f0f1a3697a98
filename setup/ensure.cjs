// Makes the folder ready to run: packages by the lockfile and, where the host's Node is too old for Hardhat,
// a Node 24 in node_modules/.bin. Does nothing, quickly and silently, where all is there.
"use strict";

const path = require("node:path");
const {
  NATIVE_PACKAGE,
  NODE_MAJOR,
  isThere,
  judge,
  loadsNative,
  wantedFolders,
  writeStamp,
} = require("./judge.cjs");
const mutex = require("./mutex.cjs");
const { KEPT, fetchNode, hostNode, isRecent, placeNode, rescueNode, versionOf } = require("./node24.cjs");
const { NpmFailure, npm, stop } = require("./npm.cjs");
const paths = require("./paths.cjs");
const { during, say } = require("./progress.cjs");
const { remedyFor } = require("./remedy.cjs");

/** @returns the Node to install and run with: the host's when recent, else our own, fetched where needed. */
async function obtainNode() {
  const host = hostNode();
  const hostVersion = host && versionOf(host);
  if (isRecent(hostVersion)) return host;
  if (!isRecent(versionOf(KEPT))) {
    const text = `Fetching Node ${NODE_MAJOR} for this folder alone (this machine has ${hostVersion?.slice(1)}; Hardhat needs a newer one)`;
    const started = Date.now();
    await during(
      text,
      () => `${Math.round((Date.now() - started) / 1000)} s`,
      () => fetchNode(host),
    );
  }
  return KEPT;
}

async function installPackages(node) {
  const folders = wantedFolders();
  const share = () => `${Math.floor((100 * folders.filter(isThere).length) / folders.length)} %`;
  const text = `Installing ${folders.length} packages with Node ${versionOf(node)?.slice(1)} (20 to 60 s)`;
  await during(text, share, () => npm(node, ["ci", "--include=dev", "--include=optional"]));
}

function checkNative(node) {
  if (loadsNative(node, NODE_MAJOR)) return;
  throw new NpmFailure(
    "ci",
    `E404: npm installed no ${NATIVE_PACKAGE} that runs on ${process.platform}-${process.arch}`,
  );
}

async function carryOut(needs) {
  say("Setting up Althing; this happens once.");
  if (needs.packages) rescueNode();
  const node = await obtainNode();
  if (needs.packages) await installPackages(node);
  if (node === KEPT) placeNode();
  checkNative(node);
  writeStamp();
  say("");
}

function explain(error) {
  const output = error instanceof NpmFailure ? error.output : String(error?.stack ?? error);
  say(`\nSet-up failed.\n${output}\n\n${remedyFor(output)}`);
  process.exitCode = 1;
}

/** The mutex stays behind on purpose: it holds until npm, too, is gone. */
function stopOnSignals() {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ]) {
    process.once(signal, () => {
      stop(signal);
      process.exit(code);
    });
  }
}

const anythingIn = (needs) => needs.packages || needs.node;

async function main() {
  try {
    if (!anythingIn(judge())) return;
    stopOnSignals();
    const onWait = (pid, lock) =>
      say(
        `Another set-up of this folder is at work (process ${pid}); waiting for it. (Should none be: delete ${path.relative(paths.root, lock)}.)`,
      );
    await mutex.withMutex(onWait, async () => {
      // Another set-up may have done it meanwhile.
      const needs = judge();
      if (anythingIn(needs)) await carryOut(needs);
    });
  } catch (error) {
    explain(error);
  }
}

module.exports = { main };
