/// <reference types="node" />
import { hc, type ClientResponse } from "hono/client";
import type { Api } from "../server/app.ts";

/** A request that was answered with a refusal: the sentence is for the person. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly reason: string;
  constructor(reason: string, sentence: string) {
    super(sentence);
    this.reason = reason;
  }
}

/** The server did not answer: it was stopped, or the machine slept. What was asked may or may not have been done. */
export class Gone extends Error {
  override readonly name = "Gone";
}

const personKey = "earshot.as";

/** Who is signed in in this tab; null until someone was picked, which leaves it to the server (the user's own name). */
export const person = {
  get name(): string | null {
    return sessionStorage.getItem(personKey) ?? localStorage.getItem(personKey);
  },
  set name(name: string | null) {
    if (name === null) return;
    sessionStorage.setItem(personKey, name);
    localStorage.setItem(personKey, name);
  },
};

/** The headers that say who is asking. */
export const asPerson = (): Record<string, string> => (person.name === null ? {} : { "earshot-as": encodeURIComponent(person.name) });

/** The server's routes, typed: `server.study.$get()`. */
export const server = hc<Api>("/api", { headers: asPerson });

/** The answer of a request, or `Refused` with the server's sentence, or `Gone` where nobody answered. */
export async function ask<T>(request: Promise<ClientResponse<T, number, "json">>): Promise<T> {
  let response: ClientResponse<T, number, "json">;
  try {
    response = await request;
  } catch (problem) {
    throw new Gone(problem instanceof Error ? problem.message : "no answer");
  }
  if (response.ok) return (await response.json()) as T;
  const said = (await response.json().catch(() => null)) as { refusal?: { reason: string; sentence: string } } | null;
  throw new Refused(said?.refusal?.reason ?? "bug", said?.refusal?.sentence ?? `The server answered with ${response.status}. The terminal it was started in says more.`);
}
