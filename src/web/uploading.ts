import type { Found } from "../server/found.ts";
import { ask, asPerson, Refused, server } from "./server.ts";
import { Bringing } from "./state/bringing.ts";
import type { Sending } from "./state/gathering.ts";

/** Sends a file as the body of a request, telling how far it is (0 to 1). Rejects with a sentence. */
export function sendTo<T>(path: string, file: Blob, name: string, onProgress: (done: number) => void = () => undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [header, value] of Object.entries(asPerson())) request.setRequestHeader(header, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.upload.onload = () => onProgress(1);
    request.onerror = () => reject(new Error(`${name} could not be sent: the server does not answer, or the file was moved. Drop it again when it is back.`));
    request.onload = () => {
      const answer = request.response as (T & { refusal?: { reason: string; sentence: string } }) | null;
      if (request.status === 200 && answer) resolve(answer);
      else reject(new Refused(answer?.refusal?.reason ?? "bug", answer?.refusal?.sentence ?? `${name} could not be read.`));
    };
    request.send(file);
  });
}

/** Sends what was dropped to be read: a file as it is, the folder of a project file by file. */
export async function send({ name, files, isFolder }: Sending<File>, onProgress: (done: number) => void): Promise<Found> {
  if (!isFolder) return sendTo<Found>(`/api/import/read?name=${encodeURIComponent(name)}`, files[0]!.file, name, onProgress);
  const { upload } = await ask(server.import.folder.$post({ json: { name } }));
  const total = files.reduce((sum, { file }) => sum + file.size, 0) || 1;
  let sent = 0;
  for (const { path, file } of files) {
    await sendTo(`/api/import/put?upload=${encodeURIComponent(upload)}&path=${encodeURIComponent(path)}`, file, path, (done) => onProgress((sent + done * file.size) / total));
    sent += file.size;
  }
  onProgress(1);
  return (await ask(server.import.look.$post({ json: { upload } }))) as Found;
}

/** All files of a drop, those in folders too, with their paths. */
export async function dropped(transfer: DataTransfer): Promise<{ path: string; file: File }[]> {
  const entries = [...transfer.items].flatMap((item) => (item.kind === "file" ? [item.webkitGetAsEntry()] : []));
  if (entries.every((entry) => entry === null)) return [...transfer.files].map((file) => ({ path: file.name, file }));
  const all: { path: string; file: File }[] = [];
  const walk = async (entry: FileSystemEntry, above: string): Promise<void> => {
    const path = above + entry.name;
    if (entry.isFile) {
      all.push({ path, file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)) });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // A folder is told in parts; an empty part says that it is over.
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (part.length === 0) return;
      for (const one of part) await walk(one, `${path}/`);
    }
  };
  for (const entry of entries) if (entry) await walk(entry, "");
  return all;
}

/** Chosen files with their paths within a chosen folder. */
export const chosen = (files: FileList | null): { path: string; file: File }[] => [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** What was dropped in this tab and waits to be looked at. */
export const bringing = new Bringing<File>({
  send,
  leave: (uploads) => void ask(server.import.leave.$post({ json: { uploads: [...uploads] } })).catch(() => undefined),
  link: (pattern, names) => ask(server.import.link.$post({ json: { pattern, names: [...names] } })),
});
