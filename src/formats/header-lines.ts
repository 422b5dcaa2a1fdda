/** Header fields of WARC records and HTTP messages, edited without rewriting the others. */

/**
 * A head in lines, each with its line end; a field that is folded over several lines is one.
 * @param head in Latin-1, so that every byte stays.
 */
export const headerLines = (head: string): string[] => head.split(/(?<=\n)(?![ \t])/)

const nameOf = (line: string): string => (/^[^:\r\n]*(?=:)/.exec(line)?.[0] ?? '').trim().toLowerCase()

/** The value of a field, or undefined. @param name in lower case. */
export function fieldOf(lines: readonly string[], name: string): string | undefined {
  const line = lines.find((each) => nameOf(each) === name)
  return line?.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]*/g, ' ').trim()
}

/** The lines with the value of a field replaced; a field that is missing is not added. */
export const withField = (lines: readonly string[], name: string, value: string): string[] =>
  lines.map((line) => (nameOf(line) === name ? line.replace(/(:[ \t]*)[\s\S]*?([ \t]*\r?\n?)$/, (_, colon: string, end: string) => colon + value + end) : line))

/** The lines without some fields. */
export const withoutFields = (lines: readonly string[], names: readonly string[]): string[] =>
  lines.filter((line) => !names.includes(nameOf(line)))
