/** Asks the server where DNS leads a name, where it is configured to tell. */
import { useQuery } from '@tanstack/react-query'
import { messageOf } from '../../k8s/shape.ts'
import type { UseDns } from '../../kinds/dns.ts'
import type { DnsAnswer } from '../../net/dns.ts'
import { useSession } from './queries.ts'
import { ownHeaders } from './sign-in.ts'

export const useDnsOfServer: UseDns = (name) => {
  const { dnsCheck } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['dns', name],
    queryFn: async ({ signal }): Promise<DnsAnswer> => {
      const response = await fetch(`/dns?${new URLSearchParams({ name })}`, {
        headers: ownHeaders('GET'),
        signal,
      })
      const body = (await response.json()) as DnsAnswer & { message?: string }
      if (!response.ok) throw new Error(body.message ?? `The server answered ${response.status}.`)
      return body
    },
    enabled: dnsCheck && name !== '',
    staleTime: 30_000,
    retry: false,
  })
  if (!dnsCheck || name === '') return { state: 'off' }
  const again = () => void refetch()
  if (error !== null) return { state: 'failed', message: messageOf(error), again }
  return data === undefined ? { state: 'asking' } : { state: 'answered', answer: data, again }
}
