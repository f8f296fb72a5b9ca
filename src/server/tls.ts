/** The server's own certificate, read again when its files change. */
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import type { Server } from 'node:tls'
import type { Logger } from 'pino'
import type { TlsOptions } from './signin/options.ts'
import { SignInProblem } from './signin/problem.ts'

const lookMs = 10_000

/** Forward secret and authenticated, the strongest first; of TLS 1.3 all are. */
const ciphers = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
].join(':')

export interface TlsMaterial {
  readonly cert: Buffer
  readonly key: Buffer
  readonly minVersion: 'TLSv1.2'
  readonly ciphers: string
  readonly honorCipherOrder: true
}

/** Throws a sentence on a file that cannot be read. */
export function readTls({ certFile, keyFile }: TlsOptions): TlsMaterial {
  const read = (file: string) => {
    try {
      return readFileSync(file)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new SignInProblem(`The TLS file ${file} cannot be read (${code ?? String(error)}).`)
    }
  }
  return {
    ...{ cert: read(certFile), key: read(keyFile) },
    ...{ minVersion: 'TLSv1.2', ciphers, honorCipherOrder: true },
  }
}

/** Connections that are open stay as they are. A pair that does not fit, half written maybe, changes nothing. */
export function followTls(options: TlsOptions, server: Server, log: Logger, interval = lookMs): () => void {
  const look = () => {
    try {
      server.setSecureContext(readTls(options))
      log.info('the TLS certificate was read again')
    } catch (error) {
      log.warn(
        { reason: (error as Error).message },
        'the changed TLS files cannot be used; the old ones stay',
      )
    }
  }
  const files = [options.certFile, options.keyFile]
  // Secrets of Kubernetes are replaced by moving a link, which events of the file system do not tell.
  for (const file of files) watchFile(file, { interval, persistent: false }, look)
  return () => {
    for (const file of files) unwatchFile(file, look)
  }
}
