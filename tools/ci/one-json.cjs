// Fails unless standard input is one JSON document and nothing else.
"use strict";

const text = require("node:fs").readFileSync(0, "utf8");
JSON.parse(text);
console.log(`One JSON document of ${text.length} characters.`);
