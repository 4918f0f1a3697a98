// Where set-up finds and keeps its things; everything stays inside this folder.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const root = fs.realpathSync(path.dirname(__dirname));
const exe = process.platform === "win32" ? ".exe" : "";
const modules = path.join(root, "node_modules");
const workshop = path.join(root, ".setup");

module.exports = {
  root,
  exe,
  modules,
  lockfile: path.join(root, "package-lock.json"),
  /** npm's own record of what it put into node_modules, written when an install is complete. */
  installed: path.join(modules, ".package-lock.json"),
  /** The hash of the lockfile that node_modules was last seen to agree with. */
  stamp: path.join(modules, ".althing-setup"),
  /** First on the PATH of npm scripts and npx, so that they run on it whatever the host's Node is. */
  binNode: path.join(modules, ".bin", `node${exe}`),
  /** Holds the fetched Node and the mutex; survives npm's emptying of node_modules. */
  workshop,
};
