/** Everything the bot can say. Adapters render these kinds and nothing else; there is no card language. */
import type { Finding } from "#erd";

/** What a button does; an adapter puts it into the button's value as `action:item@revision`. */
export type Button = {
  action:
    | "build"
    | "cancel"
    | "approve"
    | "edit"
    | "skip"
    | "undo"
    | "back"
    | "approve_rest"
    | "prove_again"
    | "deliver_anyway";
  label: string;
  item?: string;
  /** For build: the model's number. For the rest: the revision the button stands under. */
  revision?: number;
  /** For back: the revision to go back to. */
  to?: number;
  style?: "primary" | "danger";
};

export type Step = { label: string; status: "waiting" | "running" | "done" | "failed"; note?: string };
/** One change of a file, as unified diff text without the file header. */
export type Diff = { text: string; added: number; removed: number };
/** What is known of a text without running it: "syntax", "lint". */
export type Check = { name: string; passed: boolean; detail: string };

export type Post =
  | { type: "notice"; tone: "info" | "good" | "bad"; text: string }
  /** An upload that was refused, an edit that does not parse. */
  | { type: "findings"; title: string; findings: Finding[]; next: string }
  | {
      type: "model";
      title: string;
      /** "Job board · 4 entities, 19 attributes, 5 relations" */
      headline: string;
      lines: { label: string; text: string }[];
      rulesUnderstood: { text: string; as: string }[];
      rulesNotUnderstood: { text: string; why: string }[];
      warnings: Finding[];
      picture: { svg: string; png: Uint8Array; alt: string } | undefined;
      buttons: Button[];
      /** Who decided what, once the buttons are gone. */
      outcome: string | undefined;
    }
  | { type: "progress"; title: string; steps: Step[]; note: string }
  /** One revision of one file; `diff` where it is not the first. */
  | {
      type: "file";
      item: string;
      path: string;
      revision: number;
      language: string;
      content: string;
      about: string;
      diff: Diff | undefined;
      checks: Check[];
      /** Instructions kept from `# FIX:`, `# TODO:`, `# IMPROVE:` comments. */
      instructions: string[];
      /** "✓ approved by Ana", "Ben is editing", "r2 by Ben replaced this": in place of the buttons, or above them. */
      status: string;
      buttons: Button[];
    }
  /** Files that are shown together. */
  | {
      type: "files";
      item: string;
      title: string;
      files: { path: string; language: string; content: string }[];
      status: string;
      buttons: Button[];
    }
  | {
      type: "board";
      title: string;
      rows: {
        item: string;
        path: string;
        revision: number;
        state: "pending" | "editing" | "approved" | "skipped";
        by: string;
        note: string;
      }[];
      buttons: Button[];
    }
  | {
      type: "proof";
      title: string;
      level: "booted" | "static" | "none";
      passed: boolean;
      checks: (Check & { figure: string })[];
      /** Where a failure comes from: "r3 of backend/models.py (Ben)". */
      blame: { path: string; line: number | undefined; text: string }[];
      buttons: Button[];
    }
  | {
      type: "archive";
      name: string;
      bytes: Uint8Array;
      /** "30 files, 41 KB · approved by Ana 11, Ben 2 · left out: backend/admin.py" */
      summary: string;
      /** Shell lines to start the project. */
      start: string[];
      passed: boolean;
    };
export type PostOf<T extends Post["type"]> = Extract<Post, { type: T }>;
