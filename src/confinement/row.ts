/** A row of the table: one trick, what the browser is told, and what the cluster sees of it. */

export interface Row {
  /** `METHOD pattern` of the route that it is tried on, as the server's route table has it; or of no route. */
  readonly route: string
  readonly trick: string
  /** Method and target as they are written; the developer's cookies and the usual headers come along. */
  readonly line: string
  /** Header lines besides the usual ones. One that begins with `!` takes all of those away first. */
  readonly headers?: readonly string[]
  readonly body?: string
  /** The status, or several where versions of Node differ; 0: the server hangs up. */
  readonly answer: number | readonly number[]
  /** Method and target of each request that reaches the cluster. */
  readonly saw?: readonly string[]
  /** Without the developer's session. */
  readonly isStranger?: boolean
}

export const cluster = '/clusters/one'
export const own = '/api/v1/namespaces/shop-prod'
export const foreign = '/api/v1/namespaces/payments-prod'

export const clusterRoute = (method: string) => `${method} /clusters/*`

/** Passed on as it is; the cluster's own permissions then judge. */
export function passed(
  trick: string,
  method: string,
  path: string,
  answer: Row['answer'],
  more: Partial<Row> = {},
): Row {
  const line = `${method} ${cluster}${path}`
  return { route: clusterRoute(method), trick, line, answer, saw: [`${method} ${path}`], ...more }
}

/** Refused before anything reaches a cluster. */
export function refused(trick: string, line: string, answer: Row['answer'], more: Partial<Row> = {}): Row {
  const [method = ''] = line.split(' ', 1)
  return { route: clusterRoute(method), trick, line, answer, saw: [], ...more }
}
