/** Work on many things at once, told in their order. */

type Items<Item> = Iterable<Item> | AsyncIterable<Item>

const iteratorOf = <Item>(items: Items<Item>): Iterator<Item> | AsyncIterator<Item> =>
  Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()

type Event<Item, Result> =
  | { readonly what: 'result'; readonly result: Result }
  | { readonly what: 'item'; readonly step: IteratorResult<Item> }
  | { readonly what: 'fault'; readonly error: unknown }

/**
 * The results of `work` over `items`, in the order of the items, with at most `width` of them under way or waiting for
 * their turn. A result is given as soon as it and all before it are there, also while the next item is still awaited.
 * `work` must not reject: a result that nobody takes would end the process.
 * @throws what the items throw, after the results of those that came before.
 */
export async function* inOrder<Item, Result>(
  items: Items<Item>,
  width: number,
  work: (item: Item) => Promise<Result>
): AsyncGenerator<Result, void> {
  const iterator = iteratorOf(items)
  const under: Promise<Event<Item, Result>>[] = []
  let coming: Promise<Event<Item, Result>> | undefined
  let open = true
  let fault: { readonly error: unknown } | undefined
  const pull = async (): Promise<Event<Item, Result>> => {
    try {
      return { what: 'item', step: await iterator.next() }
    } catch (error) {
      return { what: 'fault', error }
    }
  }
  try {
    for (;;) {
      if (open && under.length < width) coming ??= pull()
      const [first] = under
      const awaited = [first, coming].filter((event) => event !== undefined)
      if (awaited.length === 0) break
      const event = await Promise.race(awaited)
      if (event.what === 'result') {
        under.shift()
        yield event.result
        continue
      }
      coming = undefined
      if (event.what === 'fault') fault = { error: event.error }
      if (event.what === 'fault' || event.step.done === true) open = false
      else under.push(work(event.step.value).then((result) => ({ what: 'result', result })))
    }
  } finally {
    // An item that is still awaited may never come, and an iterator ends only between items.
    const ending = open ? Promise.resolve(iterator.return?.()) : undefined
    if (coming) ending?.catch(() => undefined)
    else await ending
  }
  if (fault) throw fault.error
}
