import { ByteWriter } from "./byte-writer.ts";
import { EMPTY_BLOCK, ValueType } from "./emit.ts";
import type { FunctionType, Module } from "./module.ts";

/**
 * Where everything stands in the rewritten module. Types, functions and globals of the source keep their indices; each
 * type has a twin with the meter. What is added comes after: a wrapper for each imported function, the helpers, then a
 * wrapper for each exported function.
 */
export class Layout {
  readonly meterGlobal: number;
  readonly faultGlobal: number;
  readonly alteredGlobal: number;
  readonly growFunction: number;
  readonly chargeBulkFunction: number;
  readonly chargeElementsFunction: number;
  /** Type of the helpers. */
  readonly helperType: number;
  readonly #module: Module;
  readonly #types: FunctionType[];
  readonly #resultTypes = new Map<string, number>();

  constructor(module: Module) {
    this.#module = module;
    const functions = module.functions.length + module.importedFunctions;
    this.growFunction = functions;
    this.chargeBulkFunction = functions + 1;
    this.chargeElementsFunction = functions + 2;
    this.meterGlobal = module.globals.length;
    this.faultGlobal = module.globals.length + 1;
    this.alteredGlobal = module.globals.length + 2;
    this.#types = [
      ...module.types.map(withMeter),
      withMeter({ params: [ValueType.i32], results: [ValueType.i32] }),
    ];
    this.helperType = 2 * module.types.length;
  }

  /** Types that follow the source's own. */
  get addedTypes(): readonly FunctionType[] {
    return this.#types;
  }

  /** The first of the wrappers of exports. */
  get firstExportWrapper(): number {
    return this.chargeElementsFunction + 1;
  }

  /** What guest code calls for the source's function `index`. */
  callee(index: number): number {
    return index < this.#module.importedFunctions ? this.#module.functions.length + index : index;
  }

  /** The type `index` with the meter. */
  twin(index: number): number {
    return this.#module.types.length + index;
  }

  typeAt(index: number): FunctionType {
    const type = this.#module.types[index];
    if (!type) throw new RangeError(`a valid module has no type ${index}`);
    return type;
  }

  typeOfFunction(index: number): FunctionType {
    return this.typeAt(this.#module.functions[index] ?? -1);
  }

  /** The encoded type of a block that takes nothing and gives `results`. */
  blockType(results: readonly number[]): Uint8Array {
    const [single] = results;
    if (single === undefined) return new Uint8Array([EMPTY_BLOCK]);
    if (results.length === 1) return new Uint8Array([single]);
    const key = results.join();
    const index = this.#resultTypes.get(key) ?? this.#module.types.length + this.#types.length;
    if (!this.#resultTypes.has(key)) this.#types.push({ params: [], results });
    this.#resultTypes.set(key, index);
    return new ByteWriter().signed(index).bytes();
  }
}

function withMeter({ params, results }: FunctionType): FunctionType {
  return { params: [...params, ValueType.i64], results: [...results, ValueType.i64] };
}
