import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { errorCatalogue } from "../../protocol/error-catalogue.ts";
import { relayTasks } from "../../tasks/relay/index.ts";
import { operatorPage } from "../../tools/error-page.ts";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

describe("docs/operators.md", () => {
  const page = read("docs/operators.md");

  it("has the errors as they are (npm run docs:errors)", () => {
    expect(page === operatorPage(page, errorCatalogue)).to.equal(true);
  });

  it("names errors, settings and commands that there are", () => {
    for (const [code] of page.matchAll(/\bALT_[A-Z_]+\b/g)) expect(errorCatalogue).to.have.property(code);
    const settings = read(".env.example");
    for (const [name] of page.matchAll(/\bALTHING_[A-Z_]+\b/g))
      expect(settings + read("tasks/relay/index.ts"), name).to.contain(name);
    const tasks = relayTasks.map(({ id }) => id.join(" "));
    const commands = page.matchAll(/(?:`|npx hardhat --network sepolia )(relay (?:dead )?[a-z]+)/g);
    for (const [, command = ""] of commands) expect(tasks).to.include(command);
  });

  it("says what to do about every alert, and about no other", () => {
    const { groups } = parse(read("ops/alerts.yml")) as { groups: { rules: { alert: string }[] }[] };
    const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    const named = [...new Set([...page.matchAll(/\bAlthing[A-Z]\w+/g)].map(([name]) => name))];
    expect(named).to.have.members(alerts);
  });

  it("names routes that the service has", () => {
    const files = ["routes", "dead-routes", "hold-routes"];
    const routes = files.map((file) => read(`relay/adapters/http/${file}.ts`)).join("");
    const shown = [...page.matchAll(/`(?:GET|POST) (\/[^`?]*)/g)].map(([, route = ""]) => route);
    expect(shown.length).to.be.greaterThan(7);
    for (const route of shown) expect(routes).to.contain(`"${route.replace(/\{(\w+)\}/g, ":$1")}"`);
  });
});
