/** A Python module made of sections: one file while it is short, a package of several once it grows long. */
import { definitions, doc, list, name, type Python, py } from "./python.ts";
import { usedNames } from "./used.ts";

export type Module = {
  /** The docstring, of the whole module or of one file of its package. */
  doc: (of?: string) => string;
  /** The import lines, and other first lines, that this code needs. */
  imports: (body: Python) => readonly Python[];
  /** In the order in which they are best read. Their code may differ where names come from other files. */
  sections: (form: Form) => readonly Section[];
  /** What file names of the package begin with: tests are found by it. */
  prefix?: string;
};

export type Form = "file" | "package";

export type Section = {
  /** Its file in a package, without ".py": "order_item". */
  file: string;
  /** What it is about, for the docstring of that file: "order items". */
  of: string;
  /** The entity it is about: such sections share files where there are very many of them. */
  entity?: string;
  body: Python;
  /** What other code imports from here. Other files of the package get it by using it. */
  exports: readonly string[];
};

/** A file of a package: its name, and which sections stand in it. */
export type Volume = { file: string; of: string; sections: readonly string[] };

/** Lines beyond which a file is too long to be reviewed in a chat. */
const LONG = 380;
/** Up to so many entities have a file each; more share files, or a review would have a thousand posts. */
const FILE_EACH = 20;

/** How a module is divided into files; undefined where it is one file. The same module gives the same volumes. */
export function divided(module: Module): Volume[] | undefined {
  const sections = module.sections("package").filter(({ body }) => body !== "");
  const whole = height(oneFile(module));
  if (whole <= LONG || sections.length < 2) return undefined;
  const entities = sections.filter(isEntity);
  const own = sections.filter((section) => !isEntity(section));
  const shared = entities.length > FILE_EACH;
  const groups = shared ? packed(entities) : entities.map((section) => [section]);
  const free = fileNames(sections);
  const volumes = [...own.map((section) => [section]), ...groups].map((group) => ({
    file: (module.prefix ?? "") + free(group),
    of: title(group),
    sections: group.map(idOf),
  }));
  // What stands on its own and is used by the entities comes first, the rest of it last, as in one file.
  const first = sections.findIndex(isEntity);
  const before = own.filter((section) => sections.indexOf(section) < first).length;
  return [...volumes.slice(0, before), ...volumes.slice(own.length), ...volumes.slice(before, own.length)];
}

/** The volumes in which something stands: all of a section may leave with another file. */
export function filled(module: Module, volumes: readonly Volume[]): Volume[] {
  const sections = module.sections("package").filter(({ body }) => body !== "");
  const here = new Set(sections.map(idOf));
  return volumes.filter((volume) => volume.sections.some((id) => here.has(id)));
}

/** The module as one file. */
export function oneFile(module: Module): Python {
  const body = definitions(module.sections("file").map((section) => section.body !== "" && section.body));
  return file(module, body);
}

/**
 * The files of the package, in the order of `volumes`, and what stands in the package itself: imports of `here`, so that
 * all is found under the module's name. A file imports what it uses of the others. `path` is the package: "backend.models".
 */
export function packageOf(
  module: Module,
  volumes: readonly Volume[],
  path: string,
  here: readonly Volume[] = volumes,
): { files: Python[]; init: Python } {
  const sections = new Map(module.sections("package").map((section) => [idOf(section), section]));
  const contents = volumes.map((volume) => {
    const held = volume.sections.flatMap((id) => sections.get(id) ?? []).filter(({ body }) => body !== "");
    return { volume, body: definitions(held.map(({ body }) => body)), exports: held.flatMap((it) => it.exports) };
  });
  const files = contents.map(({ volume, body }) => {
    const used = usedNames(body);
    const others = contents.filter((other) => other.volume !== volume);
    const from = others.map((other) =>
      importLine(
        path,
        other.volume,
        other.exports.filter((it) => used.has(it)),
      ),
    );
    return file(module, body, volume.of, from);
  });
  const open = contents.filter(({ volume, exports }) => here.includes(volume) && exports.length > 0);
  return { files, init: open.length > 0 ? entrance(module, path, open) : py`` };
}

