/** Evaluates beside the page, so that nobody's click waits for it. What is newest is answered, nothing twice. */
import { messageOf } from '../../k8s/shape.ts'
import { Engine } from './engine.ts'
import type { Message, Reply, Wants } from './protocol.ts'

const engine = new Engine()
let wants: Wants | null = null
let isDue = false

addEventListener('message', ({ data }: MessageEvent<string>) => {
  const message = JSON.parse(data) as Message
  if (message.type === 'objects') engine.apply(message)
  else wants = message.wants
  if (isDue) return
  isDue = true
  // What else has been said meanwhile is heard first.
  setTimeout(reply)
})

function reply(): void {
  isDue = false
  if (wants === null) return
  try {
    const answers = engine.answer(wants)
    if (answers === null) {
      engine.rehearse(wants)
      return
    }
    const transfer = answers.matrix === null ? [] : [answers.matrix.counts.buffer]
    postMessage({ type: 'answers', answers } satisfies Reply, { transfer })
  } catch (error) {
    postMessage({ type: 'failed', message: messageOf(error) } satisfies Reply)
  }
}
