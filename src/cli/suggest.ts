/** Finds the command that was probably meant. */

/** Edit distance in which two swapped neighbours are one slip (optimal string alignment). */
function slips(a: string, b: string): number {
  let older: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) best = Math.min(best, (older[j - 2] ?? 0) + 1)
      next.push(best)
    }
    older = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The known word closest to what was typed, when it is close enough to be a slip of the finger. */
export function closest(typed: string, known: readonly string[]): string | undefined {
  const bound = typed.length > 4 ? 2 : 1
  const [best] = known
    .map((word) => ({ word, distance: slips(typed, word) }))
    .filter(({ distance }) => distance <= bound)
    .sort((a, b) => a.distance - b.distance)
  return best?.word
}
