/** Why a cluster gave no answer, in words, and what to do about it. */
import { messageOf } from '../../k8s/shape.ts'

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused. Is the API server running, and is this its address?',
  ENOTFOUND: 'the host name is not known. Check the address in the kubeconfig, your DNS or your VPN',
  EAI_AGAIN: 'the host name could not be looked up. Check your DNS, network or VPN',
  ETIMEDOUT: 'the connection timed out. Check your network, VPN or firewall',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out. Check your network, VPN or firewall',
  EHOSTUNREACH: 'there is no route to the host. Check your network or VPN',
  ENETUNREACH: 'the network is not reachable. Check your network or VPN',
  ECONNRESET: 'the connection was closed before an answer came. Try again',
  EPIPE: 'the connection was closed before an answer came. Try again',
  UND_ERR_SOCKET: 'the connection was closed before an answer came. Try again',
  UND_ERR_HEADERS_TIMEOUT: 'the cluster took the request but did not answer in time. Try again',
  CERT_HAS_EXPIRED: "the server's certificate has expired. Renew it on the cluster",
  CERT_NOT_YET_VALID: "the server's certificate is not valid yet. Compare the clocks of both machines",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "the server's certificate is self-signed and not trusted. Check certificate-authority in the kubeconfig",
  SELF_SIGNED_CERT_IN_CHAIN:
    "the server's certificate comes from an authority that is not trusted. Check certificate-authority in the kubeconfig",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "the server's certificate comes from an authority that is not trusted. Check certificate-authority in the kubeconfig",
  UNABLE_TO_GET_ISSUER_CERT:
    "the server's certificate comes from an authority that is not trusted. Check certificate-authority in the kubeconfig",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "the server's certificate comes from an authority that is not trusted. Check certificate-authority in the kubeconfig",
  CERT_SIGNATURE_FAILURE:
    "the server's certificate was not signed by the authority in the kubeconfig. Was the cluster made anew? Fetch its kubeconfig again",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "the server's certificate is not for this address. Check server or tls-server-name in the kubeconfig",
  ERR_SSL_WRONG_VERSION_NUMBER: 'the server does not speak TLS. Should the address begin with http://?',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA:
    'the cluster does not trust the client certificate. Fetch the kubeconfig again',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED:
    'the cluster asks for a client certificate. Add one to the kubeconfig',
  ERR_OSSL_X509_KEY_VALUES_MISMATCH:
    'the client key does not belong to the client certificate. Fetch the kubeconfig again',
}

/** A sentence on a failed connection to `address`: the cause in words, or the error's own text. */
export function describeUnreachable(address: string, error: unknown): string {
  const code = codeOf(error)
  const cause = causes[code] ?? `${messageOf(error)}${code === '' ? '' : ` (${code})`}`
  return `The cluster at ${address} cannot be reached: ${cause}${/[.?]$/.test(cause) ? '' : '.'}`
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') {
    // OpenSSL's older reports keep the telling name in the text: "...:SSL routines:...:wrong version number:".
    if (error.code === 'EPROTO' && /wrong version number/.test(error.message))
      return 'ERR_SSL_WRONG_VERSION_NUMBER'
    return error.code
  }
  return error.cause === undefined ? '' : codeOf(error.cause)
}
