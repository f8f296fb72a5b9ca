/** The server's own failures, told as Kubernetes tells its own, so that kubectl and the console show them alike. */
import type { ServerResponse } from 'node:http'
import type { Status } from '../k8s/status.ts'

const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  429: 'TooManyRequests',
  500: 'InternalError',
  502: 'ServiceUnavailable',
  503: 'ServiceUnavailable',
  504: 'Timeout',
}

/** A failure Status with the reason that belongs to the HTTP code. */
export function failure(code: number, message: string): Status {
  const reason = reasons[code]
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message,
    code,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** Nobody is signed in, or not to that cluster; a cluster's own 401 has the reason `Unauthorized`. */
export function signInRequired(message = 'Nobody is signed in. Sign in and try again.'): Status {
  return { ...failure(401, message), reason: 'SignInRequired' }
}

/** Answers a raw response with a Status, or cuts it off where an answer has already begun. */
export function sendStatus(
  response: ServerResponse,
  status: Status,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const body = JSON.stringify(status)
  response.writeHead(status.code ?? 500, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}
