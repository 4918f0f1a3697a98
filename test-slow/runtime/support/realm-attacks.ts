import type { Attacks } from "./attacks.ts";

/** What an endpoint can do to the realm that it shares with the SDK's codec, and with what it throws, returns and logs. */
export const realmAttacks: Attacks = {
  Success: {
    "Array.prototype[Symbol.iterator] replaced":
      "Array.prototype[Symbol.iterator] = function* () { yield 7; }; return 1;",
    "JSON replaced": "JSON.parse = JSON.stringify = () => { throw 1; }; return 1;",
    "BigInt.prototype.toString replaced": "BigInt.prototype.toString = () => '0xzz'; return 1n;",
    "setters on Array.prototype":
      "for (let i = 0; i < 9; i++) Object.defineProperty(Array.prototype, i, { set() { throw 1; } }); return 1;",
    "BigInt.asUintN that lies": "BigInt.asUintN = () => 5n; return 1;",
    "a thenable that answers twice": "return Promise.resolve({ then(a, b) { a(1); b(2); a(3); throw 4; } });",
    "console.log of what it is not made for":
      "const c = {}; c.c = c; for (const v of [Symbol('x'), null, undefined, -0, NaN, 10n ** 99n, () => {}, new Date(NaN)]) try { console.log(v); } catch {} try { console.log(c); } catch {} return 1;",
    "console.log of a Proxy that answers with itself":
      "const p = new Proxy({}, { get: () => p, ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) }); try { console.log(p); } catch {} return 1;",
    "console.log of zero bytes and of half characters": "console.log('a\\0b', '\\udfff'); return 1;",
    "WeakRefs and finalizers":
      "const r = globalThis.FinalizationRegistry && new FinalizationRegistry(() => { for (;;); }); for (let i = 0; i < 1000; i++) r?.register({}, 1); return 1;",
    "DataView's setters replaced":
      "for (const k of ['setUint32', 'setBigUint64', 'getUint32']) DataView.prototype[k] = () => {}; return 1;",
    "a length written over all memory":
      "const set = DataView.prototype.setUint32; DataView.prototype.setUint32 = function (at) { set.call(this, at, 0xffffffff, true); }; return 1;",
    "a length of one byte too many":
      "const set = DataView.prototype.setUint32; DataView.prototype.setUint32 = function (at) { set.call(this, at, this.byteLength - 3, true); }; return 1;",
    "a tag that means nothing":
      "const set = Uint8Array.prototype.set; Uint8Array.prototype.set = function (bytes, at) { set.call(this, bytes.length === 1 ? [9] : bytes, at); }; return 1;",
    "a result's buffer that is detached":
      "const set = Uint8Array.prototype.set; Uint8Array.prototype.set = function (bytes, at) { set.call(this, bytes, at); if (bytes.length === 1) this.buffer.transfer?.(); }; return 1;",
    "Uint8Array.prototype.buffer that is text":
      "Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'buffer', { get: () => 'text' }); return 1;",
    "Uint8Array.prototype.buffer of no bytes":
      "Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'buffer', { get: () => new ArrayBuffer(0) }); return 1;",
    "Uint8Array.prototype.buffer that is a Proxy":
      "Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'buffer', { get: () => new Proxy(new ArrayBuffer(8), {}) }); return 1;",
  },
  Revert: {
    "setters on Object.prototype":
      "for (const k of ['0', 'length', 'value', 'tag', 'revert', 'then', 'buffer', 'name']) Object.defineProperty(Object.prototype, k, { get() { return 3; }, set() { throw 2; } }); return 1;",
    "Promise.prototype.then replaced":
      "Promise.prototype.then = () => { throw 3; }; return Promise.resolve(1);",
    "a promise that never settles": "return new Promise(() => {});",
    "a class that says it is a Promise":
      "Object.defineProperty(Promise, Symbol.hasInstance, { value: () => true }); return 1;",
    "Error.prepareStackTrace that throws":
      "Error.prepareStackTrace = () => { throw 1; }; Error.stackTraceLimit = 1e9; null.x;",
    "Error.prepareStackTrace that loops": "Error.prepareStackTrace = () => { for (;;); }; null.x;",
    "a thrown error whose message is a lone surrogate": "throw new Error('\\ud800');",
    "a thrown Symbol": "throw Symbol('x');",
    "a thrown null": "throw null;",
    "a revert that names what Object.prototype has": "throw { revert: { name: 'toString', values: [] } };",
    "a revert whose values are a Proxy":
      "throw { revert: { name: 'Error', values: new Proxy([], { get() { throw 1; } }) } };",
    "a result that is a Proxy": "return new Proxy({}, {});",
    "a result that is a Symbol": "return Symbol.iterator;",
    "a result too large for its type": "return 2n ** 256n;",
    "a result of no kind": "return undefined;",
    "import()": "return import('fs').then(() => 1);",
    "all prototypes emptied":
      "for (const c of [Object, Array, Function, String, Number, BigInt, Promise, Uint8Array, DataView, ArrayBuffer, Map, RegExp, Error]) for (const k of Reflect.ownKeys(c.prototype)) try { delete c.prototype[k]; } catch {} return 1;",
  },
  OutOfFuel: {
    "Math.random asked for ever": "for (;;) Math.random();",
    "a thrown object whose getters loop":
      "throw { get message() { for (;;); }, get name() { for (;;); }, get revert() { for (;;); } };",
    "a thrown error whose message is 10 MB": "throw new Error('x'.repeat(1e7));",
    "a result whose valueOf loops": "return { valueOf() { for (;;); }, toString() { for (;;); } };",
    "console.log of an object that never ends":
      "const o = { get o() { return { ...Object.getOwnPropertyDescriptors({}), __proto__: null, o: this.p }; }, get p() { for (;;); } }; console.log(o); return 1;",
    "console.log of 50 MB": "console.log('é'.repeat(2.5e7)); return 1;",
    "console.log for ever": "for (;;) console.log('again');",
    "the log's own function taken and called with rubbish":
      "Array.prototype.join = function () { return { toString() { for (;;); } }; }; console.log(1); return 1;",
  },
  Trap: {
    "BigInt that is no function": "BigInt = undefined; return 1;",
    "RegExp.prototype.test that agrees":
      "RegExp.prototype.exec = RegExp.prototype.test = () => true; return 'no number';",
    "String replaced": "String = () => { throw 1; }; throw new Error('x');",
    "a thrown error whose message throws":
      "throw Object.defineProperty(new Error('x'), 'message', { get() { throw this; } });",
    "a thrown Proxy that traps everything":
      "throw new Proxy(function () {}, new Proxy({}, { get() { throw 1; } }));",
    "the global object emptied":
      "for (const k of Object.getOwnPropertyNames(globalThis)) try { delete globalThis[k]; } catch {} return 1;",
  },
};
