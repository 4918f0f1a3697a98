import type { Attacks } from "./attacks.ts";

/** What takes time or memory without end, as an endpoint's code. */
export const resourceAttacks: Attacks = {
  Success: {
    "a sort whose comparator grows the array":
      "const a = [3, 1, 2]; a.sort((x, y) => { for (let i = 0; i < 1000; i++) a.push(i); return x - y; }); return a.length;",
    "a rope that is flattened":
      "let s = 'x'; for (let i = 0; i < 26; i++) s = s + s; return s.charCodeAt(s.length - 1);",
    "2n ** 1000000n": "return BigInt.asUintN(64, 2n ** 1000000n);",
  },
  Revert: {
    "a getter that asks itself": "const o = { get x() { return this.x; } }; return o.x;",
    "a Proxy that asks itself":
      "const h = {}; const p = new Proxy({}, h); Object.setPrototypeOf(h, p); return p.x;",
    "a sort whose comparator sorts":
      "const a = [3, 1, 2]; const s = () => { a.sort(s); return 0; }; s(); return 1;",
    "eval that evaluates itself": "const s = 'eval(s)'; return eval(s);",
    "a pattern that is nested too deep":
      "return new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test('') ? 1 : 0;",
    "a string that doubles": "let s = 'x'; for (;;) s += s;",
    "'x'.repeat(2 ** 30 - 1)": "return 'x'.repeat(2 ** 30 - 1).length;",
    "padEnd of what no memory holds": "return ''.padEnd(2 ** 30 - 1, 'ab').length;",
    "a typed array of four gigabytes": "return new Uint8Array(2 ** 32 - 1).length;",
    "typed arrays for ever": "const a = []; for (;;) a.push(new Uint8Array(1e6));",
    "a power that no memory holds": "return 2n ** (2n ** 40n);",
    "recursion without end": "const f = () => f() + 1; return f();",
    "recursion with many arguments": "const f = (...a) => f(...a, ...a); return f(1, 2, 3);",
    "apply with a million arguments": "return Math.max.apply(null, new Array(1e6).fill(1));",
    "a toString that asks itself": "const o = { toString() { return String(o); } }; return String(o).length;",
    "classes that extend each other 5,000 times":
      "let C = class {}; for (let i = 0; i < 5000; i++) C = class extends C {}; return new C() ? 1 : 0;",
  },
  OutOfFuel: {
    "a loop without end": "for (;;);",
    "a generator without end": "function* g() { for (;;) yield 1; } for (const x of g());",
    "a promise chain without end": "const again = () => Promise.resolve().then(again); return again();",
    "an async loop without end": "return (async () => { for (;;) await null; })();",
    "an async generator without end":
      "return (async () => { for await (const x of (async function* () { for (;;) yield 1; })()); })();",
    "a catch around every trap of the meter": "for (;;) try { for (;;); } catch {} finally { continue; }",
    "catastrophic backtracking": "return /^(a+)+$/.test('a'.repeat(64) + 'b') ? 1 : 0;",
    "backtracking over a back reference":
      "return /^(?:(a+)(?=b|a)\\1?)+$/.test('a'.repeat(64) + 'b') ? 1 : 0;",
    "a sort whose comparator never agrees":
      "const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.sort(() => Math.random() - 0.5);",
    "a sort of an array of 2^32 - 1 holes": "const a = []; a.length = 2 ** 32 - 1; a.sort(); return 1;",
    "join over 2^32 - 1 holes": "const a = []; a.length = 2 ** 32 - 1; return a.join().length;",
    "indexOf on an object that says it is long":
      "return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    "iteration that never is done":
      "return [...{ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }].length;",
    "eval of a loop": "return eval('for(;;);');",
    "Function made of a large text": "return new Function('return [' + '1,'.repeat(1e6) + ']')().length;",
    "a pattern with counts of counts":
      "return new RegExp('(?:(?:(?:a{1000}){1000}){1000}){1000}').test('a'.repeat(1e5)) ? 1 : 0;",
    "arrays within arrays within arrays": "let a = []; for (;;) a = [a, a, new Array(1000).fill(a)];",
    "squares of squares": "let n = 3n; for (;;) n *= n;",
    "a big integer in decimal digits": "return BigInt((7n ** 300000n).toString().length);",
    "JSON of a value that grows as it is read":
      "const o = { toJSON() { return { a: o }; } }; return JSON.stringify(o).length;",
    "JSON of a hundred million zeros": "return JSON.stringify(new Array(1e8).fill(0)).length;",
    "a Map for ever": "const m = new Map(); for (let i = 0; ; i++) m.set({ i }, i);",
    "symbols for ever": "for (let i = 0; ; i++) Symbol.for('s' + i);",
    "functions for ever": "for (let i = 0; ; i++) globalThis['f' + i] = eval('(function () {})');",
    "recursion inside catch": "const f = () => { try { f(); } catch { f(); } }; f(); return 1;",
  },
  Trap: { "JSON nested 100,000 deep": "return JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)).length;" },
};
