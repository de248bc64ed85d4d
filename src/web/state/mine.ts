/** Whether a coding is the viewer's own; "me" stands for a coder the study does not know before the first coding is stored. */
export const isMine = (coding: { readonly coder: string }, me: string | null): boolean => coding.coder === me || coding.coder === "me";
