/** A file's language by its name, as highlighters call it. */
const byEnding: Readonly<Record<string, string>> = {
  py: "python",
  toml: "toml",
  yml: "yaml",
  yaml: "yaml",
  json: "json",
  md: "markdown",
  ini: "ini",
  cfg: "ini",
  txt: "plaintext",
  sh: "bash",
  html: "html",
  example: "ini",
};

export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (name === "dockerfile") return "dockerfile";
  return byEnding[name.slice(name.lastIndexOf(".") + 1)] ?? "plaintext";
}
