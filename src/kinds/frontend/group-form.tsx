/** Update default routing: whom a port hands requests to that no rule takes. */
export { GroupSection as default } from './port/group-section.tsx'
