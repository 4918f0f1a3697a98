// What to do about a failed install, by what npm printed.
"use strict";

const REMEDIES = [
  [
    /EUSAGE|not in sync|can only install/,
    "package.json and package-lock.json disagree: undo local changes to them, or run `npm install`, then this command again.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    "The npm registry cannot be reached: check the connection and npm's `registry` and `proxy` settings, then run this command again.",
  ],
  [/ENOSPC/, "The disk is full: about 700 MB are needed here and in npm's cache."],
  [
    /EACCES|EPERM|EROFS/,
    "This folder or npm's cache cannot be written: check who owns them (`npm config get cache`).",
  ],
  [
    /SELF_SIGNED|CERT|UNABLE_TO_VERIFY/,
    "The registry's certificate is not trusted: set NODE_EXTRA_CA_CERTS or npm's `cafile`.",
  ],
  [
    /E404|ETARGET|EBADPLATFORM|installed no/,
    "The npm registry in use lacks a package for this machine: try the public one (`npm config get registry`), or install Node 24 yourself (https://nodejs.org).",
  ],
];

const OTHERWISE = "Run the same command again; if it fails again, remove node_modules and .setup first.";

const remedyFor = (output) => REMEDIES.find(([pattern]) => pattern.test(output))?.[1] ?? OTHERWISE;

module.exports = { remedyFor };
