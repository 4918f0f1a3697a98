// Finds or fetches a Node that can run Hardhat. Nothing outside this folder is changed.
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { NODE_MAJOR, major } = require("./judge.cjs");
const { npm } = require("./npm.cjs");
const paths = require("./paths.cjs");
const { nodePackage } = require("./platform.cjs");

const KEPT = path.join(paths.workshop, `node${paths.exe}`);
const FETCH = path.join(paths.workshop, "fetch");

const isInside = (file, folder) => !path.relative(folder, file).startsWith("..");

function versionOf(node) {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

const isRecent = (version) => version !== undefined && major(version) >= NODE_MAJOR;

/**
 * The machine's own Node. `process.execPath` is ours from the second time on, since npm puts
 * node_modules/.bin first on PATH.
 */
function hostNode() {
  const onPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, `node${paths.exe}`));
  const candidates = [process.execPath, process.env.npm_node_execpath, ...onPath];
  return candidates.find((file) => file && !isInside(file, paths.root) && fs.existsSync(file));
}

/** Keeps our Node out of npm's way: npm empties node_modules, and Windows cannot delete a running program. */
function rescueNode() {
  if (!fs.existsSync(paths.binNode)) return;
  if (fs.existsSync(KEPT)) fs.rmSync(KEPT, { force: true });
  fs.mkdirSync(paths.workshop, { recursive: true });
  fs.renameSync(paths.binNode, KEPT);
}

async function fetchNode(host) {
  const name = nodePackage();
  fs.rmSync(FETCH, { recursive: true, force: true });
  fs.mkdirSync(FETCH, { recursive: true });
  await npm(host, [
    "install",
    `${name}@${NODE_MAJOR}`,
    `--prefix=${FETCH}`,
    "--no-save",
    "--no-package-lock",
  ]);
  fs.renameSync(path.join(FETCH, "node_modules", name, "bin", `node${paths.exe}`), KEPT);
  fs.rmSync(FETCH, { recursive: true, force: true });
}

/** A hard link costs no disk; where the file system has none, a copy. */
function placeNode() {
  const draft = `${paths.binNode}.new`;
  fs.mkdirSync(path.dirname(draft), { recursive: true });
  fs.rmSync(draft, { force: true });
  try {
    fs.linkSync(KEPT, draft);
  } catch {
    fs.copyFileSync(KEPT, draft);
  }
  fs.renameSync(draft, paths.binNode);
}

module.exports = { KEPT, fetchNode, hostNode, isRecent, placeNode, rescueNode, versionOf };
