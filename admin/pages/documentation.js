// Tries a call of the page with the reader's key. The key stays in its field; answers are shown as text only.
"use strict";

const keyForm = document.querySelector("form.key");
keyForm.hidden = false;
keyForm.addEventListener("submit", (event) => event.preventDefault());

function valueOf(input) {
  const kind = input.dataset.kind;
  if (kind === "number") return Number(input.value);
  if (kind === "true or false") return input.value === "true";
  if (kind === "list of texts") return input.value.split(/\s+/).filter(Boolean);
  return input.value;
}

async function call(form) {
  const inputs = [...form.querySelectorAll("input")].filter((input) => input.value !== "");
  const place = inputs.find((input) => input.name === "{}");
  const path = form.dataset.path.replace(/\{.*\}/, place ? encodeURIComponent(place.value) : "");
  const asked = inputs.filter((input) => input !== place);
  const options = { method: form.dataset.method, cache: "no-store", credentials: "omit", headers: {} };
  options.headers.Authorization = "Bearer " + document.getElementById("key").value.trim();
  let query = "";
  if (options.method === "GET") {
    query = asked.map((input) => encodeURIComponent(input.name) + "=" + encodeURIComponent(input.value)).join("&");
  } else {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(Object.fromEntries(asked.map((input) => [input.name, valueOf(input)])));
  }
  const answer = await fetch(path + (query === "" ? "" : "?" + query), options);
  return answer.status + " " + answer.statusText + "\n\n" + (await answer.text());
}

for (const form of document.querySelectorAll("form.try")) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const shown = form.querySelector("pre");
    shown.hidden = false;
    try {
      shown.textContent = await call(form);
    } catch (error) {
      shown.textContent = String(error);
    }
  });
}
