/** The numbers of an object, for whoever may read that object in its cluster. */
import type { FastifyInstance } from 'fastify'
import { resourcePath } from '../../k8s/resource.ts'
import { messageOf } from '../../k8s/shape.ts'
import type { Status } from '../../k8s/status.ts'
import { statusFromBody } from '../../k8s/status.ts'
import type { MonitoringAnswer, PanelAnswer } from '../../net/monitoring/answer.ts'
import { type MonitoringPanel, type Subject, subjectWithId } from '../../net/monitoring/panels.ts'
import { filledIn, targetOf } from '../../net/monitoring/promql.ts'
import { type Span, type SpanName, spanNames, spanOf } from '../../net/monitoring/span.ts'
import type { Clusters } from '../clusters/clusters.ts'
import { ClusterError, type Route } from '../clusters/connection.ts'
import type { Identity } from '../identity.ts'
import type { Gate } from '../signin/gate.ts'
import { failure } from '../status.ts'
import type { PrometheusOptions } from './options.ts'
import { Prometheus, PrometheusError } from './prometheus.ts'

export interface MonitoringOptions {
  readonly gate: Gate
  readonly clusters: Clusters
  readonly prometheus: readonly PrometheusOptions[]
  readonly userAgent: string
}

interface Question {
  readonly subject: Subject
  readonly version: string
  readonly namespace: string
  readonly name: string
  readonly span: SpanName
}

/** Answers below `/monitoring`; what it returns lets go of all connections. */
export function serveMonitoring(app: FastifyInstance, options: MonitoringOptions): () => Promise<void> {
  const sources = new Map(options.prometheus.map((each) => [each.cluster, new Source(each)]))
  app.get('/monitoring/:cluster', { exposeHeadRoute: false }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const say = (status: Status) => reply.code(status.code ?? 500).send(status)
    const admitted = await options.gate.admit(request.raw)
    if ('status' in admitted) return say(admitted.status)
    if (admitted.cookies.length > 0) reply.header('set-cookie', admitted.cookies)
    const { cluster } = request.params as { cluster: string }
    const source = sources.get(cluster)
    if (source === undefined) return say(failure(404, `No Prometheus is configured for "${cluster}".`))
    const question = questionIn(request.query as Readonly<Record<string, unknown>>)
    if (question === null) return say(failure(400, 'Name an object that is measured, and a time.'))
    try {
      const bearer = await permission(options, cluster, question, admitted.identity)
      return await source.answer(question, bearer)
    } catch (error) {
      if (error instanceof ClusterError) return say(error.status)
      throw error
    }
  })
  return async () => {
    await Promise.all([...sources.values()].map((each) => each.close()))
  }
}

function questionIn(query: Readonly<Record<string, unknown>>): Question | null {
  const text = (key: string, pattern: RegExp) => {
    const value = query[key]
    return typeof value === 'string' && pattern.test(value) ? value : null
  }
  const subject = subjectWithId(text('subject', /^[a-z]{1,20}$/) ?? '')
  const version = text('version', /^v\d{1,3}((alpha|beta)\d{1,3})?$/)
  const namespace = text('namespace', /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
  const name = text('name', /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/)
  const span = spanNames.find((each) => each === query.span)
  if (subject === null || version === null || namespace === null || name === null || span === undefined) {
    return null
  }
  return { subject, version, namespace, name, span }
}

/**
 * Reads the object as whoever asks: the cluster judges, nothing else does. Gives the person's own token, where
 * there is one. Rejects with `ClusterError`.
 */
async function permission(
  { clusters, userAgent }: MonitoringOptions,
  cluster: string,
  question: Question,
  identity: Identity,
): Promise<string | null> {
  const connection = await clusters.find(cluster)
  if (connection === null) throw new ClusterError(failure(404, `There is no cluster "${cluster}".`))
  const proof = await identity.prove(cluster)
  const route = await connection.route(proof)
  await read(route, question, userAgent)
  return proof.impersonate === null ? (proof.bearer?.token ?? null) : null
}

async function read(route: Route, question: Question, userAgent: string): Promise<void> {
  const { subject, version, namespace, name } = question
  const path = resourcePath({ group: subject.group, version, plural: subject.plural }, { namespace, name })
  const answer = await route.dispatcher
    .request({
      origin: route.origin,
      path: `${route.basePath}${path}`,
      method: 'GET',
      headers: {
        accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
        'user-agent': userAgent,
        ...route.headers,
      },
      signal: AbortSignal.timeout(15_000),
    })
    .catch((error: unknown) => {
      throw new ClusterError(route.describe(error))
    })
  if (answer.statusCode === 401) route.refused()
  if (answer.statusCode === 200) return void (await answer.body.dump())
  const status = statusFromBody(answer.statusCode, await answer.body.text())
  // A redirect is no permission, whatever it leads to.
  throw new ClusterError(answer.statusCode < 400 ? failure(502, 'The cluster answered oddly.') : status)
}

/** A cluster's Prometheus, with what is asked of it. */
class Source {
  readonly #options: PrometheusOptions
  readonly #prometheus: Prometheus

  constructor(options: PrometheusOptions) {
    this.#options = options
    this.#prometheus = new Prometheus(options)
  }

  close(): Promise<void> {
    return this.#prometheus.close()
  }

  async answer(question: Question, bearer: string | null): Promise<MonitoringAnswer> {
    const { auth, interval, labels } = this.#options
    if (auth === 'forward') this.#mayForward(bearer)
    const { subject, namespace, name } = question
    const span = spanOf(question.span, Date.now() / 1000, interval)
    const target = targetOf({ subject: subject.id, namespace, name }, labels)
    const token = auth === 'forward' ? bearer : null
    const panels = await Promise.all(subject.panels.map((each) => this.#panel(each, target, span, token)))
    return { span, panels }
  }

  /** Nobody else's rights stand in for those that are missing. */
  #mayForward(bearer: string | null): void {
    if (bearer !== null) return
    const why = 'This Prometheus wants your own token, and you did not sign in to the cluster with one.'
    throw new ClusterError(failure(403, why))
  }

  async #panel(
    panel: MonitoringPanel,
    target: string,
    span: Span,
    bearer: string | null,
  ): Promise<PanelAnswer> {
    const { id } = panel
    try {
      const series = await Promise.all(
        panel.series.map(async ({ id: line, query }) => ({
          id: line,
          points: await this.#prometheus.range(filledIn(query, target, span.window), span, bearer),
        })),
      )
      if (series.some(({ points }) => points.some(([, value]) => value !== null))) {
        return { id, state: 'data', series }
      }
      const evidence = filledIn(panel.evidence, target, span.window)
      const isMeasured = await this.#prometheus.has(evidence, span.to - span.from, span.to, bearer)
      return { id, state: isMeasured ? 'empty' : 'absent', series: [] }
    } catch (error) {
      if (!(error instanceof PrometheusError)) throw error
      return { id, state: 'failed', message: messageOf(error), series: [] }
    }
  }
}
