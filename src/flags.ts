/** Flags that more than one command line has. */
import { InvalidArgumentError, Option } from 'commander'

export function parsePort(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new InvalidArgumentError('It must be a number from 0 to 65535.')
  return port
}

export function scaleOption(): Option {
  return new Option('--sandbox-scale <times>', 'how many times the sample projects stand side by side')
    .default(1)
    .argParser((value) => {
      const times = Number(value)
      if (!/^\d+$/.test(value) || times < 1 || times > 1000)
        throw new InvalidArgumentError('It must be a number from 1 to 1000.')
      return times
    })
}
