/** What a rule is asked over HTTP: requests that keep it, requests that break it, and what the answers must be. */

/** `data` may hold "$name" for a saved row, "@path" for a new one, "%n" for a new number. */
export type Step = {
  as?: "admin" | "member" | "other";
  do: "POST" | "PATCH" | "DELETE" | "GET";
  path: string;
  /** What stands after the path: "?search=x". */
  query?: string;
  data?: object;
  status: number[];
  /** Where the answer names the fault. */
  field?: string;
  shows?: object;
  /** How many rows a list holds. */
  rows?: number;
  /** How many queries the answer may cost. */
  most?: number;
  save?: string;
};
export type Case = { text: string; steps: Step[] };
/** A valid row of each path. */
export type Bases = Readonly<Record<string, object>>;

/** The words with which a list of cases is written, about rows like these. */
export function questions(bases: Bases) {
  const row = (path: string, changes: object) => ({ ...bases[path], ...changes });
  const make = (path: string, changes: object = {}, save?: string): Step => ({
    do: "POST",
    path,
    data: row(path, changes),
    status: [201],
    ...(save && { save }),
  });
  const refuse = (path: string, changes: object, field: string): Step => ({
    do: "POST",
    path,
    data: row(path, changes),
    status: [400, 409],
    ...(field && { field }),
  });
  const change = (path: string, data: object): Step => ({ do: "PATCH", path, data, status: [200] });
  const hold = (path: string, data: object, field: string): Step => ({ ...change(path, data), status: [400], field });
  return {
    make,
    refuse,
    change,
    hold,
    remove: (path: string, ...status: number[]): Step => ({ do: "DELETE", path, status }),
    as: (person: "member" | "other", step: Step, ...status: number[]): Step => ({
      ...step,
      as: person,
      ...(status.length > 0 && { status }),
    }),
    show: (path: string, shows: object): Step => ({ do: "GET", path, status: [200], shows }),
    /** Made with the good values, refused with the bad ones; a made row takes no bad one either. */
    rule: (text: string, path: string, good: object, bad: object, field: string): Case => ({
      text,
      steps: [make(path, good, "it"), refuse(path, bad, field), hold(`${path}/$it`, bad, field)],
    }),
    /** A row made so takes the one change, and not the other. */
    changing: (text: string, path: string, start: object, good: object, bad: object, field: string): Case => ({
      text,
      steps: [
        make(path, start, "it"),
        change(`${path}/$it`, good),
        make(path, start, "it"),
        hold(`${path}/$it`, bad, field),
      ],
    }),
    asked: (text: string, ...steps: Step[]): Case => ({ text, steps }),
  };
}
