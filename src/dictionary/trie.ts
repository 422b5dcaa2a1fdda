/** A trie over integer keys in typed arrays. Node 0 is the root; as a result of a step, 0 means "no such child". */

export interface TrieTables {
  /**
   * Child of the root by key: a direct table where the root is entered for every token, else empty. The root's children
   * are the first nodes, so that 16 bits hold them.
   */
  readonly root: Uint16Array
  /**
   * Children of node n: `childStart[n]` to `childStart[n + 1]`, sorted by key. Nodes are numbered breadth first, so
   * that the child at place c is node c + 1.
   */
  readonly childStart: Uint32Array
  readonly childKey: Int32Array
  /** Values that end at node n: `valueStart[n]` to `valueStart[n + 1]` in `value`. */
  readonly valueStart: Uint32Array
  readonly value: Int32Array
}

const MOST_IN_ROOT = 0xffff

export class TrieBuilder {
  private readonly children: Map<number, number>[] = [new Map()]
  private readonly values: number[][] = [[]]

  /** Adds a value under a path of keys. */
  add(path: readonly number[], value: number): void {
    let node = 0
    for (const key of path) {
      let next = this.children[node]?.get(key)
      if (next === undefined) {
        next = this.children.length
        this.children.push(new Map())
        this.values.push([])
        this.children[node]?.set(key, next)
      }
      node = next
    }
    this.values[node]?.push(value)
  }

  /** @param rootKeys one more than the largest key that can begin a path, or 0 to do without the direct table; a root with more children does without. */
  finish(rootKeys: number): TrieTables {
    const count = this.children.length
    const edges = this.children.reduce((total, map) => total + map.size, 0)
    const tables = {
      root: new Uint16Array(this.children[0] !== undefined && this.children[0].size <= MOST_IN_ROOT ? rootKeys : 0),
      childStart: new Uint32Array(count + 1),
      childKey: new Int32Array(edges),
      valueStart: new Uint32Array(count + 1),
      value: new Int32Array(this.values.reduce((total, values) => total + values.length, 0))
    }
    // The nodes as they were built, in their new order; each finds its children at the end.
    const order = [0]
    let value = 0
    for (let node = 0; node < count; node++) {
      const built = order[node] ?? 0
      tables.childStart[node] = order.length - 1
      tables.valueStart[node] = value
      for (const each of this.values[built] ?? []) tables.value[value++] = each
      for (const [key, child] of [...(this.children[built] ?? [])].sort((a, b) => a[0] - b[0])) {
        tables.childKey[order.length - 1] = key
        if (node === 0 && tables.root.length > 0) tables.root[key] = order.length
        order.push(child)
      }
    }
    tables.childStart[count] = edges
    tables.valueStart[count] = value
    return tables
  }
}

/** Child of `node` by `key`, or 0. */
export function step(trie: TrieTables, node: number, key: number): number {
  if (key < 0) return 0
  if (node === 0 && trie.root.length > 0) return trie.root[key] ?? 0
  let low = trie.childStart[node] ?? 0
  let high = (trie.childStart[node + 1] ?? 0) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = trie.childKey[middle] ?? 0
    if (found === key) return middle + 1
    if (found < key) low = middle + 1
    else high = middle - 1
  }
  return 0
}
