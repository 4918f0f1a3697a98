import { organisationFolder, staleSources, writeSources } from "../../organisation/compose/compose.ts";
import { loadOrganisation } from "../../organisation/load.ts";
import { fail } from "../../protocol/errors.ts";
import { action } from "../shared/action.ts";
import { outputFor } from "../shared/output.ts";

interface ComposeArguments {
  readonly json: boolean;
  readonly organisation: string;
  readonly check: boolean;
}

export default action<ComposeArguments>(async ({ json, organisation: config, check }) => {
  const output = outputFor({ json });
  const organisation = await loadOrganisation(config);
  const files = await (check ? staleSources : writeSources)(organisationFolder(organisation));
  if (check && files.length > 0) throw fail("ALT_CONFIG_STALE", { files: files.join(", "), config });
  output.finish({ organisation: organisation.name, files }, () => {
    if (files.length === 0) console.log(`The contracts of ${organisation.name} are as ${config} has them.`);
    for (const file of files) console.log(`written  ${file}`);
  });
});
