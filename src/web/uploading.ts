import type { Preview } from "../server/importing.ts";
import { asPerson } from "./server.ts";

/** Sends a file to be read, telling how far it is (0 to 1). Rejects with the server's sentence. */
export function sendFile(file: File, onProgress: (done: number) => void): Promise<Preview> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/import/read?name=${encodeURIComponent(file.name)}`);
    for (const [name, value] of Object.entries(asPerson())) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Error(`${file.name} could not be sent: the server does not answer. Drop it again when it is back.`));
    request.onload = () => {
      const answer = request.response as (Preview & { refusal?: { sentence: string } }) | null;
      if (request.status === 200 && answer) resolve(answer);
      else reject(new Error(answer?.refusal?.sentence ?? `${file.name} could not be read.`));
    };
    request.send(file);
  });
}
