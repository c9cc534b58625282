// A certified OpenID provider (oidc-provider) with one client and two people, for the sign-in tests alone.
// node server.mjs PORT REDIRECT_URI; prints "ready" when it listens.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const people = {
  "so-1": { name: "Vàng Thị Mỷ", identity_number: "002190000018", phone_number: "0912345678", birthdate: "1990-03-31" },
  "so-2": { name: "Khách không số" },
};
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "motcua", client_secret: "bi-mat-thu", redirect_uris: [redirect] }],
  pkce: { required: () => true, methods: ["S256"] },
  claims: { openid: ["sub"], profile: ["name", "birthdate", "identity_number"], phone: ["phone_number"] },
  cookies: { keys: ["chi-de-thu"] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
});
createServer(provider.callback()).listen(Number(port), "127.0.0.1", () => console.log("ready"));
