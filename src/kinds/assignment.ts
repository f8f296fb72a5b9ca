/** How the platform says which cluster and which project something is assigned to: by labels of it. */

/** Stands for every project where projects are named, and for every cluster where clusters are. */
export const everyProject = 'ALL_ALL'

export const clusterLabel = (labelDomain: string) => `cluster.${labelDomain}/name`
export const projectLabel = (labelDomain: string) => `project.${labelDomain}/name`

/** Where the platform keeps what belongs to no project, the certificates of its domains among it. */
export const platformNamespace = 'cpaas-system'
