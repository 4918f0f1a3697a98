/** What a deploy tells while it runs. */
export type DeployEvent =
  | { readonly kind: "started"; readonly steps: number; readonly resumed: boolean }
  | {
      readonly kind: "step";
      /** 1 for the first; steps done by an earlier run count. */
      readonly number: number;
      readonly of: number;
      /** The contract, or the call, e.g. `AlthingToken` or `Treasury.appoint`. */
      readonly name: string;
      /** Of a deployed contract. */
      readonly address?: string;
    }
  | { readonly kind: "note"; readonly text: string };

export type DeployProgress = (event: DeployEvent) => void;
