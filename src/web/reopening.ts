const key = "earshot.path";

/** Where the study lies that this tab has open, so that it goes on when the server was started anew. */
export const lastOpen = {
  get path(): string | null {
    return sessionStorage.getItem(key);
  },
  set path(path: string | null) {
    if (path === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, path);
  },
};
