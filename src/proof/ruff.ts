/** Ruff as WebAssembly: every problem it sees in one Python text, and the text formatted. */
import { createRequire } from "node:module";
import { z } from "zod";

/** 1-based line and column; `code` is "invalid-syntax" where the text is no Python. */
export type Diagnostic = z.infer<typeof Diagnostic>;
export type Ruff = {
  /** Throws RangeError where the text is nested deeper than ruff can follow. */
  check(source: string): Diagnostic[];
  /** Throws where the text is no Python. */
  format(source: string): string;
};

/** What every file is held to. */
const lineLength = 100;
const rules = ["E", "F", "W", "B", "DJ", "S", "UP", "I", "SIM", "DTZ", "N", "RUF"];
/** Mutable class attributes are how Django and DRF are configured. */
const ignored = ["RUF012"];
/** Asserts and pretended passwords are what tests are made of. */
const ignoredInTests = [...ignored, "S101", "S105", "S106", "S311"];

/** Ruff sees one text at a time, so it must be told what is a test and which modules are the project's own. */
export function ruff(options: { test: boolean; firstParty: readonly string[]; only?: readonly string[] }): Ruff {
  const settings = {
    "line-length": lineLength,
    "target-version": "py311",
    lint: {
      select: options.only ?? rules,
      ignore: options.test ? ignoredInTests : ignored,
      isort: { "known-first-party": [...options.firstParty].sort() },
    },
  };
  return {
    check: (source) => {
      const found = Diagnostic.array().parse(use(settings, (workspace) => workspace.check(source)));
      return found.sort((a, b) => order(a) - order(b));
    },
    format: (source) => use(settings, (workspace) => workspace.format(source)),
  };
}

/** Lines first, then columns; no line that ruff reads is a million characters long. */
function order({ start_location: { row, column } }: Diagnostic): number {
  return row * 1e6 + Math.min(column, 1e6 - 1);
}

const Position = z.object({ row: z.number(), column: z.number() });
const Edit = z.object({ content: z.string().nullable(), location: Position, end_location: Position });
const Diagnostic = z.object({
  code: z.string().nullable(),
  message: z.string(),
  start_location: Position,
  fix: z.object({ message: z.string().nullable(), edits: z.array(Edit) }).nullable(),
});

type Workspace = { check(source: string): unknown; format(source: string): string };
const require = createRequire(import.meta.url);
const packageName = "@astral-sh/ruff-wasm-nodejs";
const workspaces = new Map<string, Workspace>();
/** A workspace costs 45 ms and some memory that only a reload gives back. */
const mostWorkspaces = 16;

function use<T>(settings: object, work: (workspace: Workspace) => T): T {
  const key = JSON.stringify(settings);
  if (workspaces.size >= mostWorkspaces && !workspaces.has(key)) reload();
  const workspace = workspaces.get(key) ?? open(settings);
  workspaces.set(key, workspace);
  try {
    return work(workspace);
  } catch (error) {
    // A text that overflows the stack leaves the WebAssembly instance in an unknown state.
    if (error instanceof RangeError || (error instanceof Error && error.name === "RuntimeError")) {
      reload();
      throw new RangeError("This is nested too deeply, or is too long, to be read as Python.");
    }
    throw error;
  }
}

function open(settings: object): Workspace {
  const { Workspace, PositionEncoding }: typeof import("@astral-sh/ruff-wasm-nodejs") = require(packageName);
  return new Workspace(settings, PositionEncoding.Utf16);
}

function reload(): void {
  workspaces.clear();
  delete require.cache[require.resolve(packageName)];
}
