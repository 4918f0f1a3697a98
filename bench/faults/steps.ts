// The steps of the pipeline: every call of a port, before and after. They are read off the relay's parts, so that a port
// or a method that is added is a step from then on.

import type { RelayParts } from "../../relay/parts.ts";

/** Calling these has no effect that a crash could cut in two. */
const NO_PORTS: readonly (keyof RelayParts)[] = ["settings", "log", "clock", "emit", "keepAlive"];

export type Side = "before" | "after";
export type OnStep = (step: string, side: Side) => void;

/** The parts with every call of their ports announced. */
export function announced(parts: RelayParts, onStep: OnStep): RelayParts {
  const entries = Object.entries(parts).map(([name, part]) => [name, wrapped(name, part, onStep)]);
  return Object.fromEntries(entries) as RelayParts;
}

/** The names of all steps, such as "store.advance". */
export function stepsOf(parts: RelayParts): string[] {
  const steps = portsOf(parts).flatMap(([name, port]) =>
    methodsOf(port).map((method) => `${name}.${method}`),
  );
  return [...new Set(steps)].sort();
}

function portsOf(parts: RelayParts): [string, object][] {
  return Object.entries(parts)
    .filter(([name]) => isPort(name))
    .flatMap(([name, part]) => [part].flat().map((port): [string, object] => [name, port as object]));
}

function isPort(name: string): boolean {
  return !NO_PORTS.includes(name as keyof RelayParts);
}

function methodsOf(port: object): string[] {
  const own = Object.getOwnPropertyNames(port);
  const prototype = Object.getPrototypeOf(port) as object;
  const inherited = prototype === Object.prototype ? [] : Object.getOwnPropertyNames(prototype);
  return [...own, ...inherited].filter(
    (name) => name !== "constructor" && typeof Reflect.get(port, name) === "function",
  );
}

function wrapped(name: string, part: unknown, onStep: OnStep): unknown {
  if (!isPort(name)) return part;
  if (Array.isArray(part)) return part.map((one) => wrapped(name, one, onStep));
  return typeof part === "object" && part !== null ? around(name, part, onStep) : part;
}

function around(name: string, port: object, onStep: OnStep): object {
  return new Proxy(port, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function" || typeof key !== "string") return member;
      return (...args: unknown[]) =>
        call(`${name}.${key}`, () => Reflect.apply(member, target, args), onStep);
    },
  });
}

function call(step: string, body: () => unknown, onStep: OnStep): unknown {
  onStep(step, "before");
  const result = body();
  if (!(result instanceof Promise)) {
    onStep(step, "after");
    return result;
  }
  return result.then((value) => {
    onStep(step, "after");
    return value;
  });
}
