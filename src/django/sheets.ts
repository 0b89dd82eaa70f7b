/** From templates to files: a module that grew long becomes the files of a package, and paths of templates become paths of files. */
import type { GeneratedFile } from "./file.ts";
import { divided, filled, type Module, oneFile, packageOf, type Volume } from "./module.ts";
import type { Plan } from "./plan.ts";
import type { Template } from "./template.ts";

/** A file, the template it comes from, and how that was divided. */
export type Sheet = GeneratedFile & {
  template: Template;
  volumes: readonly Volume[] | undefined;
  /** Once all of these are left out, so is this file. */
  serves: readonly string[];
};

/**
 * Every file but those in `left`. `known` holds how the templates of the whole project are divided: leaving out one file
 * must not cut the others anew.
 */
export function sheets(
  templates: readonly Template[],
  plan: Plan,
  known: ReadonlyMap<string, readonly Volume[] | undefined>,
  left: ReadonlySet<string>,
): Sheet[] {
  const made = templates.flatMap((template) => printed(template, plan, known));
  const entries = new Map(made.map(({ template, volumes }) => [template.path, entrances(template, volumes)]));
  const paths = (named: readonly string[]) => named.flatMap((path) => entries.get(path) ?? []);
  return made.flatMap((it) => filesOf(it, plan, left, paths)).filter(({ path }) => !left.has(path));
}

/** Of the files named, those that nothing left in the project needs, and what serves nobody without them. */
export function leftOut(whole: readonly Sheet[], named: readonly string[]): Set<string> {
  const left = new Set(named);
  const all = (paths: readonly string[]) => paths.every((path) => left.has(path));
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const { path, serves } of whole) if (serves.length > 0 && all(serves)) left.add(path);
  }
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const { path, neededBy } of whole) if (!all(neededBy)) left.delete(path);
  }
  return left;
}

/** `text` is the module, where the template gives one: it is one file without `volumes`. */
type Printed = { template: Template; text: string | Module; volumes: readonly Volume[] | undefined };
type Paths = (named: readonly string[]) => string[];

function printed(template: Template, plan: Plan, known: ReadonlyMap<string, readonly Volume[] | undefined>): Printed[] {
  const text = template.print(plan);
  if (text === undefined) return [];
  if (typeof text === "string") return [{ template, text, volumes: undefined }];
  if (!known.has(template.path)) return [{ template, text, volumes: divided(text) }];
  const volumes = known.get(template.path);
  return [{ template, text, volumes: volumes && filled(text, volumes) }];
}

const folder = (template: Template) => template.path.replace(/\.py$/, "");
const entrance = (template: Template) => `${folder(template)}/__init__.py`;
const pathOf = (template: Template, { file }: Volume) => `${folder(template)}/${file}.py`;

/** What stands for a template where others name it: its file, the package, or all files that nothing but the reader needs. */
function entrances(template: Template, volumes: readonly Volume[] | undefined): string[] {
  if (!volumes) return [template.path];
  return template.neededBy.length > 0 ? [entrance(template)] : volumes.map((volume) => pathOf(template, volume));
}

function filesOf(it: Printed, plan: Plan, left: ReadonlySet<string>, paths: Paths): Sheet[] {
  const { template, text, volumes } = it;
  const shared = { template, volumes, serves: template.serves === undefined ? [] : paths([template.serves]) };
  const { path, group, neededBy } = template;
  if (typeof text !== "string" && volumes) return packaged(shared, text, volumes, plan, left, paths);
  const content = typeof text === "string" ? text : oneFile(text);
  return [{ ...shared, path, group, neededBy: paths(neededBy), about: template.about(plan), content }];
}

function packaged(
  shared: Pick<Sheet, "template" | "volumes" | "serves">,
  module: Module,
  volumes: readonly Volume[],
  plan: Plan,
  left: ReadonlySet<string>,
  paths: Paths,
): Sheet[] {
  const { template } = shared;
  const dotted = folder(template).replaceAll("/", ".");
  const free = template.neededBy.length === 0;
  const own = volumes.map((volume) => pathOf(template, volume));
  const here = volumes.filter((volume) => !left.has(pathOf(template, volume)));
  const { files, init } = packageOf(module, volumes, dotted, here);
  return [
    ...volumes.map((volume, i) => ({
      ...shared,
      path: pathOf(template, volume),
      group: template.group,
      neededBy: free ? [] : [entrance(template)],
      about: module.doc(volume.of).replace(/\.$/, "").slice(0, 140),
      content: files[i] ?? "",
    })),
    {
      ...shared,
      serves: free ? own : shared.serves,
      path: entrance(template),
      group: "boilerplate",
      neededBy: free ? own : paths(template.neededBy),
      about: `${template.about(plan)}, in ${volumes.length} files`,
      content: init,
    },
  ];
}