const entrance = (module: Module, path: string, open: readonly { volume: Volume; exports: readonly string[] }[]) => py`
  ${doc(module.doc())}

  ${open.map(({ volume, exports }) => importLine(path, volume, exports))}

  __all__ = [
      ${open.flatMap(({ exports }) => exports.map((it) => py`"${name(it)}",`))}
  ]
`;

const file = (module: Module, body: Python, of?: string, from: readonly Python[] = []) => py`
  ${doc(module.doc(of))}

  ${module.imports(body)}
  ${from}


  ${body}
`;

const importLine = (path: string, volume: Volume, names: readonly string[]) =>
  names.length === 0 ? py`` : py`from ${dotted(`${path}.${volume.file}`)} import ${list(names.map(name))}`;

const dotted = (path: string) => list(path.split(".").map(name), ".");

const isEntity = ({ entity }: Section) => entity !== undefined;

/** Two entities may come to the same file name, not to the same name. */
const idOf = ({ entity, file }: Section) => (entity === undefined ? file : `${entity} `);

/** Like the volumes of an encyclopedia: in the order of the alphabet, each as full as it may be. */
function packed(sections: readonly Section[]): Section[][] {
  const groups: Section[][] = [];
  let filled = 0;
  for (const section of [...sections].sort((a, b) => natural(a.file, b.file))) {
    const lines = height(section.body) + 2;
    const last = groups.at(-1);
    if (last && filled + lines <= LONG - 20) last.push(section);
    else groups.push([section]);
    filled = groups.at(-1) === last ? filled + lines : lines;
  }
  return groups;
}

function title(group: readonly Section[]): string {
  const [first, last] = [group[0]?.of ?? "", group.at(-1)?.of ?? ""];
  return group.length < 3 ? [...new Set([first, last])].join(" and ") : `${first} to ${last}`;
}

/** Names for the files of one package: Python's, fit for every file system, and none that the package exports. */
function fileNames(sections: readonly Section[]): (group: readonly Section[]) => string {
  const taken = new Set(
    sections.flatMap(({ entity, file, exports }) => [...(entity === undefined ? [file] : []), ...exports]),
  );
  return (group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) throw new Error("A volume without sections");
    if (!isEntity(first)) return first.file;
    const wanted = first === last ? plain(first.file) : `${plain(first.file)}_to_${plain(last.file)}`;
    let found = taken.has(wanted) || UNFIT.test(wanted) ? `${wanted}_entity` : wanted;
    for (let n = 2; taken.has(found); n++) found = `${wanted}_${n}`;
    taken.add(found);
    return found;
  };
}

/** Linters want ASCII in the names of modules, whatever the names of classes. */
const plain = (file: string) =>
  file
    .normalize("NFKD")
    .replace(/[^\x20-\x7f]/g, "")
    .replace(/^(?=\d)/, "entity_") || "entity";

/** Keywords that an entity in lower case may be, and names that Windows keeps for devices. */
const UNFIT =
  /^(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|con|prn|aux|nul|com\d|lpt\d)$/;

/** How many lines a text will have once it is formatted: a long literal gets a line for each of its members. */
function height(text: string): number {
  return text.split("\n").reduce((sum, line) => {
    if (line.length <= 100) return sum + 1;
    const literal = /(?:[=:] |^ *)[[{(].*[\]})],?$/.test(line);
    return sum + (line.length <= 180 && !literal ? 3 : 2 + line.split(", ").length);
  }, 0);
}

/** As people count: "thing2" before "thing10". */
function natural(a: string, b: string): number {
  const padded = (text: string) => text.replace(/\d+/g, (digits) => digits.padStart(20, "0"));
  const [one, other] = [padded(a), padded(b)];
  return one < other ? -1 : Number(one > other);
}
