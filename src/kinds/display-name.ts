/** The annotation that holds an object's name for people. */
export const displayNameKey = (labelDomain: string) => `${labelDomain}/display-name`
