/** Work on many things at once, told in their order. */

/**
 * The results of `work` over `items`, in the order of the items, with at most `width` of them under way or waiting for
 * their turn. `work` must not reject: a result that nobody takes would end the process.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>
): AsyncGenerator<Result> {
  const under: Promise<Result>[] = []
  for (const item of items) {
    under.push(work(item))
    const first = under.length >= width ? under.shift() : undefined
    if (first) yield await first
  }
  for (const rest of under) yield await rest
}
