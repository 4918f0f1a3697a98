import { expect } from "chai";
import hre from "hardhat";
import type { Task } from "hardhat/types/tasks";
import althing from "../../tasks/index.ts";

/** Every task of the plugin that does something, as Hardhat knows it. */
const tasks = (althing.tasks ?? []).map(({ id }) => hre.tasks.getTask(id)).filter(({ isEmpty }) => !isEmpty);

describe("the plugin", () => {
  it("brings the tasks of every area", () => {
    expect([...hre.tasks.rootTasks.keys()]).to.include.members(["accounts", "demo", "deploy"]);
  });

  it("keeps its actions out of memory until they run: a fresh checkout has no types yet", () => {
    for (const definition of althing.tasks ?? []) {
      if ("action" in definition) expect(definition.action, definition.id.join(" ")).to.be.a("function");
    }
  });

  it("describes each task, option and argument, and gives each --json", () => {
    for (const task of tasks) {
      expect(task.description, nameOf(task)).not.to.equal("");
      for (const option of task.options.values()) expect(option.description, nameOf(task)).not.to.equal("");
      for (const argument of task.positionalArguments) {
        expect(argument.description, nameOf(task)).not.to.equal("");
      }
      expect(task.options.has("json"), nameOf(task)).to.equal(true);
    }
  });
});

function nameOf({ id }: Task): string {
  return id.join(" ");
}
