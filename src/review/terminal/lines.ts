/** Plain lines for a terminal of any width. */

 
const PAINT = /\u001b\[\d+m/g

const widthOf = (text: string): number => [...text.replace(PAINT, '')].length

/** Folds text at blanks so that no line is longer than `columns`, where words allow; `indent` goes before each line. */
export function folded(text: string, columns: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && indent.length + widthOf(longer) > columns) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].map((each) => `${indent}${each}\n`).join('')
}
