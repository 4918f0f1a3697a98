// Runs npm by a chosen Node, quietly; what it complains of is kept for the case that it fails.
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { major, plainEnv } = require("./judge.cjs");
const mutex = require("./mutex.cjs");
const paths = require("./paths.cjs");

// Scripts of packages are not run: none of ours needs one, and npm is about to block them by default.
const QUIET = ["--no-audit", "--no-fund", "--no-progress", "--loglevel=error", "--ignore-scripts"];
const CLI = path.join("npm", "bin", "npm-cli.js");

// npm 9 leaves packages out that name a libc, Hardhat's native one among them. Debian 13 has Node 20 with npm 9.
const OLDEST_NPM = 10;
const KEPT_NPM = path.join(paths.workshop, "npm");

class NpmFailure extends Error {
  constructor(command, output) {
    super(`npm ${command} failed`);
    this.output = output.trim();
  }
}

/** Node's installers put npm beside or above the binary; a symbolic link on PATH leads to it elsewhere. */
function besideNpmOnPath(folder) {
  const link = path.join(folder, "npm");
  const beside = [
    path.join(folder, "node_modules", CLI),
    path.join(folder, "..", "lib", "node_modules", CLI),
  ];
  if (fs.existsSync(link)) beside.unshift(fs.realpathSync(link));
  return beside.find((file) => file.endsWith("npm-cli.js") && fs.existsSync(file));
}

/** The machine's npm: its own JavaScript, so that no shell and no `.cmd` file stands between. */
function hostCli() {
  const running = process.env.npm_execpath;
  if (running?.endsWith("npm-cli.js") && fs.existsSync(running)) return running;
  const folders = [path.dirname(process.execPath), ...(process.env.PATH ?? "").split(path.delimiter)];
  const cli = folders.filter(Boolean).map(besideNpmOnPath).find(Boolean);
  if (cli === undefined)
    throw new NpmFailure("", "npm was not found on PATH; it comes with Node (https://nodejs.org).");
  return cli;
}

const versionOf = (cli) =>
  JSON.parse(fs.readFileSync(path.join(path.dirname(cli), "..", "package.json"), "utf8")).version;

/** @returns the version of the machine's npm where that is too old to install with, else undefined. */
function oldNpm() {
  const version = versionOf(hostCli());
  return major(version) < OLDEST_NPM ? version : undefined;
}

function npmCli() {
  const kept = path.join(KEPT_NPM, "bin", "npm-cli.js");
  return oldNpm() !== undefined && fs.existsSync(kept) ? kept : hostCli();
}

let running;

/** @returns a promise that is rejected with NpmFailure when npm fails. */
function npm(node, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [npmCli(), ...args, ...QUIET], {
      cwd: paths.root,
      env: plainEnv(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    running = child;
    let output = "";
    const keep = (text) => {
      output += text;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.on("spawn", () => mutex.noteChild(child.pid));
    child.on("error", (error) => reject(new NpmFailure(args[0], String(error))));
    child.on("close", (code) => (code === 0 ? resolve() : reject(new NpmFailure(args[0], output))));
  });
}

/** Stops the npm at work, if any. */
function stop(signal) {
  running?.kill(signal);
}

module.exports = { KEPT_NPM, NpmFailure, npm, oldNpm, stop };
