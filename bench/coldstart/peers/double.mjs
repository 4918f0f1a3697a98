// What a peer runs: the argument on the command line, the answer on standard output.
const [argument] = globalThis.Deno ? globalThis.Deno.args : process.argv.slice(2);
console.log(String(2n * BigInt(argument)));
