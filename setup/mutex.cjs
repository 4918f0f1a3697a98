// One set-up at a time in this folder. The lock is a folder with one file for each process that works here,
// named by its id: a killed set-up leaves an npm behind that still writes, so the lock counts as held until
// all of them are gone.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const paths = require("./paths.cjs");

const LOCK = path.join(paths.workshop, "lock");
const POLL_MS = 200;
const SETTLE_MS = 100;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function holders() {
  try {
    return fs.readdirSync(LOCK).map(Number);
  } catch {
    return [];
  }
}

const remove = (folder) => fs.rmSync(folder, { recursive: true, force: true });
const isMine = () => holders().includes(process.pid);

/** The name appears with its content in one step, as a folder cannot be renamed onto a filled one. */
function tryToTake() {
  const mine = `${LOCK}.${process.pid}`;
  fs.mkdirSync(mine, { recursive: true });
  fs.writeFileSync(path.join(mine, String(process.pid)), "");
  try {
    fs.renameSync(mine, LOCK);
    return true;
  } catch {
    remove(mine);
    return false;
  }
}

/** Two waiters may both clear the same dead lock; whoever still has it a moment later is the holder. */
async function take(onWait) {
  let told = false;
  for (;;) {
    if (tryToTake()) {
      await sleep(SETTLE_MS);
      if (isMine()) return;
    }
    const alive = holders().find(isAlive);
    if (alive === undefined) remove(LOCK);
    else {
      if (!told) onWait(alive, LOCK);
      told = true;
      await sleep(POLL_MS);
    }
  }
}

function release() {
  if (isMine()) remove(LOCK);
}

/** Names a process that works for the holder. */
function noteChild(pid) {
  if (isMine()) fs.writeFileSync(path.join(LOCK, String(pid)), "");
}

async function withMutex(onWait, work) {
  await take(onWait);
  try {
    return await work();
  } finally {
    release();
  }
}

module.exports = { noteChild, withMutex };
