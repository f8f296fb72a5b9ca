/** Assign Projects: who may use a load balancer, as a whole or port by port. */
export { ProjectsSection as default } from './alb/projects-fields.tsx'
