/** Text with code in backticks: shown in mono, and without the backticks where only text can be. */
import { Mono } from './mono.tsx'

export function Marked({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <Mono key={index}>{part}</Mono> : part))
}

export function unmarked(text: string): string {
  return text.replaceAll('`', '')
}
