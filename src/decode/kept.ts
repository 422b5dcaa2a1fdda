/** What is made once for two objects together, and kept as long as both live. */
export function keptForBoth<First extends object, Second extends object, Value>(): (first: First, second: Second, make: () => Value) => Value {
  const all = new WeakMap<First, WeakMap<Second, Value>>()
  return (first, second, make) => {
    const ofFirst = all.get(first) ?? new WeakMap<Second, Value>()
    all.set(first, ofFirst)
    const value = ofFirst.get(second) ?? make()
    ofFirst.set(second, value)
    return value
  }
}
