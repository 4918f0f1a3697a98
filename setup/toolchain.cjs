// Finds or fetches a Node that can run Hardhat, and an npm that can install it. Nothing outside this folder is
// changed.
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { NODE_MAJOR, major } = require("./judge.cjs");
const { withMutex } = require("./mutex.cjs");
const { KEPT_NPM, npm } = require("./npm.cjs");
const paths = require("./paths.cjs");
const { nodePackage } = require("./platform.cjs");
const { during } = require("./progress.cjs");

const KEPT_NODE = path.join(paths.workshop, `node${paths.exe}`);
const FETCH = path.join(paths.workshop, "fetch");

const NPM_MAJOR = 11;

function isInside(file, folder) {
  const way = path.relative(folder, file);
  return !way.startsWith("..") && !path.isAbsolute(way);
}

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
  if (fs.existsSync(KEPT_NODE)) fs.rmSync(KEPT_NODE, { force: true });
  fs.mkdirSync(paths.workshop, { recursive: true });
  fs.renameSync(paths.binNode, KEPT_NODE);
}

/** Fetches a package and moves `part` of it, whole, to `target`. */
async function fetchPart(host, name, version, part, target) {
  fs.rmSync(FETCH, { recursive: true, force: true });
  fs.mkdirSync(FETCH, { recursive: true });
  const flags = [`--prefix=${FETCH}`, "--no-save", "--no-package-lock"];
  await npm(host, ["install", `${name}@${version}`, ...flags]);
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(path.join(FETCH, "node_modules", name, part), target);
  fs.rmSync(FETCH, { recursive: true, force: true });
}

const fetchNode = (host) =>
  fetchPart(host, nodePackage(), NODE_MAJOR, path.join("bin", `node${paths.exe}`), KEPT_NODE);

const fetchNpm = (host) => fetchPart(host, "npm", NPM_MAJOR, "", KEPT_NPM);

/**
 * Fetches the newest Node of another major version, once, for what must be the same on both.
 * @returns the binary, beside the kept one.
 */
async function fetchOtherNode(version) {
  const kept = path.join(paths.workshop, `node-${version}${paths.exe}`);
  const binary = path.join("bin", `node${paths.exe}`);
  const host = hostNode() ?? process.execPath;
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const fetchIt = () => fetchPart(host, nodePackage(), version, binary, kept);
  const unlessThere = async () => {
    if (!fs.existsSync(kept))
      await during(`Fetching Node ${version} for this folder alone`, elapsed, fetchIt);
  };
  if (!fs.existsSync(kept)) await withMutex(() => {}, unlessThere);
  return kept;
}

/** A hard link costs no disk; where the file system has none, a copy. */
function placeNode() {
  const draft = `${paths.binNode}.new`;
  fs.mkdirSync(path.dirname(draft), { recursive: true });
  fs.rmSync(draft, { force: true });
  try {
    fs.linkSync(KEPT_NODE, draft);
  } catch {
    fs.copyFileSync(KEPT_NODE, draft);
  }
  fs.renameSync(draft, paths.binNode);
}

module.exports = {
  KEPT_NODE,
  NPM_MAJOR,
  fetchNode,
  fetchNpm,
  fetchOtherNode,
  hostNode,
  isRecent,
  placeNode,
  rescueNode,
  versionOf,
};
