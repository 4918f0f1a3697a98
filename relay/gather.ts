import { setImmediate } from "node:timers/promises";

/**
 * Does together what is asked for in one turn of the event loop. Each caller gets what came of its group, also where
 * that is an error.
 */
export function gathered<Item>(
  act: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let group: Item[] = [];
  let acting: Promise<void> | undefined;
  return (item) => {
    group.push(item);
    acting ??= setImmediate().then(() => {
      const items = group;
      group = [];
      acting = undefined;
      return act(items);
    });
    return acting;
  };
}
