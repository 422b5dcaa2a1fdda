/** Eight-bit codes for log values and vectors. */

/** `levels[codes[i]]` stands for the i-th value. */
export interface Quantised {
  readonly codes: Uint8Array
  readonly levels: Float32Array
}

const LEVELS = 256

/** Codes on 256 evenly spaced levels from the smallest value to the largest. The error is at most half a step. */
export function quantise(values: Float32Array): Quantised {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (values.length === 0) low = high = 0
  const step = (high - low) / (LEVELS - 1)
  return {
    codes: Uint8Array.from(values, (value) => (step === 0 ? 0 : Math.round((value - low) / step))),
    levels: Float32Array.from({ length: LEVELS }, (_, code) => low + code * step)
  }
}

const LARGEST_COMPONENT = 127

/** A direction in 8-bit components; `scale` times them is a vector of length 1. A null vector has scale 0. */
export interface QuantisedVector {
  readonly components: Int8Array
  readonly scale: number
}

export function quantiseDirection(vector: ArrayLike<number>): QuantisedVector {
  let largest = 0
  for (let at = 0; at < vector.length; at++) largest = Math.max(largest, Math.abs(vector[at] ?? 0))
  const components = new Int8Array(vector.length)
  let squares = 0
  for (let at = 0; at < vector.length; at++) {
    const component = largest === 0 ? 0 : Math.round(((vector[at] ?? 0) / largest) * LARGEST_COMPONENT)
    components[at] = component
    squares += component * component
  }
  return { components, scale: squares === 0 ? 0 : 1 / Math.sqrt(squares) }
}
