// First step of every npm script: sees to it that packages and a Node 24 stand in node_modules/.
// Old syntax on purpose: a Node too old for Althing must still be able to read this file and say so.
"use strict";

var OLDEST_HOST = 20;

if (Number(process.versions.node.split(".")[0]) < OLDEST_HOST) {
  console.error(
    "Althing needs Node " +
      OLDEST_HOST +
      " or newer, and this is Node " +
      process.versions.node +
      ". Install a newer one (https://nodejs.org), then run the same command again.",
  );
  process.exit(1);
}

require("./ensure.cjs").main();
