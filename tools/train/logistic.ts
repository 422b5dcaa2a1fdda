/** Weighted logistic regression by Newton's method, with an offset and a ridge on all but the first column. */

export interface Observation {
  readonly values: Float64Array
  readonly positive: boolean
  readonly weight: number
  /** Part of the linear predictor that is not fitted, natural log odds. */
  readonly offset: number
}

const ITERATIONS = 25

/** Coefficients in natural log odds, one a column of `values`. Deterministic. */
export function fitLogistic(rows: readonly Observation[], columns: number, ridge: number): Float64Array {
  const coefficients = new Float64Array(columns)
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = new Float64Array(columns)
    const hessian = Array.from({ length: columns }, () => new Float64Array(columns))
    for (let column = 0; column < columns; column++) {
      // The bias must be free to move; a trace of ridge keeps the matrix regular when a column is empty.
      const strength = column === 0 ? 0.01 : ridge
      gradient[column] = -strength * (coefficients[column] ?? 0)
      hessian[column]![column] = strength // `hessian` has `columns` rows
    }
    for (const row of rows) accumulate(row, coefficients, gradient, hessian)
    const step = solve(hessian, gradient)
    // Newton's method overshoots where nearly all rows are surely one or the other, so the step is halved until it gains.
    const standing = objective(rows, coefficients, ridge)
    let scale = 1
    let next = moved(coefficients, step, scale)
    while (scale > LEAST_SCALE && objective(rows, next, ridge) < standing) next = moved(coefficients, step, (scale /= 2))
    coefficients.set(next)
    if (step.every((value) => Math.abs(value * scale) < 1e-6)) break
  }
  return coefficients
}

const LEAST_SCALE = 2 ** -20

const moved = (from: Float64Array, step: Float64Array, scale: number): Float64Array => from.map((value, column) => value + scale * (step[column] ?? 0))

/** Penalised log-likelihood, natural. */
function objective(rows: readonly Observation[], coefficients: Float64Array, ridge: number): number {
  let sum = 0
  for (const { values, positive, weight, offset } of rows) {
    let predictor = offset
    for (let column = 0; column < coefficients.length; column++) predictor += (coefficients[column] ?? 0) * (values[column] ?? 0)
    const signed = positive ? predictor : -predictor
    sum -= weight * (signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed)
  }
  return coefficients.reduce((total, value, column) => total - ((column === 0 ? 0.01 : ridge) * value * value) / 2, sum)
}

function accumulate({ values, positive, weight, offset }: Observation, coefficients: Float64Array, gradient: Float64Array, hessian: Float64Array[]): void {
  let predictor = offset
  for (let column = 0; column < coefficients.length; column++) predictor += (coefficients[column] ?? 0) * (values[column] ?? 0)
  const probability = 1 / (1 + Math.exp(-predictor))
  const error = weight * ((positive ? 1 : 0) - probability)
  const curvature = weight * probability * (1 - probability)
  for (let i = 0; i < coefficients.length; i++) {
    const value = values[i] ?? 0
    if (value === 0) continue
    gradient[i] = (gradient[i] ?? 0) + error * value
    const row = hessian[i]
    if (!row) continue
    for (let j = 0; j < coefficients.length; j++) row[j] = (row[j] ?? 0) + curvature * value * (values[j] ?? 0)
  }
}

/** Solves a symmetric system by Gaussian elimination with partial pivoting. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const rows = matrix.map((row, index) => Float64Array.from([...row, right[index] ?? 0]))
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row
    }
    const top = rows[pivot]
    const here = rows[column]
    if (!top || !here) break
    rows[column] = top
    rows[pivot] = here
    for (const [index, row] of rows.entries()) {
      if (index === column) continue
      const factor = (row[column] ?? 0) / (top[column] || 1)
      if (factor === 0) continue
      for (let at = column; at <= size; at++) row[at] = (row[at] ?? 0) - factor * (top[at] ?? 0)
    }
  }
  return Float64Array.from(rows, (row, index) => (row[size] ?? 0) / (row[index] || 1))
}
