/** An end to waiting: what hangs fails after a time, in words, and lets its connection go. */
import { failed } from '../../k8s/status.ts'

/** `run` is aborted when `signal` is, or when the time is over; then this rejects with a Status of code 504. */
export async function within<T>(
  milliseconds: number,
  cluster: string,
  run: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const timeout = AbortSignal.timeout(milliseconds)
  try {
    return await run(signal === undefined ? timeout : AbortSignal.any([signal, timeout]))
  } catch (error) {
    if (!timeout.aborted || signal?.aborted === true) throw error
    const seconds = milliseconds / 1000
    throw failed({
      reason: 'Timeout',
      code: 504,
      message: `The cluster ${cluster} did not answer within ${seconds} seconds.`,
    })
  }
}
