/** The numbers of an object, asked of the server for as long as somebody looks at them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { StatusError, statusFromBody } from '../../k8s/status.ts'
import type { MonitoringAnswer } from '../../net/monitoring/answer.ts'
import type { Subject } from '../../net/monitoring/panels.ts'
import type { SpanName } from '../../net/monitoring/span.ts'
import { answered } from '../api/request.ts'
import { ownHeaders, whileSignedIn } from '../api/sign-in.ts'

const refreshMilliseconds = 15_000

export interface WantedNumbers {
  readonly cluster: string
  readonly subject: Subject
  readonly object: KubeObject
  readonly span: SpanName
  /** Whether they are asked for again and again. */
  readonly isKept: boolean
}

export function useMonitoring({ cluster, subject, object, span, isKept }: WantedNumbers) {
  const { namespace = '', name } = object.metadata
  const { version } = parseApiVersion(object.apiVersion)
  const query = new URLSearchParams({ subject: subject.id, version, namespace, name, span }).toString()
  return useQuery({
    queryKey: ['monitoring', cluster, query],
    queryFn: ({ signal }) =>
      whileSignedIn({ cluster, isWrite: false }, async (): Promise<MonitoringAnswer> => {
        const url = `/monitoring/${encodeURIComponent(cluster)}?${query}`
        const response = await answered(fetch(url, { headers: ownHeaders('GET'), signal }), 'GET')
        const text = await response.text()
        if (!response.ok) throw new StatusError(statusFromBody(response.status, text))
        return JSON.parse(text) as MonitoringAnswer
      }),
    refetchInterval: isKept ? refreshMilliseconds : false,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
