/** Rows as text columns: the first one left, the others right, and what stands behind the last heading left. A lone cell is a title. */
export function formatColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows.filter(({ length }) => length > 1)) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  const padded = (cell: string, column: number): string =>
    column === 0 || rows[0]?.[column] === '' ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n')
}
