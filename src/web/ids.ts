const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** A new id as the workbench makes them: twelve characters, sixty bits of chance. */
export const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => alphabet[byte & 31]).join("");
