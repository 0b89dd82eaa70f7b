/** Text from people as Python text: string literals, docstrings and comments that no input can break out of. */

/** Columns that a piece of a literal, and a line of prose, may take; the rest of ruff's 100 is left to what stands around it. */
const WIDTH = 56;
const PROSE = 80;

/** A string literal; a long text becomes several literals in parentheses, which Python reads as one. */
export function literal(text: string): string {
  const lines = fold(pieces(text, true), WIDTH);
  if (lines.length === 1) return `"${lines[0]}"`;
  return `(\n${lines.map((line) => `    "${line}"\n`).join("")})`;
}

/** A docstring of one paragraph for each text; white space in a text counts as one space. */
export function docstring(paragraphs: readonly string[]): string {
  const lines = paragraphs.flatMap((text, i) => [...(i > 0 ? [""] : []), ...plain(text)]);
  const body = lines.join("\n").replace(/"(?="")|"$/g, '\\"');
  return lines.length > 1 ? `"""${body}\n"""` : `"""${body}"""`;
}

/** Comment lines; nothing in the text can end the comment. */
export function comment(text: string): string {
  return plain(text)
    .map((line) => `# ${line}`.trimEnd())
    .join("\n");
}

function plain(text: string): string[] {
  return fold(pieces(text.replace(/[\s\p{Z}]+/gu, " ").trim(), false), PROSE).map((line) => line.trimEnd());
}

/** Every character as it stands in the source: itself, or an escape where a reader or a linter could mistake it. */
function pieces(text: string, quoted: boolean): string[] {
  return (text.toWellFormed().match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu) ?? []).flatMap((run) => {
    const safe = /^[\p{L}\p{M}\p{N}]/u.test(run) && unmistakable(run);
    return Array.from(run, (char) => {
      if (char === "\\" || (quoted && char === '"')) return `\\${char}`;
      if (char === "\n") return "\\n";
      if (char >= " " && char <= "~") return char;
      return safe || (isPlain(char) && !CONFUSABLE.test(char)) ? char : written(char);
    });
  });
}

/** Letters of living scripts that ruff's RUF001 confuses with ASCII ones. A word of nothing else, or with ASCII, could pass for another. */
const CONFUSABLE =
  /[ıſƀ-ɏʹͺͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορσυϒϜϱϲϳϹϺЅІЈАВЕЗКМНОРСТУХЬабгеорсухѕіјѡѴѵҮүһҽӀӏӠԁԌԛԜԝוטיןסاهھہەノ丶丿]/u;
const LIVING =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function unmistakable(run: string): boolean {
  const foreign = Array.from(run).filter((char) => char > "~");
  if (!foreign.every(isPlain)) return false;
  if (!foreign.some((char) => CONFUSABLE.test(char))) return true;
  return !/[!-~]/u.test(run) && foreign.some((char) => !CONFUSABLE.test(char));
}

const isPlain = (char: string) => LIVING.test(char) && char === char.normalize("NFKC") && char <= "\uffff";

function written(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, "0")}`;
  return code > 0xff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\x${code.toString(16).padStart(2, "0")}`;
}

/** Lines of at most so many columns, broken after a space where there is one. */
function fold(shown: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let columns = 0;
  let space = 0;
  for (const piece of shown) {
    const wide = piece > "\u1100" ? 2 : piece.length;
    if (columns + wide > width) {
      const at = space > 0 ? space : line.length;
      lines.push(line.slice(0, at));
      line = line.slice(at);
      columns = Array.from(line).reduce((sum, char) => sum + (char > "\u1100" ? 2 : 1), 0);
      space = 0;
    }
    line += piece;
    columns += wide;
    if (piece === " ") space = line.length;
  }
  return [...lines, line];
}
