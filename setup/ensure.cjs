// Makes the folder ready to run: packages by the lockfile and, where the host's Node is too old for Hardhat,
// a Node 24 in node_modules/.bin. Does nothing, quickly and silently, where all is there.
"use strict";

const fs = require("node:fs");
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
const { NpmFailure, npm, oldNpm, stop } = require("./npm.cjs");
const paths = require("./paths.cjs");
const { during, say } = require("./progress.cjs");
const { remedyFor } = require("./remedy.cjs");
const tools = require("./toolchain.cjs");

function showFetching(what, instead, work) {
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  return during(
    `Fetching ${what} for this folder alone (this machine's ${instead} is too old)`,
    elapsed,
    work,
  );
}

/** @returns the Node to install and run with: the host's when recent, else our own, fetched where needed. */
async function obtainNode() {
  const host = tools.hostNode() ?? process.execPath;
  const version = tools.versionOf(host);
  if (tools.isRecent(version)) return host;
  if (!tools.isRecent(tools.versionOf(tools.KEPT_NODE)))
    await showFetching(`Node ${NODE_MAJOR}`, version?.slice(1), () => tools.fetchNode(host));
  return tools.KEPT_NODE;
}

async function obtainNpm(node) {
  const old = oldNpm();
  if (old === undefined || fs.existsSync(tools.KEPT_NPM)) return;
  await showFetching(`npm ${tools.NPM_MAJOR}`, old, () => tools.fetchNpm(node));
}

async function installPackages(node) {
  const folders = wantedFolders();
  const share = () => `${Math.floor((100 * folders.filter(isThere).length) / folders.length)} %`;
  const text = `Installing ${folders.length} packages with Node ${tools.versionOf(node)?.slice(1)} (20 to 60 s)`;
  await during(text, share, () => npm(node, ["ci", "--include=dev", "--include=optional"]));
}

function checkNative(node) {
  if (loadsNative(node, NODE_MAJOR)) return;
  throw new NpmFailure(
    "ci",
    `npm installed no ${NATIVE_PACKAGE} that runs on ${process.platform}-${process.arch}.`,
  );
}

/** Infinity where the system does not say. */
function freeMegabytes() {
  try {
    const { bavail, bsize } = fs.statfsSync(paths.root);
    return Math.floor((bavail * bsize) / 1e6);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

async function carryOut(needs) {
  const free = freeMegabytes();
  try {
    await setUp(needs);
  } catch (error) {
    explain(error, free);
  }
}

async function setUp(needs) {
  say("Setting up Althing; this happens once.");
  if (needs.packages) tools.rescueNode();
  const node = await obtainNode();
  if (needs.packages) {
    await obtainNpm(node);
    await installPackages(node);
  }
  if (node === tools.KEPT_NODE) tools.placeNode();
  checkNative(node);
  writeStamp();
  say("");
}

function explain(error, free = Number.POSITIVE_INFINITY) {
  const output = error instanceof NpmFailure ? error.output : String(error?.stack ?? error);
  say(`\nSet-up failed.\n${output}\n\n${remedyFor(output, free)}`);
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
