/** All English words: one `locale/en.json` beside the code that says them. */
import { resourcesOf } from './resources.ts'

export default resourcesOf(
  import.meta.glob<object>('/src/**/locale/en.json', { eager: true, import: 'default' }),
)
