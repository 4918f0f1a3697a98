import { readFileSync } from "node:fs";
import path from "node:path";
import { parser } from "@prometheus-io/lezer-promql";
import { expect } from "chai";
import { parse } from "yaml";
import { errorCatalogue } from "../../protocol/error-catalogue.ts";
import { relayMeters } from "../../relay/adapters/metrics/meters.ts";

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

const file = path.resolve(import.meta.dirname, "../../ops/alerts.yml");
const { groups } = parse(readFileSync(file, "utf8")) as { groups: { name: string; rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

/** What Prometheus itself says of every target. */
const OWN = ["up"];

/** The parts of an expression by the names that the grammar gives them; its faults are called ⚠. */
function partsOf(expression: string, name: string): string[] {
  const parts: string[] = [];
  parser.parse(expression).iterate({
    enter: (node) => {
      if (node.name === name) parts.push(expression.slice(node.from, node.to));
    },
  });
  return parts;
}

function metricsOf(expression: string): string[] {
  return partsOf(expression, "VectorSelector").map((selector) => /^[\w:]+/.exec(selector)?.[0] ?? "");
}

describe("the alerts for Prometheus", () => {
  let served: Map<string, string>;
  let labels: Map<string, readonly string[]>;

  before(async () => {
    const { register } = relayMeters();
    const text = await register.metrics();
    served = new Map(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type = ""]) => [name, type]),
    );
    const meters = register.getMetricsAsArray() as unknown as { name: string; labelNames?: string[] }[];
    labels = new Map(meters.map(({ name, labelNames = [] }) => [name, labelNames]));
  });

  it("are more than a few, each of its own name, with a severity and a sentence", () => {
    expect(rules.length).to.be.greaterThan(10);
    expect(new Set(rules.map(({ alert }) => alert)).size).to.equal(rules.length);
    for (const {
      alert,
      labels: { severity },
      annotations,
    } of rules) {
      expect(severity, alert).to.be.oneOf(["critical", "warning", "info"]);
      expect(annotations.summary, alert).to.match(/\S/);
    }
  });

  it("are told from expressions that do not parse", () => {
    expect(partsOf("sum by (a (b)", "⚠").length).to.be.greaterThan(0);
    expect(metricsOf("rate(a_total[5m]) > b")).to.deep.equal(["a_total", "b"]);
  });

  for (const { alert, expr } of rules) {
    it(`${alert} is an expression over metrics that there are, and their labels`, () => {
      expect(partsOf(expr, "⚠"), expr).to.deep.equal([]);
      const metrics = metricsOf(expr);
      expect(metrics.length).to.be.greaterThan(0);
      for (const name of metrics.filter((metric) => !OWN.includes(metric))) {
        const base = served.has(name) ? name : name.replace(/_(bucket|sum|count)$/, "");
        expect(served.get(base), `${name} of ${alert}`).to.equal(typeFor(name, served));
      }
      for (const code of expr.match(/ALT_\w+/g) ?? []) expect(errorCatalogue).to.have.property(code);
      const known = new Set(["instance", "job", "le", ...metrics.flatMap((name) => labelsOf(name, labels))]);
      for (const label of partsOf(expr, "LabelName")) expect([...known], alert).to.include(label);
    });
  }
});

/** Parts of histograms are no metrics of their own. */
function typeFor(name: string, served: Map<string, string>): string | undefined {
  return served.get(name) ?? (/_(bucket|sum|count)$/.test(name) ? "histogram" : "no metric");
}

function labelsOf(name: string, labels: Map<string, readonly string[]>): readonly string[] {
  return labels.get(name) ?? labels.get(name.replace(/_(bucket|sum|count)$/, "")) ?? [];
}
