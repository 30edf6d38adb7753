// Texts as the editor handles them: lines that wrap softly, offsets, differences of words.

/** The text with the line ends inside its paragraphs shown as spaces; as long as before. */
export const softened = (text) => text.replace(/(?<=[^\n])\n(?=[^\n])/g, " ");

/** The same for a record, whose short lines are lines of a form: only long lines wrap softly. */
export const softenedLines = (text) => text.replace(/(?<=[^\n]{64})\n(?=[^\n])(?! *(?:[-\u2022*]|\d+[.)]) )/g, " ");

/** What `source`, shown as `before`, becomes when what is shown became `after`: only the stretch
 * that was typed changes, so that line ends elsewhere stay as the letter has them. */
export function retyped(source, before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return source.slice(0, head) + after.slice(head, after.length - tail) + source.slice(source.length - tail);
}

/** From offsets of code points, which the server counts, to those of the browser's strings. */
export function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => offset;
  const units = [0];
  for (const point of text) units.push(units.at(-1) + point.length);
  return (offset) => units[Math.min(offset, units.length - 1)];
}

/** A place in `text` of `words`, wherever its lines break; null where it has none. */
export function findWords(text, words, from = 0) {
  const parts = words.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!parts[0]) return null;
  const pattern = new RegExp(parts.join("\\s+"), "gi");
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found ? [found.index, found.index + found[0].length] : null;
}

/** The words of two texts as pieces, each the same, removed or added. */
export function wordDifference(before, after) {
  const [a, b] = [before, after].map((text) => text.match(/\s+|[^\s]+/g) ?? []);
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  const pieces = [];
  const add = (kind, text) => {
    if (pieces.at(-1)?.kind === kind) pieces.at(-1).text += text;
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i++]);
      j++;
    } else if (i < a.length && (j === b.length || table[i + 1][j] >= table[i][j + 1])) add("removed", a[i++]);
    else add("added", b[j++]);
  }
  return pieces;
}
