// Judges what node_modules lacks. A stamp alone lies: a later `npm install` by an old Node removes Hardhat's
// native package and leaves every stamp, so the real things are tried as well.
"use strict";

const { spawnSync } = require("node:child_process");
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { belongsHere, libc } = require("./platform.cjs");
const paths = require("./paths.cjs");

const NODE_MAJOR = 24;
const NATIVE_PACKAGE = "@nomicfoundation/edr";

const major = (version) => Number(version.replace(/^v/, "").split(".")[0]);

const lockfileHash = () => crypto.createHash("sha256").update(fs.readFileSync(paths.lockfile)).digest("hex");

function readStamp() {
  try {
    return fs.readFileSync(paths.stamp, "utf8");
  } catch {
    return undefined;
  }
}

function writeStamp() {
  fs.writeFileSync(paths.stamp, lockfileHash());
}

const readPackages = (file) => Object.entries(JSON.parse(fs.readFileSync(file, "utf8")).packages);
const isThere = (folder) => fs.existsSync(path.join(paths.root, folder, "package.json"));

/** Folders of the lockfile's packages, less the project itself and what is for other machines. */
function wantedFolders() {
  const machineLibc = libc();
  return readPackages(paths.lockfile)
    .filter(([folder, entry]) => folder !== "" && belongsHere(entry, machineLibc))
    .map(([folder]) => folder);
}

/** Required ones only: an optional package may be missing from the registry. */
function everyPackageThere() {
  return readPackages(paths.lockfile).every(
    ([folder, entry]) => folder === "" || entry.optional || isThere(folder),
  );
}

/** npm moves a package to `.name-XXXXXXXX` while it replaces it, and cleans up at the end. */
function hasLeftovers() {
  const scopes = fs.readdirSync(paths.modules).filter((name) => name.startsWith("@"));
  return ["", ...scopes].some((scope) =>
    fs
      .readdirSync(path.join(paths.modules, scope))
      .some((name) => /^\..+-[\w-]{8}$/.test(name) && name !== ".althing-setup"),
  );
}

/** Whether an install by hand has put exactly the lockfile's packages here. */
function installedByHand() {
  try {
    const found = new Map(readPackages(paths.installed));
    const wanted = new Map(readPackages(paths.lockfile));
    return wantedFolders().every(
      (folder) => isThere(folder) && found.get(folder)?.version === wanted.get(folder).version,
    );
  } catch {
    return false;
  }
}

/** Runs a Node of at least 24 (or any, with `oldest` 0) and has it load Hardhat's native package. */
function loadsNative(node, oldest) {
  const program = `if (parseInt(process.versions.node) < ${oldest}) process.exit(3); require("${NATIVE_PACKAGE}")`;
  const { status } = spawnSync(node, ["-e", program], { cwd: paths.root, stdio: "ignore", env: plainEnv() });
  return status === 0;
}

/** Without options meant for the user's own program (loaders, inspectors). */
function plainEnv() {
  const { NODE_OPTIONS, ...env } = process.env;
  return env;
}

/**
 * What must be done: `packages` = install all, `node` = put a Node 24 beside them.
 * May write the stamp, when an install by hand turns out to be complete.
 */
function judge() {
  const hasNode = fs.existsSync(paths.binNode);
  const node = hasNode ? paths.binNode : process.execPath;
  const stamped = readStamp() === lockfileHash();
  const complete =
    fs.existsSync(paths.modules) &&
    (stamped || installedByHand()) &&
    everyPackageThere() &&
    !hasLeftovers() &&
    loadsNative(node, hasNode ? NODE_MAJOR : 0);
  if (complete && !stamped) writeStamp();
  return { packages: !complete, node: complete && !hasNode && major(process.version) < NODE_MAJOR };
}

module.exports = {
  NATIVE_PACKAGE,
  NODE_MAJOR,
  isThere,
  judge,
  loadsNative,
  major,
  plainEnv,
  wantedFolders,
  writeStamp,
};
